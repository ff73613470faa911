"""Fit the classifier that is kept once more on every document, once the test part has judged it.

The metrics stay those of the fit that had not seen the test part; what is kept has learned from more documents
by the same procedure (the usual last step of a hold-out study; Raschka 2018, arXiv:1811.12808, section 1.7).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

from paratopic.dataset.examples import join
from paratopic.dataset.partition import Partition
from paratopic.errors import ParatopicWarning
from paratopic.models.protocol import FitContext, Model, Refittable


def fitted_on_all(
    build: Callable[[], Model], judged: Model, partition: Partition, context: FitContext
) -> Model:
    """Return the model fitted on all parts; one that needs validation paragraphs stays as it was judged."""
    everything = join(join(partition.train, partition.validation), partition.test)
    if isinstance(judged, Refittable):
        return judged.refitted(everything, context)
    if judged.selection == "validation":
        warnings.warn(
            "kept as judged: this model chooses its epoch on validation documents, so fit_all changes nothing.",
            ParatopicWarning,
            stacklevel=2,
        )
        return judged
    return build().fit(everything, context)
