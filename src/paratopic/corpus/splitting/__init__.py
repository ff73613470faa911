"""Plain text to paragraphs: lines, blank lines, page marks, lists, turns of speech."""
