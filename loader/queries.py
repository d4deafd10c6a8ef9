"""The shipped questions and their answers: SPARQL on an embedded store.

A query file opens with its title, the question it answers and its parameters, all as comments; a parameter stands in
the query as a one-row ``VALUES`` with its default, so that every file also runs as it is in any other engine.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from loader import literals
from loader.errors import UserError
from loader.resources import resource_dir

Result = QuerySolutions | QueryTriples | QueryBoolean
Cell = NamedNode | BlankNode | Literal | Triple | None

_PARAMETER = re.compile(r'# param (\w+): "([^"\\]*)"\s*(.*)')
_VALUES = re.compile(r"VALUES\s+\?(\w+)\s*{[^}]*}")
_PREFIX = re.compile(r"@?PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_WIDEST = 60  # characters of a table's column


class QueryError(UserError, ValueError):
    """A query that does not exist, a parameter it does not have, or a result that cannot be shown in that form."""


@dataclass(frozen=True)
class Parameter:
    """A value that a query can be asked with."""

    name: str
    default: str
    note: str


@dataclass(frozen=True)
class Query:
    """A SPARQL query with the question that it answers."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    text: str


def read_query(path: Path) -> Query:
    """Read a query file. One without the opening comments is a query without title and parameters."""
    text = path.read_text(encoding="utf-8-sig")
    comments = [line[1:].strip() for line in text.splitlines() if line.startswith("#")]
    titles = [comment for comment in comments if not comment.startswith("param ")]
    title, question = (*titles, "", "")[:2]
    return Query(path.stem, title, question, tuple(Parameter(*m) for m in _PARAMETER.findall(text)), text)


def read_queries(folder: Path | None = None) -> dict[str, Query]:
    """The shipped queries by name, in alphabetical order."""
    return {path.stem: read_query(path) for path in sorted((folder or resource_dir("queries")).glob("*.rq"))}


def find_query(name: str) -> Query:
    """The shipped query of that name, or the one in the file of that name.

    Raises:
        QueryError: there is neither.
    """
    shipped = read_queries()
    if name in shipped:
        return shipped[name]
    if Path(name).is_file():
        return read_query(Path(name))
    raise QueryError(f"no shipped query and no file is called {name!r}; shipped are: {', '.join(shipped)}")


def bind(query: Query, values: Mapping[str, str]) -> str:
    """The text of a query with its parameters set. Values are bound as string literals, whatever they hold.

    Raises:
        QueryError: the query has no such parameter.
    """
    known = [parameter.name for parameter in query.parameters]
    for name in values:
        if name not in known:
            raise QueryError(f"{query.name} has no parameter {name!r}; it has: {', '.join(known) or 'none'}")

    def bound(clause: re.Match[str]) -> str:
        name = clause[1]
        return f"VALUES ?{name} {{ {literals.text(values[name])} }}" if name in values else clause[0]

    # One pass, so that a value which looks like another parameter's clause stays text.
    return _VALUES.sub(bound, query.text)


def open_graph(path: Path) -> Store:
    """Load a file of any RDF format, gzip-compressed ones too, into a store in memory.

    Raises:
        QueryError: the file's ending is of no RDF format.
        SyntaxError: its content is not of that format.
        OSError: it cannot be read.
    """
    packed = path.suffix == ".gz"
    ending = Path(path.stem).suffix if packed else path.suffix
    form = RdfFormat.from_extension(ending.lstrip("."))
    if form is None:
        raise QueryError(f"{path}: the ending says no RDF format; use .ttl, .trig, .nq, .nt, .rdf or .jsonld")
    store = Store()
    with path.open("rb") as stream, gzip.GzipFile(fileobj=stream) as unpacked:
        try:
            store.bulk_load(cast(IO[bytes], unpacked) if packed else stream, form)
        except EOFError as error:
            raise QueryError(f"{path}: the file is cut off") from error
    return store


def run_query(store: Store, query: Query, values: Mapping[str, str] | None = None) -> Result:
    """Ask a store. Named graphs and the default graph are asked as one.

    Raises:
        QueryError: a parameter is unknown.
        SyntaxError: the query is not SPARQL.
    """
    return store.query(bind(query, values or {}), use_default_graph_as_union=True)


def rows(result: Result) -> list[tuple[str | None, ...]]:
    """The rows of a SELECT as plain text: IRIs and the text of literals."""
    if not isinstance(result, QuerySolutions):
        raise QueryError("only a SELECT has rows")
    return [tuple(cell_text(cell) for cell in solution) for solution in result]


