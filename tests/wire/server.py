"""The HTTP server of the fake Discord: token check, record of requests, faults, routes, gateway."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from .answers import Refusal, Request, answer, read
from .bell import Bell
from .faults import Faults
from .gateway import Gateway
from .routes import Handler, Routes
from .world import World

PREFIX = "/api/v10"
_WITHOUT_TOKEN = ("/interactions/", "/webhooks/", "/gateway")
_SEEN = web.RequestKey("seen", Request)
Next = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """A loopback server on a free port."""

    def __init__(self, world: World, routes: Routes, gateway: Gateway, bell: Bell, token: str) -> None:
        self._world = world
        self._routes = routes
        self._gateway = gateway
        self._bell = bell
        self._token = token
        self._runner: web.AppRunner | None = None
        self.faults = Faults()
        self.requests: list[Request] = []

    async def start(self) -> str:
        """Listen; the address comes back as host:port."""
        app = web.Application(middlewares=[self._around], client_max_size=30 * 1024**2)
        for method, path, handler in self._routes.table():
            app.router.add_route(method, PREFIX + path, _served(handler))
        app.router.add_get("/gateway", self._gateway.serve)
        app.router.add_get("/files/{id}/{name}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port: int = self._runner.addresses[0][1]
        return f"127.0.0.1:{port}"

    async def stop(self) -> None:
        """Hang up on everyone."""
        self._gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    @web.middleware
    async def _around(self, request: web.Request, handler: Next) -> web.StreamResponse:
        if not request.path.startswith(PREFIX):
            return await handler(request)
        seen = request[_SEEN] = await read(request, PREFIX)
        self.requests.append(seen)
        self._bell.ring()

        async def proceed() -> web.StreamResponse:
            allowed = request.headers.get("Authorization") == f"Bot {self._token}"
            if not allowed and not seen.path.startswith(_WITHOUT_TOKEN):
                raise Refusal(401, 0, "401: Unauthorized")
            response = await handler(request)
            self._bell.ring()
            return response

        try:
            response = await self.faults.wrap(request, seen, proceed)()
        except Refusal as refusal:
            response = answer(refusal.body, refusal.status)
        except web.HTTPException as missing:
            response = answer({"message": f"{missing.status}: {missing.reason}", "code": 0}, missing.status)
        seen.status = response.status
        self._bell.ring()
        return response

    async def _file(self, request: web.Request) -> web.StreamResponse:
        found = self._world.files.get(request.path.removeprefix("/files/"))
        return web.Response(status=404) if found is None else web.Response(body=found)


def _served(handler: Handler) -> Next:
    async def serve(request: web.Request) -> web.StreamResponse:
        return answer(handler(request.match_info, request[_SEEN]))

    return serve
