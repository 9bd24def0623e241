"""One page of the web within bounds: time, size and redirects end it, whatever the server does."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urldefrag, urljoin, urlsplit

from followup_tui import __version__
from followup_tui.core.text import clean_line
from followup_tui.errors import FeedError

if TYPE_CHECKING:
    from requests import Response, Session

_CHUNK: Final = 16_384
_PATIENCE: Final = 5.0
"""Seconds that a server may be silent."""
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_ACCEPT: Final = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
_REFUSED: Final = {
    401: "it wants a password",
    403: "it does not let us in (403)",
    407: "the proxy wants a password",
    410: "it is gone for good: `followup feeds remove` takes it out",
    429: "it asks us to wait",
    503: "it asks us to wait",
}


_LONGEST_WAIT: Final = 86_400
"""Seconds: whatever a server says, it is asked again after a day."""


class AskedToWait(FeedError):
    """The server has too much to do (429, 503) and may have said for how long."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a page may cost."""

    seconds: float = 10.0
    """From the first byte sent to the last one read, redirects included."""
    size: int = 5_000_000
    """Bytes, counted after unpacking."""
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent, and what the next question to it should carry."""

    body: bytes
    address: str
    """Where it was found in the end."""
    content_type: str = ""
    etag: str = ""
    modified: str = ""


def web_address(text: str) -> str:
    """An address of the web as it is kept. Raises FeedError for anything else."""
    address = clean_line(text, 2_001).replace(" ", "%20")
    try:
        parts = urlsplit(address)
        fit = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fit = False
    if not fit or len(address) > 2_000:
        raise FeedError(
            f"“{clean_line(text, 80)}” is no address of the web: it begins with http:// or https://."
        )
    return address


def fetch(
    address: str, *, etag: str = "", modified: str = "", limits: Limits | None = None
) -> Page | None:
    """The page at an address; None when it is as it was at that etag or date.

    Raises FeedError. Every redirect is looked at anew: the web only, and from a public address never
    into a private network. Proxies are those of the environment; no password of ~/.netrc goes along.
    """
    import requests  # only who has feeds pays for it

    limits = limits or Limits()
    place = web_address(address)
    begun_private: bool | None = None
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    end = time.monotonic() + limits.seconds
    with requests.Session() as session, _told(place, limits):
        session.headers = _headers()
        for _ in range(limits.redirects + 1):
            answer = _ask(session, place, {k: v for k, v in asked.items() if v}, end)
            with answer:
                if answer.status_code not in _MOVED or "location" not in answer.headers:
                    return _page(answer, place, end, limits)
                following = web_address(_next(place, answer.headers["location"]))
            if begun_private is None:
                begun_private = is_private(address)
            if not begun_private and is_private(following):
                raise FeedError(f"{_host(address)} sends us to a private address: not followed.")
            place = following
    raise FeedError(f"{_host(address)} answers with one redirect after the other.")


def is_private(address: str) -> bool:
    """Whether an address leads to this computer or its network; unknown names lead nowhere.

    Where a proxy is the way out, no name is looked up beside it.
    """
    host = urlsplit(address).hostname or ""
    try:
        found = [ipaddress.ip_address(host)]
    except ValueError:
        if host == "localhost" or host.endswith(".localhost"):
            return True
        if _proxied(address):
            return False
        try:
            known = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return False
        found = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in known]
    return any(not _mapped(ip).is_global for ip in found)


def _proxied(address: str) -> bool:
    from requests.utils import get_environ_proxies, select_proxy

    return select_proxy(address, get_environ_proxies(address, None)) is not None


def _mapped(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """An IPv4 address in the clothes of IPv6 is judged as what it is."""
    return getattr(ip, "ipv4_mapped", None) or ip


def _ask(session: Session, place: str, headers: dict[str, str], end: float) -> Response:
    from requests.utils import get_auth_from_url

    # Only what the address itself says: a callable keeps requests from reading ~/.netrc.
    own = get_auth_from_url(place)
    session.auth = own if any(own) else _no_password
    wait = min(_PATIENCE, max(end - time.monotonic(), 0.05))
    return session.get(place, headers=headers, timeout=wait, stream=True, allow_redirects=False)


def _page(answer: Response, place: str, end: float, limits: Limits) -> Page | None:
    if answer.status_code == 304:
        return None
    if answer.status_code != 200:
        said = _REFUSED.get(answer.status_code, f"it answered {answer.status_code}")
        if answer.status_code in (429, 503):
            wait = _wait(answer.headers.get("retry-after", ""))
            raise AskedToWait(f"{_host(place)}: {said}.", wait)
        raise FeedError(f"{_host(place)}: {said}.")
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise FeedError(f"{_host(place)} packs its feed in a way not asked for ({packing[:20]}).")
    body = bytearray()
    for part in _unpacked(_parts(answer, place, end, limits), bool(packing.endswith("gzip"))):
        body += part
        if len(body) > limits.size:
            most = f"{limits.size / 1_000_000:g} MB"
            raise FeedError(f"{_host(place)} sends more than {most}: that is no feed.")
    return Page(
        bytes(body),
        place,
        clean_line(answer.headers.get("content-type", ""), 200),
        clean_line(answer.headers.get("etag", ""), 500),
        clean_line(answer.headers.get("last-modified", ""), 100),
    )


def _wait(said: str) -> int:
    """Seconds that Retry-After asks for, as a number or as a date (RFC 9110, 10.2.3)."""
    said = said.strip()
    if said.isascii() and said.isdigit():
        return min(int(said[:10]), _LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(said)
        seconds = (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0
    return int(min(max(seconds, 0), _LONGEST_WAIT))


def _parts(answer: Response, place: str, end: float, limits: Limits) -> Iterator[bytes]:
    """What arrives, as it arrives: a byte now and then must not renew the patience."""
    while part := answer.raw.read1(_CHUNK, decode_content=False):
        if time.monotonic() > end:
            raise FeedError(_too_long(place, limits))
        yield part


def _unpacked(parts: Iterator[bytes], packed: bool) -> Iterator[bytes]:
    """Unpacked a little at a time: a bomb is never whole in memory."""
    if not packed:
        yield from parts
        return
    unpacker = zlib.decompressobj(31)
    for part in parts:
        while part and not unpacker.eof:
            yield unpacker.decompress(part, _CHUNK)
            part = unpacker.unconsumed_tail
    yield unpacker.flush()
    if not unpacker.eof:
        raise http.client.IncompleteRead(b"")


@contextlib.contextmanager
def _told(place: str, limits: Limits) -> Iterator[None]:
    """Whatever goes wrong on the way becomes one sentence."""
    import requests
    from urllib3.exceptions import HTTPError, IncompleteRead, ProtocolError

    try:
        yield
    except (requests.Timeout, TimeoutError) as exc:
        raise FeedError(_too_long(place, limits)) from exc
    except requests.exceptions.ProxyError as exc:
        raise FeedError(f"The proxy on the way to {_host(place)} did not let us through.") from exc
    except requests.exceptions.SSLError as exc:
        raise FeedError(
            f"{_host(place)} could not prove who it is: its certificate fails."
        ) from exc
    except requests.RequestException as exc:
        raise FeedError(f"{_host(place)} gave no answer.") from exc
    except (IncompleteRead, http.client.IncompleteRead, ProtocolError, zlib.error) as exc:
        raise FeedError(f"What {_host(place)} sent was cut short or damaged on the way.") from exc
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as exc:
        if "timed out" in str(exc):
            raise FeedError(_too_long(place, limits)) from exc
        raise FeedError(f"{_host(place)} gave no answer.") from exc


def _next(place: str, location: str) -> str:
    # Header bytes come as Latin-1, and some servers write UTF-8 there.
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode()
    return urldefrag(urljoin(place, location))[0]


def _too_long(place: str, limits: Limits) -> str:
    return f"{_host(place)} took longer than {limits.seconds:g} seconds."


def _host(address: str) -> str:
    """The name of the server: an address may hold a secret."""
    return clean_line(urlsplit(address).hostname or "the server", 100)


def _headers() -> Any:
    from requests.structures import CaseInsensitiveDict

    return CaseInsensitiveDict(
        {
            "User-Agent": f"followup/{__version__}",
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
        }
    )


def _no_password(request: Any) -> Any:
    """In place of what ~/.netrc may hold."""
    return request