def cell_text(cell: Cell) -> str | None:
    """An IRI, or the text of a literal."""
    return None if cell is None else cell.value if isinstance(cell, Literal | NamedNode) else str(cell)


def read_prefixes(path: Path) -> dict[str, str]:
    """Namespace to prefix, as a Turtle or TriG file declares them in its first lines."""
    if path.suffix not in (".ttl", ".trig"):
        return {}
    with path.open(encoding="utf-8", errors="replace") as stream:
        head = stream.read(10_000)
    return {namespace: prefix for prefix, namespace in _PREFIX.findall(head)}


def render_table(result: Result, prefixes: Mapping[str, str]) -> str:
    """Columns of text for a terminal, long cells cut, IRIs shortened by ``prefixes`` (namespace to prefix)."""
    if isinstance(result, QueryBoolean):
        return "yes\n" if result else "no\n"
    if isinstance(result, QueryTriples):
        head = ["subject", "predicate", "object"]
    else:
        head = [variable.value for variable in result.variables]
    shown = [tuple(shorten(cell, prefixes) for cell in row) for row in result]
    return table([tuple(head), *shown]) + f"({len(shown)} row{'s' * (len(shown) != 1)})\n"


def shorten(cell: Cell, prefixes: Mapping[str, str]) -> str:
    """A cell of a table: on one line, cut where long, without characters that a terminal would obey."""
    text = cell_text(cell) or ""
    if isinstance(cell, NamedNode):
        head = max(text.rfind("/"), text.rfind("#")) + 1
        text = f"{prefixes[text[:head]]}:{text[head:]}" if text[:head] in prefixes else text
    text = "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def table(lines: Iterable[tuple[str, ...]]) -> str:
    """Lines of cells in columns, the first line underlined.

    >>> print(table([("act", "statements"), ("Reject", "2")]), end="")
    act     statements
    ------  ----------
    Reject  2
    """
    head, *body = lines
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    drawn = [head, tuple("-" * width for width in widths), *body]
    return "".join("  ".join(map(str.ljust, line, widths)).rstrip() + "\n" for line in drawn)


def render_csv(result: Result, _prefixes: Mapping[str, str]) -> str:
    """SPARQL 1.1 Query Results CSV."""
    return _serialized(result, QueryResultsFormat.CSV)


def render_json(result: Result, _prefixes: Mapping[str, str]) -> str:
    """SPARQL 1.1 Query Results JSON."""
    return _serialized(result, QueryResultsFormat.JSON) + "\n"


def render_turtle(result: Result, prefixes: Mapping[str, str]) -> str:
    """Turtle of what a CONSTRUCT or DESCRIBE makes, sorted, with the ``prefixes`` (namespace to prefix) it uses."""
    if not isinstance(result, QueryTriples):
        raise QueryError("only a CONSTRUCT or DESCRIBE gives Turtle; use table, csv or json")
    lines = sorted({tuple(turtle_term(node, prefixes) for node in triple) for triple in result})
    body = "".join(
        f"\n{subject}\n    " + " ;\n    ".join(f"{predicate} {value}" for _, predicate, value in group) + " .\n"
        for subject, group in groupby(lines, key=lambda line: line[0])
    )
    used = {term.partition(":")[0] for line in lines for term in line}
    named = sorted((prefix, namespace) for namespace, prefix in prefixes.items() if prefix in used)
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in named) + body


def turtle_term(node: Cell, prefixes: Mapping[str, str]) -> str:
    """A node as Turtle writes it: prefixed where its last part is a plain name."""
    if isinstance(node, NamedNode):
        head = max(node.value.rfind("/"), node.value.rfind("#")) + 1
        if node.value[:head] in prefixes and _PLAIN.fullmatch(node.value, head):
            return f"{prefixes[node.value[:head]]}:{node.value[head:]}"
    return str(node)


def _serialized(result: Result, form: QueryResultsFormat) -> str:
    if isinstance(result, QueryTriples):
        raise QueryError("a CONSTRUCT or DESCRIBE gives triples; use turtle or table")
    return (result.serialize(format=form) or b"").decode()


#: Forms of output, by their names on the command line.
RENDERERS: dict[str, Callable[[Result, Mapping[str, str]], str]] = {
    "table": render_table,
    "csv": render_csv,
    "json": render_json,
    "turtle": render_turtle,
}
