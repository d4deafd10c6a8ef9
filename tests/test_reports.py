"""Reports of violations: for people, programs, other SHACL tools and GitHub."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rdflib
from rdflib import RDF, SH

from loader.reports import FORMATS, render_report, short, summary
from loader.violations import Violation

CQ = "https://w3id.org/communique/ontology#"
ID = "https://w3id.org/communique/id/"

ACT = Violation(
    focus=f"<{ID}statement/a1-3-9>",
    path=f"<{CQ}act>",
    value='"Reject, or: 100%\\n"',
    severity="Violation",
    message="Name one act.",
    shape="https://w3id.org/communique/shapes#StatementShape",
    component="In",
    article=f"<{ID}article/a1>",
    quote="no\ntalks",
)
SPEAKER = Violation(ACT.focus, f"<{CQ}speaker>", None, "Warning", "Nobody said it.", ACT.shape, "MinCount", ACT.article)
UNDATED = Violation(f"<{ID}article/a1>", None, None, "Info", "No date.", ACT.shape, "Node", f"<{ID}article/a1>")
ALL = (UNDATED, ACT, SPEAKER)


def test_text_tells_where_to_look_and_what_to_do() -> None:
    assert render_report(ALL, "text", "graph.ttl") == (
        "info: article:a1\n    No date.\n"
        "violation: statement:a1-3-9 in article:a1: “no talks”\n"
        '    Name one act. (cq:act is "Reject, or: 100%\\n")\n'
        "warning: statement:a1-3-9 in article:a1\n    Nobody said it. (cq:speaker)\n"
        "graph.ttl: 1 violation, 1 warning, 1 info\n"
    )


def test_text_tells_every_violation_but_no_warning_over_and_over() -> None:
    speakers = [replace(SPEAKER, focus=f"<{ID}statement/a1-{n}>") for n in range(25)]
    report = render_report([*speakers, *[ACT] * 25], "text", "graph.ttl")
    assert report.count("Nobody said it. (cq:speaker)") == 10
    assert "warning: 15 more like this\n    Nobody said it.\n" in report
    assert report.count("Name one act.") == 25
    assert report.endswith("graph.ttl: 25 violations, 25 warnings\n")


@pytest.mark.parametrize(
    ("violations", "expected"),
    [((), "valid"), ((SPEAKER, SPEAKER), "valid (2 warnings)"), ((ACT, SPEAKER), "1 violation, 1 warning")],
)
def test_the_summary_says_valid_where_nothing_breaks(violations: tuple[Violation, ...], expected: str) -> None:
    assert summary(violations) == expected


def test_json_has_every_field() -> None:
    document = json.loads(render_report(ALL, "json", "graph.ttl", {ACT.focus: 7}))
    assert document["valid"] is False
    assert document["counts"] == {"Violation": 1, "Warning": 1, "Info": 1}
    assert [result.pop("line") for result in document["results"]] == [None, 7, 7]
    assert Violation(**document["results"][1]) == ACT


def test_turtle_is_a_validation_report() -> None:
    graph = rdflib.Graph().parse(data=render_report(ALL, "turtle", "graph.ttl"))
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    results = list(graph.objects(report, SH.result))
    assert {graph.value(result, SH.resultSeverity) for result in results} == {SH.Violation, SH.Warning, SH.Info}
    (result,) = graph.subjects(SH.resultSeverity, SH.Violation)
    assert graph.value(result, SH.focusNode) == rdflib.URIRef(ACT.focus[1:-1])
    assert graph.value(result, SH.value) == rdflib.Literal("Reject, or: 100%\n")
    assert graph.value(result, SH.sourceConstraintComponent) == SH.InConstraintComponent


def test_a_report_without_results_conforms() -> None:
    graph = rdflib.Graph().parse(data=render_report((), "turtle", "graph.ttl"))
    assert (None, SH.conforms, rdflib.Literal(True)) in graph


def test_github_commands_are_escaped_and_stay_on_their_lines() -> None:
    lines = render_report((ACT, SPEAKER, UNDATED), "github", "out/graph, new.ttl").splitlines()
    assert lines[0] == (
        "::error file=out/graph%2C new.ttl,title=statement%3Aa1-3-9 in article%3Aa1%3A “no talks”::"
        'Name one act. (cq:act is "Reject, or: 100%25\\n")'
    )
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::notice"]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        render_report(ALL, "html", "graph.ttl")
    assert set(FORMATS) == {"text", "json", "turtle", "github"}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (f"<{CQ}act>", "cq:act"),
        ("<https://example.org/>", "<https://example.org/>"),
        ('"2024"^^<http://id.loc.gov/datatypes/edtf/EDTF>', '"2024"^^edtf:EDTF'),
        ('"said"@en', '"said"@en'),
        ("_:b0", "_:b0"),
    ],
)
def test_terms_are_shortened(term: str, expected: str) -> None:
    assert short(term) == expected


def test_long_texts_are_cut() -> None:
    assert len(short(f'"{"word " * 100}"@en')) == 160


def test_lines_are_told_where_they_are_known() -> None:
    lines = {ACT.focus: 7}
    report = render_report(ALL, "text", "graph.ttl", lines)
    assert "violation: statement:a1-3-9 in article:a1: “no talks” (line 7)\n" in report
    assert "info: article:a1\n" in report
    assert "::error file=graph.ttl,line=7,title=statement%3Aa1-3-9 in" in render_report(
        ALL, "github", "graph.ttl", lines
    )
