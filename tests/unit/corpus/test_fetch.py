"""Addresses, against a real server on this machine."""

import http.server
import threading
import time

import pytest

from paratopic.corpus import load_options
from paratopic.corpus.fetch import fetch
from paratopic.corpus.ingest import ingest_rows
from paratopic.errors import InputError

OPTIONS = load_options().with_values(fetch_megabytes=1, fetch_seconds=2)
PAGE = "<html><body><p>Genève agreed to it.</p></body></html>".encode("cp1252")


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        answer = getattr(self, "answer_" + self.path.strip("/").split(".")[0], None)
        if answer is None:
            self.send_error(404)
        else:
            answer()

    def send(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self):
        self.send("text/html; charset=windows-1252", PAGE)

    def answer_picture(self):
        self.send("image/png", b"\x89PNG")

    def answer_large(self):
        self.send("text/plain", b"x" * (2 << 20))

    def answer_slow(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"word ")
            self.wfile.flush()
            time.sleep(0.2)

    def answer_moved(self):
        self.redirect("/page.html")

    def answer_round(self):
        self.redirect("/round")

    def answer_file(self):
        self.redirect("file:///etc/hostname")

    def redirect(self, target):
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()


def refuse(address, sentence, **values):
    with pytest.raises(InputError) as error:
        fetch(address, options=OPTIONS, **values)
    assert sentence in str(error.value)


def test_an_address_is_read_in_the_encoding_that_its_server_names(server):
    rows = list(ingest_rows([f"{server}/page.html"], options=OPTIONS))
    assert [(row["id"], row["text"], row["encoding"]) for row in rows] == [
        ("page#1", "Genève agreed to it.", "cp1252")
    ]
    assert rows[0]["source"] == f"{server}/page.html"


def test_a_redirect_to_a_local_address_is_followed_only_if_allowed(server):
    refuse(f"{server}/moved", "found a redirect to the local '127.0.0.1'; add --allow-local to follow it.")
    assert fetch(f"{server}/moved", options=OPTIONS, allow_local=True).raw == PAGE


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("large", "expected at most 1 MB, found more."),
        ("picture", "expected a web page, a PDF, a Word file or text, found image/png."),
        ("nowhere", "expected the document, found 404"),
        ("round", "expected at most 5 redirects, found more."),
        ("file", "expected an http(s) address, found a redirect to 'file:///etc/hostname'."),
    ],
)
def test_limits(server, path, sentence):
    refuse(f"{server}/{path}", sentence, allow_local=True)


def test_a_slow_answer_ends_in_time(server):
    started = time.monotonic()
    with pytest.raises(InputError):
        fetch(f"{server}/slow", options=OPTIONS)
    assert time.monotonic() - started < 6


def test_other_schemes_are_no_inputs():
    with pytest.raises(
        InputError, match=r"expected a file, a folder or an http\(s\) address, found 'ftp://x/y'"
    ):
        list(ingest_rows(["ftp://x/y"]))
