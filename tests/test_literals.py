"""Literals: escaped, canonical, read back as they were."""

import datetime as dt

import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import XSD

from loader import literals

PREFIXES = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix edtf: <http://id.loc.gov/datatypes/edtf/> . "


def read_back(literal: str) -> tuple[str, str]:
    """The text that Oxigraph and rdflib read in a literal."""
    line = f"{PREFIXES}<http://e.org/s> <http://e.org/p> {literal} ."
    (triple,) = parse(line.encode(), RdfFormat.TURTLE)
    (value,) = rdflib.Graph().parse(data=line, format="turtle").objects()
    return triple.object.value, str(value)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example('"""\\"')
@example("\\u0041 \\n")
@example("\x00\x01\x0b\x7f\x85\u2028\u202e\ufeff\ufffe\U000e0041\U0001f600")
@example("“We will not” – he said…")
def test_text_is_read_back_as_it_was(text: str) -> None:
    assert read_back(literals.text(text)) == (text, text)
    assert read_back(literals.text(text, "en"))[0] == text


def test_a_lone_surrogate_is_no_character() -> None:
    assert literals.text("a\ud800b") == '"a\ufffdb"'


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u0000", "\u0085", "\ufeff", "\U000e0001"])
def test_what_cannot_be_seen_is_escaped(hidden: str) -> None:
    assert hidden not in literals.text(f"a{hidden}b")
    assert "\\" in literals.text(f"a{hidden}b")


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (0.8, "0.8"),
        (0.80001, "0.8"),
        (0.0, '"0"^^xsd:decimal'),
        (1.0, '"1"^^xsd:decimal'),
        (10.0, '"10"^^xsd:decimal'),
        (-0.00001, '"0"^^xsd:decimal'),
        (-34.5, "-34.5"),
        (float("inf"), None),
        (float("nan"), None),
    ],
)
def test_decimal(value: float, literal: str | None) -> None:
    assert literals.decimal(value) == literal


@given(st.floats(-180, 180))
def test_decimals_are_canonical(value: float) -> None:
    literal = literals.decimal(value, 5)
    assert literal is not None
    written = rdflib.Graph().parse(data=f"{PREFIXES}<http://e.org/s> <http://e.org/p> {literal} .", format="turtle")
    (node,) = written.objects()
    assert isinstance(node, rdflib.Literal)
    assert node.datatype == XSD.decimal
    assert str(node) == "0" or not str(node).endswith(("0", ".")) or "." not in str(node)
    assert float(node) == pytest.approx(value, abs=0.00001)


def test_dates() -> None:
    assert literals.date(dt.date(987, 1, 2)) == '"0987-01-02"^^xsd:date'
    assert literals.edtf("2024-07-02/2024-07-03") == '"2024-07-02/2024-07-03"^^edtf:EDTF'
