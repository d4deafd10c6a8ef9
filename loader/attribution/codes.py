"""Words of the grammar as numbers, for the tree models."""

from __future__ import annotations

FRAMES = (
    "ccomp", "ccomp:to", "xcomp", "xcomp:to", "dobj", "dobj+prep", "dobj+xcomp", "dobj+advcl", "dobj+ccomp", "prep",
    "pcomp", "up:ccomp", "up:prep", "up:advcl", "up:parataxis", "up", "acl", "acl:to", "relcl", "side", "attr",
    "acomp", "advcl", "nsubjpass", "oprd", "parenthesis",
)  # fmt: skip
FRAME_CODES = {frame: i for i, frame in enumerate(FRAMES, start=1)}
DEPS = (
    "ROOT", "ccomp", "xcomp", "conj", "advcl", "relcl", "acl", "pcomp", "dobj", "pobj", "nsubj", "nsubjpass", "attr",
    "acomp", "parataxis", "prep", "appos", "amod", "compound", "dep",
)  # fmt: skip
DEP_CODES = {dep: i for i, dep in enumerate(DEPS, start=1)}
POS_CODES = {pos: i for i, pos in enumerate(("VERB", "NOUN", "ADJ", "ADP", "AUX", "ADV", "SCONJ", "PROPN"), start=1)}
PERSONS = {"he": 1, "she": 1, "i": 2, "we": 3, "they": 4, "you": 5, "it": 6, "who": 7, "which": 8, "that": 8}
TAGS = {tag: i for i, tag in enumerate(("VBD", "VBZ", "VBP", "VB", "VBG", "VBN", "NN", "NNS", "JJ", "IN"), start=1)}
WAYS = (
    "subject", "agent", "object", "possessor", "of noun", "participle", "control", "passive", "position", "above",
)  # fmt: skip
HOWS = {how: i for i, how in enumerate(WAYS, start=1)}
KINDS = {"PRON": 1, "PROPN": 2, "NOUN": 3}


def frame_code(frame: str) -> int:
    """The number of a frame's class; 0 for rare ones."""
    if frame.startswith("prep:"):
        return FRAME_CODES["pcomp" if frame.endswith(":pcomp") else "prep"]
    code = FRAME_CODES.get(frame) or FRAME_CODES.get(":".join(frame.split(":")[:2]))
    return code or FRAME_CODES.get(frame.partition(":")[0], 0)
