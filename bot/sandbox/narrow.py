"""What keeps the page within a phone's width; simcord has no settings for it.

The line above the box names a command and describes it. A long description made the box as wide as itself, and the
arrow that sends lay beyond the edge of a phone's screen. Its version is pinned, and a test would notice a change.
"""

from __future__ import annotations

from typing import Any

from simcord.preview import _server  # pyright: ignore[reportPrivateUsage]  # as above

_STYLES = "/preview.css"
_NO_WIDER_THAN_THE_PAGE = "\n.channel-composer { grid-template-columns: minmax(0, 1fr); }\n"


def make_narrow() -> None:
    """Have the page's box keep to the page's width, and cut off what a line has no room for."""
    server: Any = _server.PreviewServer
    if hasattr(server, "is_narrow"):
        return
    serve = server._static

    async def serve_narrow(self: Any, request: Any) -> Any:
        response = await serve(self, request)
        if request.path == _STYLES:
            response.text += _NO_WIDER_THAN_THE_PAGE
        return response

    server._static, server.is_narrow = serve_narrow, True
