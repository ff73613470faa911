"""Label the paragraphs of security-policy documents by topic."""

__version__ = "0.1.0"
