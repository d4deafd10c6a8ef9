"""Readers of formats that need more than the standard library or more than a page of code, imported when first used."""
