"""Fetches one page from the open web: politely, within limits, and never from a private network."""

from __future__ import annotations

import codecs
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from broadsheet import __version__
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.files import MAX_PAGE_BYTES
from broadsheet.words import table

AGENT = f"Broadsheet/{__version__} (fetches single pages when a person asks for them)"
MAX_SECONDS, MAX_REDIRECTS = 30.0, 5
_MAX_ROBOTS_BYTES = 512_000  # what RFC 9309, 2.5, asks for at least; the rest is not read
_KINDS = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([A-Za-z0-9_:-]{1,40})", re.IGNORECASE)
_AS_IT_IS = "%/:?#@!$&'()*+,;=~-._[]"  # what an address may hold; the rest is percent-encoded
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_PORTS = {"http": 80, "https": 443}

Resolve = Callable[[str, int], list[str]]
"""Returns the addresses of a host."""


@dataclass(frozen=True)
class Page:
    """A fetched page."""

    url: str
    """The address it was found at, after redirects."""
    data: bytes
    """Its text in UTF-8."""


@dataclass(frozen=True)
class _Answer:
    status: int
    kind: str
    charset: str
    location: str
    data: bytes

    @property
    def is_elsewhere(self) -> bool:
        """Return whether the answer only says where to go on."""
        return self.status in (301, 302, 303, 307, 308) and bool(self.location)


def resolve(host: str, port: int) -> list[str]:
    """Return every address of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(url: str, resolver: Resolve = resolve) -> Page:
    """Return a page. Raises BroadsheetError where it may not or cannot be fetched.

    The site's robots.txt is asked first. A host is resolved once, and the connection goes to an address that was
    found to be public, so no later answer of its name server can lead elsewhere.
    """
    first, deadline = url, time.monotonic() + MAX_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        parts = _checked(url, first)
        _ask_robots(url, parts, resolver, deadline, first)
        answer = _get(parts, resolver, deadline, first)
        if not answer.is_elsewhere:
            return _page(url, answer, first)
        url = _onward(url, answer, first)
    raise _wrong(first, "FETCH-FAILED", f"is redirected more than {MAX_REDIRECTS} times")


def _wrong(url: str, code: str, message: str) -> BroadsheetError:
    return BroadsheetError(Problem(url[:300], 1, 1, code, message, "save the page in a browser and add the file"))


def _checked(url: str, first: str) -> SplitResult:
    """Return the parts of an address of the open web."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _wrong(first, "FETCH-ADDRESS", "is no address") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise _wrong(first, "FETCH-ADDRESS", f"leads to {url[:100]!r}, and only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise _wrong(first, "FETCH-ADDRESS", "holds a name or password")
    if port not in (None, _PORTS[parts.scheme]):
        raise _wrong(first, "FETCH-ADDRESS", f"names the port {port}, and only the usual ones are fetched from")
    if any(c <= " " or c == "\x7f" for c in url):
        raise _wrong(first, "FETCH-ADDRESS", "holds white space or control characters")
    return parts


def _ask_robots(url: str, parts: SplitResult, resolver: Resolve, deadline: float, first: str) -> None:
    """Raise where the site asks programs to leave a page alone, or cannot be asked; RFC 9309, 2.3.1."""
    address = parts._replace(path="/robots.txt", query="", fragment="").geturl()
    for _ in range(MAX_REDIRECTS + 1):
        answer = _get(_checked(address, first), resolver, deadline, first, _MAX_ROBOTS_BYTES)
        if not answer.is_elsewhere:
            break
        address = _onward(address, answer, first)
    if answer.status >= 500 or answer.is_elsewhere:
        raise _wrong(first, "FETCH-REFUSED", f"has a robots.txt that is answered with the status {answer.status}")
    if answer.status == 200:
        rules = RobotFileParser()
        try:
            rules.parse(_whole_lines(answer.data).decode("utf-8", "replace").splitlines())
        except ValueError:  # `Disallow: //[`: what a rule that cannot be read forbids, nobody knows
            raise _wrong(first, "FETCH-REFUSED", "has a robots.txt with a rule that cannot be read") from None
        if not rules.can_fetch("Broadsheet", url):
            raise _wrong(first, "FETCH-REFUSED", "is not to be fetched by programs, says the site's robots.txt")


def _onward(url: str, answer: _Answer, first: str) -> str:
    """Return the address at which an answer says to go on."""
    try:
        return urljoin(url, answer.location)
    except ValueError:
        what = f"leads to {answer.location[:100]!r}, which is no address"
        raise _wrong(first, "FETCH-ADDRESS", what) from None


def _whole_lines(data: bytes) -> bytes:
    """Return the rules that were read to their end: half a path would forbid or allow more than it says."""
    return data if len(data) < _MAX_ROBOTS_BYTES else data[: data.rfind(b"\n") + 1]


