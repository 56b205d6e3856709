"""Requests as they came in, and answers as Discord words them."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

JSON = dict[str, Any]


@dataclass
class Request:
    """One request of the bot, and the status it was answered with (0: not yet; 499: the fake hung up)."""

    method: str
    path: str
    query: dict[str, str]
    json: Any
    files: dict[str, bytes]
    at: float = field(default_factory=time.monotonic)
    status: int = 0


class Refusal(Exception):
    """Discord says no: an HTTP status, its own code and a message."""

    def __init__(self, status: int, code: int, message: str, errors: JSON | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body: JSON = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


def invalid_form(faults: list[str]) -> Refusal:
    """The 400 for a body that breaks Discord's limits, one line a fault."""
    lines = [{"code": "BASE_TYPE_INVALID", "message": fault} for fault in faults]
    return Refusal(400, 50035, "Invalid Form Body", {"_errors": lines})


def answer(body: Any = None, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """A JSON answer; discord.py wants the bare content type, without a charset."""
    if body is None:
        return web.Response(status=204, headers=headers)
    data = json.dumps(body).encode()
    return web.Response(body=data, status=status, headers=headers, content_type="application/json")


async def read(request: web.Request, prefix: str) -> Request:
    """The body of a JSON or multipart request, and its uploaded files by name."""
    body: Any = None
    files: dict[str, bytes] = {}
    if request.content_type == "multipart/form-data":
        for value in (await request.post()).values():
            if isinstance(value, web.FileField):
                files[value.filename] = value.file.read()
            else:
                body = json.loads(value)
    elif request.can_read_body:
        body = await request.json()
    path = request.path.removeprefix(prefix)
    return Request(request.method, path, dict(request.query), body, files)
