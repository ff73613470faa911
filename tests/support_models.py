"""What the tests of models share."""

import numpy as np
import yaml

from paratopic.codebook import Codebook
from paratopic.dataset.examples import Examples
from support import ROOT


def book():
    from paratopic.files.resources import conf_dir

    return Codebook.load(conf_dir() / "codebook" / "security.yaml")


def parameters(name):
    found = yaml.safe_load((ROOT / "conf" / "model" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert found.pop("name") == name
    if name == "hybrid":  # the parts without an encoder; the others are tested in test_encoder.py
        found["weights"] = {"words": 1.0, "rules": 1.3}
    return found


def four_topics(part):
    """The same paragraphs with the codebook's four topics, so that the rules can be used."""
    targets = np.zeros((len(part), 4), dtype=np.int8)
    targets[:, 1:3] = part.targets
    return Examples(part.ids, part.texts, part.documents, targets, book().topics)
