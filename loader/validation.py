"""Graph and shapes to violations. pySHACL is the reference; where a faster engine is known to agree, that looks first.

Cross-node rules are SPARQL-based constraints, run as queries over the whole graph at once: pySHACL needs 8-20 ms
for every node of each, the embedded store 0.05-0.5 ms for all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from loader.precheck import check_after, every
from loader.shapes import Rule, Shapes
from loader.violations import Violation, in_order
from loader.vocab import Vocabulary

if TYPE_CHECKING:  # validating a file needs no spaCy
    from loader.blocks import Block

#: Which engine checks core constraints: ``auto`` lets the faster one accept, ``pyshacl`` never does.
EngineName = Literal["auto", "pyshacl"]


def validate_turtle(
    turtle: str,
    shapes: Shapes,
    *,
    engine: EngineName = "auto",
    matters: Callable[[Violation], bool] = every,
    nodes: Collection[str] = (),
) -> tuple[Violation, ...]:
    """Validate a graph given as Turtle; report the violations that matter.

    With ``nodes``, none at other nodes do.

    Raises:
        SyntaxError: it is not Turtle.
    """
    store = ox.Store()
    store.load(turtle.encode(), ox.RdfFormat.TURTLE)
    report = shapes.compiled.validate_turtle(turtle) if engine == "auto" and shapes.compiled else None
    core = check_after(
        report, lambda: ox.parse(turtle.encode(), ox.RdfFormat.TURTLE), shapes, matters=matters, nodes=nodes
    )
    return in_order(filter(matters, (*core, *check_rules(store, shapes.rules))), store)


def validate_blocks(
    blocks: Iterable[Block],
    shapes: Shapes,
    vocabulary: Vocabulary,
    *,
    known: Iterable[Block] = (),
    engine: EngineName = "auto",
) -> tuple[Violation, ...]:
    """Validate a part of a graph, such as that of one article.

    ``known`` are blocks of other parts that it points at, such as its actors; at the least they give their types.
    What is wrong with those alone is not reported. A block without a type adds to a node that stands elsewhere: what
    it lacks is not held against it.
    """
    ours = tuple(blocks)
    subjects = {f"<{vocabulary.expand(block.subject)}>" for block in ours}
    whole = {f"<{vocabulary.expand(block.subject)}>" for block in ours if _has_type(block)}

    def matters(violation: Violation) -> bool:
        return violation.focus in subjects and (violation.focus in whole or not _is_lack(violation))

    return validate_turtle(
        as_turtle((*ours, *known), vocabulary), shapes, engine=engine, matters=matters, nodes=subjects
    )


def _has_type(block: Block) -> bool:
    return any(predicate == "a" for predicate, _ in block.properties)


def _is_lack(violation: Violation) -> bool:
    return violation.path is None or violation.component == "MinCount"


def as_turtle(blocks: Sequence[Block], vocabulary: Vocabulary) -> str:
    """Blocks as Turtle for a parser, not for people."""
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in vocabulary.prefixes.items()]
    for block in blocks:
        parts = (f"{predicate} {', '.join(objects)}" for predicate, objects in block.properties)
        lines.append(f"{block.subject} {' ; '.join(parts)} .")
    return "\n".join(lines)


def check_rules(store: ox.Store, rules: Iterable[Rule]) -> Iterator[Violation]:
    """The rows of every rule's query over the default graph of a store."""
    for rule in rules:
        rows = store.query(rule.query)
        assert isinstance(rows, ox.QuerySolutions), "rules are SELECT queries"
        for this, path, *value in rows:
            yield Violation(
                str(this),
                str(path) if path is not None else None,
                str(value[0]) if value and value[0] is not None else None,
                rule.severity,  # type: ignore[arg-type]
                rule.message,
                rule.shape,
                "SPARQL",
            )
