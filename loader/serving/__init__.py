"""A graph on localhost: a SPARQL 1.1 endpoint, a page to ask it from, and the reading site."""
