"""Who-said-what as spans: source, cue and content of every attribution (PARC terms), before anyone is identified."""

from loader.attribution.extraction import Cues, find_attributions, load_cues, quoted_spans
from loader.attribution.model import Attribution

__all__ = ["Attribution", "Cues", "find_attributions", "load_cues", "quoted_spans"]
