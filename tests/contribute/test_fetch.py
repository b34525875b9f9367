"""A page is fetched from the open web only, within limits, and as its site allows."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from broadsheet.contribute import fetch as module
from broadsheet.contribute.fetch import fetch
from broadsheet.problems import BroadsheetError

PAGE = "<html><head><title>Café</title></head><body>Words.</body></html>"


class Handler(BaseHTTPRequestHandler):
    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"].partition(":")[0], self.path))
        path = self.path.partition("?")[0]
        answer = getattr(self, "get_" + path.strip("/").replace(".", "_"), None)
        if answer is None:
            self.send(b"gone", status=404)
        else:
            answer()

    def send(self, data: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def get_robots_txt(self) -> None:
        self.send(b"User-agent: *\nDisallow: /private\n", "text/plain")

    def get_page(self) -> None:
        self.send(PAGE.encode())

    def get_private(self) -> None:
        self.send(PAGE.encode())

    def get_latin(self) -> None:
        self.send(PAGE.encode("latin-1"), "text/html; charset=iso-8859-1")

    def get_quoted(self) -> None:
        self.send(b"<p>\x93Words\x94", "text/html; charset=ISO-8859-1")

    def get_short(self) -> None:
        self.send(b"<p>half of", **{"Content-Length": "5000"})

    def get_meta(self) -> None:
        self.send(b'<meta charset="windows-1252"><p>caf\xe9', "text/html")

    def get_slow(self) -> None:
        self.send(b'<meta charset="punycode"><p>' + b"words-" * 200_000, "text/html")

    def get_lying(self) -> None:
        self.send(b"caf\xe9", "text/html; charset=utf-8")

    def get_large(self) -> None:
        self.send(PAGE.replace("Words.", f"<script>{'x' * 2_000_000}</script>").encode())

    def get_picture(self) -> None:
        self.send(b"\x89PNG", "image/png")

    def get_moved(self) -> None:
        self.send(b"", status=301, Location="/page")

    def get_inside(self) -> None:
        self.send(b"", status=302, Location="http://intranet.example/page")

    def get_metadata(self) -> None:
        self.send(b"", status=302, Location="http://169.254.169.254/latest/meta-data/")

    def get_file(self) -> None:
        self.send(b"", status=302, Location="file:///etc/passwd")

    def get_nowhere(self) -> None:
        self.send(b"", status=302, Location="http://[")

    def get_nameless(self) -> None:
        self.send(PAGE.encode(), "text/html; charset*=utf-8''utf%00")

    def get_round(self) -> None:
        self.send(b"", status=302, Location="/round")

    def get_huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000000000")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"word " * 20_000)
        except OSError:
            return

    def get_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b".")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A site at good.example; the names of a private network lead to private addresses."""
    Handler.asked = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setattr(module, "_PORTS", {"http": running.server_port, "https": running.server_port})
    public = module._is_public
    monkeypatch.setattr(module, "_is_public", lambda address: address == "127.0.0.1" or public(address))
    yield
    running.shutdown()
    running.server_close()
    thread.join()


def names(host: str, port: int) -> list[str]:
    known = {"good.example": "127.0.0.1", "intranet.example": "10.0.0.7", "169.254.169.254": "169.254.169.254"}
    if host not in known:
        raise OSError("nobody knows it")
    return [known[host]]


def code_of(url: str) -> str:
    with pytest.raises(BroadsheetError) as caught:
        fetch(url, names)
    return caught.value.problems[0].code


@pytest.mark.usefixtures("server")
def test_a_page_comes_as_utf8_with_its_last_address() -> None:
    page = fetch("http://good.example/moved", names)
    assert (page.url, page.data.decode()) == ("http://good.example/page", PAGE)
    assert fetch("http://good.example/latin", names).data.decode() == PAGE
    assert "café" in fetch("http://good.example/meta", names).data.decode()
    assert "“Words”" in fetch("http://good.example/quoted", names).data.decode()


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("private", "FETCH-REFUSED"),
        ("short", "FETCH-FAILED"),
        ("picture", "FETCH-KIND"),
        ("lying", "FETCH-KIND"),
        ("slow", "FETCH-KIND"),
        ("missing", "FETCH-FAILED"),
        ("round", "FETCH-FAILED"),
        ("inside", "FETCH-ADDRESS"),
        ("metadata", "FETCH-ADDRESS"),
        ("file", "FETCH-ADDRESS"),
        ("nowhere", "FETCH-ADDRESS"),
        ("nameless", "FETCH-KIND"),
        ("huge", "FETCH-SIZE"),
    ],
)
def test_what_is_no_page_of_the_open_web_is_refused(path: str, code: str) -> None:
    assert code_of(f"http://good.example/{path}") == code
    assert all(host == "good.example" for host, _ in Handler.asked)


