"""The program in a browser on this computer: one guest, let in once, from no other page."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from followup_tui.errors import UsageError
from followup_tui.served import FLAG

ADDRESS = "127.0.0.1"
COMMAND = (sys.executable, "-m", "followup_tui")
_LONGEST_PASTE = 1 << 20
_CELLS = range(2, 1001)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Program(AppService):
    """The program behind the page, started without a shell."""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(width=width, height=height)
        environment[FLAG] = "1"
        self._process = process = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment
        )
        assert process.stdin is not None
        self._stdin = process.stdin
        return process


class GuardedServer(Server):
    """textual-serve's page and bridge, behind a door of our own."""

    def __init__(self, port: int) -> None:
        super().__init__(" ".join(COMMAND), host=ADDRESS, port=port, title="followup")
        self._host = f"{ADDRESS}:{port}"
        self._token = secrets.token_urlsafe(32)
        self._cookie = f"followup-{port}"
        self._session = secrets.token_urlsafe(32)
        self._guest: tuple[web.WebSocketResponse, asyncio.Event] | None = None

    @property
    def invitation(self) -> str:
        """The address with the token, which is good for one visit."""
        return f"{self.public_url}/?token={self._token}"

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Nothing is printed: the address with its token is told once, by whoever started us."""

    async def on_shutdown(self, app: web.Application) -> None:
        """The guest is shown out, so that the program behind the page ends well."""
        await self._show_out()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Who asks must be our own page in the browser that was let in."""
        if (refusal := self._refusal(request)) is not None:
            response: web.StreamResponse = web.Response(status=403, text=refusal)
        elif self._shows_token(request):
            self._token = ""
            response = web.HTTPSeeOther("/")
            response.set_cookie(
                self._cookie, self._session, httponly=True, samesite="Strict", path="/"
            )
        elif not self._knows(request):
            response = web.Response(
                status=403, text="Open the address that `followup serve` printed; it is good once."
            )
        else:
            response = await handler(request)
        if not response.prepared:
            response.headers.update(self._headers())
        return response

    def _refusal(self, request: web.Request) -> str | None:
        """A page elsewhere may point its own name, or a form, at this address."""
        if request.host != self._host:
            return "This is not the address that `followup serve` printed."
        origin = request.headers.get("Origin")
        if origin is None and request.path == "/ws":
            return "Only followup's own page may speak to it."
        if origin is not None and origin != self.public_url:
            return "Only followup's own page may speak to it."
        return None

    def _shows_token(self, request: web.Request) -> bool:
        shown = request.query.get("token", "") if request.path == "/" else ""
        return bool(self._token) and secrets.compare_digest(shown.encode(), self._token.encode())

    def _knows(self, request: web.Request) -> bool:
        shown = request.cookies.get(self._cookie, "")
        return secrets.compare_digest(shown.encode(), self._session.encode())

    def _headers(self) -> dict[str, str]:
        # The page would fetch a font from elsewhere, and tell there that somebody uses followup.
        policy = (
            f"default-src 'self'; connect-src 'self' ws://{self._host}; img-src 'self' data:;"
            " font-src 'self' data:; style-src 'self' 'unsafe-inline';"
            " script-src 'self' 'unsafe-inline'; frame-ancestors 'none'; form-action 'none';"
            " base-uri 'none'"
        )
        return {
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
        }

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """The bridge to a program of the guest's own; another page of theirs takes its place."""
        await self._show_out()
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=_LONGEST_PASTE)
        gone = asyncio.Event()
        self._guest = (websocket, gone)
        await websocket.prepare(request)

        async def close() -> None:
            await websocket.close()

        program = Program(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        try:
            await program.start(_cells(request, "width", 80), _cells(request, "height", 24))
            async for message in websocket:
                if message.type is WSMsgType.TEXT:
                    await _pass_on(message.data, websocket, program)
        finally:
            with suppress(ConnectionError, RuntimeError):
                await program.stop()
            gone.set()
        return websocket

    async def _show_out(self) -> None:
        if self._guest is None:
            return
        websocket, gone = self._guest
        self._guest = None
        await websocket.close(message=b"followup was opened in another page")
        with suppress(TimeoutError):
            await asyncio.wait_for(gone.wait(), 10)


async def _pass_on(data: str, websocket: web.WebSocketResponse, program: Program) -> None:
    """A key, a click, or a new size; what is none of them is left out."""
    try:
        kind, *rest = json.loads(data)
        if kind == "stdin":
            await program.send_bytes(str(rest[0]).encode("utf-8", "replace"))
        elif kind == "resize":
            width, height = int(rest[0]["width"]), int(rest[0]["height"])
            if width in _CELLS and height in _CELLS:
                await program.set_terminal_size(width, height)
        elif kind == "ping":
            await websocket.send_json(["pong", rest[0]])
        elif kind == "blur":
            await program.blur()
        elif kind == "focus":
            await program.focus()
    except (ValueError, TypeError, KeyError, IndexError):
        return


def _cells(request: web.Request, name: str, usual: int) -> int:
    with suppress(ValueError):
        wanted = int(request.query.get(name, ""))
        if wanted in _CELLS:
            return wanted
    return usual


def serve(port: int, tell: Callable[[str], None]) -> None:
    """Serve until ctrl+c; `tell` gets the address with its token. Raises UsageError for a taken port."""
    with socket.socket() as door:
        if os.name == "posix":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((ADDRESS, port))
        except (OSError, OverflowError) as exc:
            raise UsageError(
                f"Port {port} cannot be used: leave --port out, and a free one is taken."
            ) from exc
        asyncio.run(_until_stopped(GuardedServer(door.getsockname()[1]), door, tell))


async def _until_stopped(
    server: GuardedServer, door: socket.socket, tell: Callable[[str], None]
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; ctrl+c ends the loop there by itself.
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    runner = web.AppRunner(await server._make_app(), access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        await web.SockSite(runner, door).start()
        tell(server.invitation)
        await stop.wait()
    finally:
        await runner.cleanup()
