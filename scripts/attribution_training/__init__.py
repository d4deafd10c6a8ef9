"""Steps of `train_attribution.py`: corpus, counts, trees, precision of rules. Not part of the product."""
