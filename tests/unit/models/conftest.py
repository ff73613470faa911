"""An encoder made on the spot."""

import pytest

import tiny_encoders


@pytest.fixture(scope="module")
def tiny_encoder(tmp_path_factory):
    return tiny_encoders.bert(tmp_path_factory.mktemp("encoder"))
