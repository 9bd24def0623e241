"""A web server beside a test: pages by path, good ones and hostile ones, and what it was asked."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = bytes | Callable[[BaseHTTPRequestHandler], None]


class Site:
    """What stands at each path; `asked` keeps the requests, path and headers."""

    def __init__(self, port: int) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self.address = f"http://127.0.0.1:{port}"

    def put(self, path: str, page: Page) -> str:
        """Let a page stand at a path; its whole address."""
        self.pages[path] = page
        return self.address + path


def answer(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    """A whole answer; a header `content_type` becomes Content-Type."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    if not any(name.lower() == "content_length" for name in headers):
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    with contextlib.suppress(OSError):
        handler.wfile.write(body)


def redirect(to: str) -> Page:
    """A page that sends elsewhere."""
    return lambda handler: answer(handler, b"", 302, location=to)


@contextlib.contextmanager
def site() -> Iterator[Site]:
    """A server on a port of its own, gone when the test ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, dict(self.headers.items())))
            page = here.pages.get(self.path)
            if page is None:
                answer(self, b"nothing here", 404)
            elif isinstance(page, bytes):
                answer(self, page, content_type="application/xml")
            else:
                page(self)

        def log_message(self, format: str, *args: object) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    here = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()


def rss(*items: str, title: str = "Acme") -> bytes:
    """An RSS 2.0 feed around its items."""
    inner = "".join(items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>{title}</title><link>https://acme.example</link>{inner}</channel></rss>"
    ).encode()


def story(
    title: str, key: str = "", url: str = "", on: str = "Sun, 01 Mar 2026 09:00:00 GMT"
) -> str:
    """One item of RSS."""
    key = key or title.replace(" ", "-")
    url = url or f"https://acme.example/{key}"
    return (
        f'<item><title>{title}</title><link>{url}</link><guid isPermaLink="false">{key}</guid>'
        f"<pubDate>{on}</pubDate></item>"
    )
