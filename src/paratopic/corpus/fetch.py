"""A document from an http(s) address, within limits of size and time, and never by way of a local address."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from paratopic.corpus.formats import sniff
from paratopic.corpus.load import shown
from paratopic.corpus.options import CorpusOptions
from paratopic.errors import InputError

_REDIRECTS = 5
_AGENT = {
    "User-Agent": "paratopic",
    "Accept": "text/html,application/pdf,text/plain,*/*;q=0.5",
    "Accept-Encoding": "identity",
}
_KINDS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word",
    "application/vnd.oasis.opendocument.text": "opendocument",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "text",
    "text/markdown": "text",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave."""

    raw: bytes
    kind: str
    charset: str | None


def fetch(address: str, *, options: CorpusOptions, allow_local: bool = False) -> Page:
    """Return the document at an address.

    A redirect to an address of this machine or its network is refused unless `allow_local`. Raises InputError with
    the address for everything that goes wrong.
    """
    deadline = time.monotonic() + options.fetch_seconds
    here, local = address, True
    for _ in range(_REDIRECTS + 1):
        try:
            answer = _ask(here, deadline, options, local=local, origin=address)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise InputError(
                f"can't be fetched ({error or type(error).__name__}).", path=shown(here)
            ) from None
        if isinstance(answer, Page):
            return answer
        here, local = urljoin(here, answer), allow_local
    raise InputError(f"expected at most {_REDIRECTS} redirects, found more.", path=shown(address))


def _ask(here: str, deadline: float, options: CorpusOptions, *, local: bool, origin: str) -> Page | str:
    """Return the page, or the address to which it has moved."""
    parts = urlsplit(here)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(
            f"expected an http(s) address, found a redirect to '{shown(here)}'.", path=shown(origin)
        )
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = _connect(parts.scheme, parts.hostname, port, deadline, local=local, origin=origin)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers=_AGENT)
        response = connection.getresponse()
        if response.status in {301, 302, 303, 307, 308} and (moved := response.getheader("Location")):
            return moved
        if response.status != 200:
            raise InputError(
                f"expected the document, found {response.status} {response.reason}.", path=shown(here)
            )
        raw = _body(response, connection, deadline, options, here)
        kind = sniff(raw) or _KINDS.get(response.headers.get_content_type(), "")
        if not kind:
            found = response.headers.get_content_type()
            raise InputError(
                f"expected a web page, a PDF, a Word file or text, found {found}.", path=shown(here)
            )
        return Page(raw, kind, response.headers.get_content_charset())
    finally:
        connection.close()


def _connect(
    scheme: str, host: str, port: int, deadline: float, *, local: bool, origin: str
) -> http.client.HTTPConnection:
    """Connect to one checked address, so that a second look-up of the name can't give another."""
    seconds = max(0.1, deadline - time.monotonic())
    place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4]
    if not local and not ipaddress.ip_address(str(place[0]).split("%")[0]).is_global:
        raise InputError(
            f"expected a public address, found a redirect to the local '{host}'; add --allow-local to follow it.",
            path=shown(origin),
        )
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    channel: Any = socket.create_connection((str(place[0]), port), timeout=seconds)
    if scheme == "https":
        channel = ssl.create_default_context().wrap_socket(channel, server_hostname=host)
    connection.sock = channel
    return connection


def _body(response: Any, connection: Any, deadline: float, options: CorpusOptions, here: str) -> bytes:
    limit, parts, size = options.fetch_megabytes << 20, [], 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise InputError(
                f"expected an answer within {options.fetch_seconds} s, found none.", path=shown(here)
            )
        if connection.sock is not None:
            connection.sock.settimeout(left)
        part = response.read1(1 << 16)
        if not part:
            break
        size += len(part)
        if size > limit:
            raise InputError(f"expected at most {options.fetch_megabytes} MB, found more.", path=shown(here))
        parts.append(part)
    if not size:
        raise InputError("expected a document, found an empty answer.", path=shown(here))
    return b"".join(parts)
