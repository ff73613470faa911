"""Paragraphs that were seen before, word for word or nearly."""
