"""Violations for readers: text, JSON, a SHACL validation report in Turtle, annotations for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache

from loader import literals
from loader.violations import Severity, Violation
from loader.vocab import Vocabulary

_EXAMPLES = 10  # of each Warning or Info in the text report; all are in the other formats
_SH = "http://www.w3.org/ns/shacl#"
_NAMES: Mapping[Severity, str] = {"Violation": "violation", "Warning": "warning", "Info": "info"}
_COMMANDS: Mapping[Severity, str] = {"Violation": "error", "Warning": "warning", "Info": "notice"}


#: Lines of a file at which nodes are described, as far as they are known.
Lines = Mapping[str, int]
Renderer = Callable[[Sequence[Violation], str, Lines], str]


def render_report(violations: Sequence[Violation], form: str, source: str, lines: Lines | None = None) -> str:
    """A report on the graph called ``source``, of whose nodes ``lines`` may tell where they are described.

    Raises:
        KeyError: there is no such format; ``FORMATS`` has them.
    """
    return FORMATS[form](violations, source, lines or {})


def summary(violations: Sequence[Violation]) -> str:
    """How many results of each severity.

    >>> summary([])
    'valid'
    """
    counts = Counter(violation.severity for violation in violations)
    parts = [f"{counts[severity]} {name}{'s' * (counts[severity] != 1)}" for severity, name in _NAMES.items()]
    found = ", ".join(part for part, severity in zip(parts, _NAMES, strict=True) if counts[severity])
    return found if counts["Violation"] else f"valid ({found})" if found else "valid"


def text(violations: Sequence[Violation], source: str, lines: Lines) -> str:
    """Lines for people: where to look, and what to do; of the same advice but Violations, the first few."""
    parts, told = [], Counter[str]()
    for v in violations:
        told[v.message] += 1
        if v.breaks or told[v.message] <= _EXAMPLES:
            line = f" (line {lines[v.focus]})" if v.focus in lines else ""
            parts.append(f"{_NAMES[v.severity]}: {_place(v)}{line}\n    {_advice(v)}")
    remarks = {v.message: v.severity for v in violations if not v.breaks}
    for message, severity in remarks.items():
        if (left := told[message] - _EXAMPLES) > 0:
            parts.append(f"{_NAMES[severity]}: {left} more like this\n    {message}")
    return "\n".join((*parts, f"{source}: {summary(violations)}")) + "\n"


def as_json(violations: Sequence[Violation], source: str, lines: Lines) -> str:
    """A JSON object with all fields of every result."""
    counts = Counter(violation.severity for violation in violations)
    document = {
        "graph": source,
        "valid": not counts["Violation"],
        "counts": {severity: counts[severity] for severity in _NAMES},
        "results": [{**asdict(violation), "line": lines.get(violation.focus)} for violation in violations],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def turtle(violations: Sequence[Violation], _source: str, _lines: Lines) -> str:
    """A ``sh:ValidationReport`` as the SHACL standard has it; it conforms if there is no result at all."""
    results = "".join(f" ;\n    sh:result {_result(violation)}" for violation in violations)
    conforms = "false" if violations else "true"
    return f"@prefix sh: <{_SH}> .\n\n[] a sh:ValidationReport ;\n    sh:conforms {conforms}{results} .\n"


def github(violations: Sequence[Violation], source: str, lines: Lines) -> str:
    """Workflow commands that GitHub shows beside the file, at the line where that is known."""

    def annotation(v: Violation) -> str:
        line = f",line={lines[v.focus]}" if v.focus in lines else ""
        title = _property(_place(v))
        return f"::{_COMMANDS[v.severity]} file={_property(source)}{line},title={title}::{_data(_advice(v))}\n"

    return "".join(map(annotation, violations))


FORMATS: Mapping[str, Renderer] = {
    "text": text,
    "json": as_json,
    "turtle": turtle,
    "github": github,
}


def short(term: str) -> str:
    """A term of N-Triples as Turtle would write it, where a prefix of ours fits; long texts are cut.

    >>> short("<https://w3id.org/communique/ontology#speaker>"), short("<https://example.org/x>")
    ('cq:speaker', '<https://example.org/x>')
    """
    if not term.startswith("<"):
        return _short_literal(term)
    head = max(term.rfind("/"), term.rfind("#")) + 1
    prefix, local = _prefixes().get(term[1:head]), term[head:-1]
    return f"{prefix}:{local}" if prefix and local else term


def _short_literal(term: str) -> str:
    value, marks, datatype = term.rpartition('"^^')
    shown = f'{value}"^^{short(datatype)}' if marks else term
    return shown if len(shown) <= 160 else f"{shown[:159]}…"


@lru_cache(maxsize=1)
def _prefixes() -> dict[str, str]:
    return {namespace: prefix for prefix, namespace in Vocabulary().prefixes.items()}


def _place(violation: Violation) -> str:
    article = violation.article if violation.article != violation.focus else None
    where = f" in {short(article)}" if article else ""
    words = f": “{' '.join(violation.quote.split())}”" if violation.quote else ""
    return f"{short(violation.focus)}{where}{words}"


def _advice(violation: Violation) -> str:
    if violation.path is None:
        return violation.message
    found = f"{short(violation.path)} is {short(violation.value)}" if violation.value else short(violation.path)
    return f"{violation.message} ({found})"


def _result(violation: Violation) -> str:
    optional = (("sh:resultPath", violation.path), ("sh:value", violation.value), ("sh:sourceShape", _iri(violation)))
    properties = [
        "a sh:ValidationResult",
        f"sh:resultSeverity sh:{violation.severity}",
        f"sh:focusNode {violation.focus}",
        *(f"{name} {value}" for name, value in optional if value),
        f"sh:sourceConstraintComponent sh:{violation.component}ConstraintComponent",
        f"sh:resultMessage {literals.text(violation.message)}",
    ]
    return "[\n        " + " ;\n        ".join(properties) + "\n    ]"


def _iri(violation: Violation) -> str | None:
    return f"<{violation.shape}>" if ":" in violation.shape else None


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