@pytest.mark.usefixtures("server")
def test_a_page_that_never_ends_is_left_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SECONDS", 0.6)
    start = time.monotonic()
    assert code_of("http://good.example/endless") == "FETCH-FAILED"
    assert time.monotonic() - start < 5


@pytest.mark.usefixtures("server")
def test_the_connection_goes_to_the_address_that_was_looked_at() -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])
    assert fetch("http://good.example/page", lambda host, port: next(answers)).data.decode() == PAGE
    with pytest.raises(StopIteration):  # nothing resolves the name a second time behind our back
        next(answers)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "::1",
        "::",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "255.255.255.255",
    ],
)
def test_no_private_address_is_public(address: str) -> None:
    assert not module._is_public(address)
    with pytest.raises(BroadsheetError) as caught:
        fetch("http://good.example/", lambda host, port: ["93.184.216.34", address])
    assert caught.value.problems[0].code == "FETCH-ADDRESS"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://good.example/",
        "file:///etc/passwd",
        "http:///x",
        "http://user:pw@good.example/",
        "http://good.example:22/",
        "http://good.example:99999/",
        "http://[::1",
        "http://good.example/a b",
        "http://good.example/\r\nX: y",
        "gopher://x",
        "http://",
    ],
)
def test_an_address_that_is_not_of_the_open_web_is_refused(url: str) -> None:
    assert code_of(url) == "FETCH-ADDRESS"


def test_a_host_that_nobody_knows_is_told() -> None:
    assert code_of("http://nobody.example/") == "FETCH-FAILED"
    assert code_of(f"http://{'a' * 300}.example/") == "FETCH-FAILED"


@pytest.mark.usefixtures("server")
def test_a_page_may_be_as_large_as_one_of_the_corpus() -> None:
    assert len(fetch("http://good.example/large", names).data) > 2_000_000


ROBOTS: dict[str, tuple[int, str, dict[str, str], str | None]] = {
    "a server that fails": (500, "", {}, "FETCH-REFUSED"),
    "a server that is busy": (503, "User-agent: *\nAllow: /\n", {}, "FETCH-REFUSED"),
    "no such file": (404, "", {}, None),
    "a file that is not for everybody": (403, "", {}, None),
    "a file elsewhere": (301, "", {"Location": "/rules"}, "FETCH-REFUSED"),
    "a file that leads to itself": (302, "", {"Location": "/robots.txt"}, "FETCH-REFUSED"),
    "a file in a private network": (302, "", {"Location": "http://intranet.example/robots.txt"}, "FETCH-ADDRESS"),
    "a file at no address": (302, "", {"Location": "http://["}, "FETCH-ADDRESS"),
    "a rule that is no path": (200, "User-agent: *\nDisallow: //[\n", {}, "FETCH-REFUSED"),
    "a rule that is no number": (200, "User-agent: *\nCrawl-delay: \u00b2\n", {}, "FETCH-REFUSED"),
    "a long file": (200, "User-agent: *\nDisallow: /page\n" + "# x\n" * 200_000, {}, "FETCH-REFUSED"),
    "a long file that is cut within a rule": (200, "User-agent: *\nDisallow: /" + "x" * 600_000, {}, None),
}


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("case", ROBOTS)
def test_what_a_site_says_to_programs_is_heard_as_its_standard_asks(
    monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    status, text, headers, code = ROBOTS[case]
    rules = "User-agent: *\nDisallow: /page\n"
    monkeypatch.setattr(
        Handler, "get_robots_txt", lambda self: self.send(text.encode(), "text/plain", status, **headers)
    )
    monkeypatch.setattr(Handler, "get_rules", lambda self: self.send(rules.encode(), "text/plain"), raising=False)
    if code is None:
        assert fetch("http://good.example/page", names).data.decode() == PAGE
    else:
        assert code_of("http://good.example/page") == code
        assert ("good.example", "/page") not in Handler.asked
