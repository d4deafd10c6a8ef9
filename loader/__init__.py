"""communique: news articles in, a validated knowledge graph of statements and meetings out."""

__version__ = "0.1.0"