def _public_address(host: str, port: int, resolver: Resolve, first: str) -> str:
    """Return an address of a host. All of them have to be public: a host with a private one is not trusted."""
    try:
        found = resolver(host.encode("idna").decode("ascii"), port)
    except (OSError, UnicodeError):
        raise _wrong(first, "FETCH-FAILED", f"has a host that nobody knows: {host[:100]!r}") from None
    for address in found:
        if not _is_public(address):
            raise _wrong(first, "FETCH-ADDRESS", f"leads to the private network: {host[:100]!r} is {address}")
    if not found:
        raise _wrong(first, "FETCH-FAILED", f"has a host without an address: {host[:100]!r}")
    return found[0]


def _is_public(address: str) -> bool:
    """Return whether an address is one of the open web; one that wraps an older address counts as that."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if inner is not None and not _is_public(str(inner)):
            return False
    return ip.is_global and not ip.is_multicast


class _Connection(http.client.HTTPConnection):
    """A connection to an address that has been looked at, whatever the host's name leads to by now.

    It ends at the deadline even if the server sends a byte now and then.
    """

    def __init__(self, parts: SplitResult, address: str, seconds: float) -> None:
        super().__init__(parts.hostname or "", parts.port or _PORTS[parts.scheme], timeout=seconds)
        self._address, self._secure = address, parts.scheme == "https"
        self._timer = threading.Timer(seconds, self._end)
        self._line: socket.socket | None = None

    def connect(self) -> None:
        self._line = self.sock = socket.create_connection((self._address, self.port), self.timeout)
        self._timer.daemon = True
        self._timer.start()
        if self._secure:
            context = ssl.create_default_context()
            self._line = self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def _end(self) -> None:
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def finish(self) -> None:
        """Close the connection for good."""
        self._timer.cancel()
        self.close()


def _get(parts: SplitResult, resolver: Resolve, deadline: float, first: str, enough: int | None = None) -> _Answer:
    """Return what is answered: no more of it than is enough, or all of it."""
    address = _public_address(parts.hostname or "", parts.port or _PORTS[parts.scheme], resolver, first)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    connection = _Connection(parts, address, _left(deadline, first))
    try:
        connection.request("GET", quote(target, safe=_AS_IT_IS), headers=_headers())
        with connection.getresponse() as response:
            return _Answer(
                status=response.status,
                kind=response.headers.get_content_type(),
                charset=response.headers.get_content_charset() or "",
                location=response.headers.get("Location", ""),
                data=_body(response, deadline, first, enough),
            )
    except (OSError, http.client.HTTPException, UnicodeError) as e:
        _left(deadline, first)
        raise _wrong(first, "FETCH-FAILED", f"cannot be fetched: {type(e).__name__} {e}") from e
    finally:
        connection.finish()


def _headers() -> dict[str, str]:
    # Unpacking would let a small answer grow without end.
    return {"User-Agent": AGENT, "Accept": ", ".join(_KINDS), "Accept-Encoding": "identity"}


def _body(response: http.client.HTTPResponse, deadline: float, first: str, enough: int | None) -> bytes:
    """Return what the server sends, unless it takes too long or, where all of it is wanted, is too much."""
    data = bytearray()
    while True:
        part = response.read1(65_536)
        _left(deadline, first)  # an end at the deadline is not the page's end
        if not part:
            if response.length:  # of what the server said it would send
                raise _wrong(first, "FETCH-FAILED", f"ends {response.length:,} bytes too early")
            return bytes(data)
        data += part
        if enough is not None and len(data) >= enough:
            return bytes(data[:enough])
        if len(data) > MAX_PAGE_BYTES:
            raise _wrong(first, "FETCH-SIZE", f"is larger than {MAX_PAGE_BYTES:,} bytes")


def _left(deadline: float, first: str) -> float:
    """Return the seconds that are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise _wrong(first, "FETCH-FAILED", f"takes more than {MAX_SECONDS:.0f} seconds")
    return left


def _page(url: str, answer: _Answer, first: str) -> Page:
    if answer.status != 200:
        raise _wrong(first, "FETCH-FAILED", f"is answered with the status {answer.status}")
    if answer.kind not in _KINDS:
        raise _wrong(first, "FETCH-KIND", f"holds {answer.kind[:60]!r}, no page and no plain text")
    declared = _CHARSET.search(answer.data[:4096])
    charset = answer.charset or (declared[1].decode("ascii") if declared else "utf-8")
    try:
        text = answer.data.decode(table("charsets")[codecs.lookup(charset).name])
    except (LookupError, ValueError):  # of the second kind are bytes it cannot be, and names that hold a NUL
        raise _wrong(first, "FETCH-KIND", f"is not written in {charset[:40]!r}, as it says") from None
    return Page(url, text.encode("utf-8", "replace"))
