"""Documents in, paragraphs out."""

from paratopic.corpus.find import find_documents
from paratopic.corpus.inputs import find_inputs
from paratopic.corpus.normalise import classifier_text, row_text
from paratopic.corpus.options import CorpusOptions, load_options
from paratopic.corpus.read import read_document, read_documents, read_text, split_paragraphs
from paratopic.corpus.splitting.kinds import UNCLASSIFIED

__all__ = [
    "UNCLASSIFIED",
    "CorpusOptions",
    "classifier_text",
    "find_documents",
    "find_inputs",
    "load_options",
    "read_document",
    "read_documents",
    "read_text",
    "row_text",
    "split_paragraphs",
]
