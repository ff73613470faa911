"""PDF files: reading order, page furniture, paragraphs."""
