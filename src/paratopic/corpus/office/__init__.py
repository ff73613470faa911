"""Files of office programs: Word, OpenDocument and rich text."""
