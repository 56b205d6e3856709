"""What an admin asks of a server's settings, as a preview keeps it."""

from __future__ import annotations

from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from bot.study.member import Server, ServerChoice
from bot.study.review import Policy

Content = dict[str, Any]


def to_content(chosen: ServerChoice) -> Content:
    """What was chosen, in values that JSON has."""
    return {
        "channel": chosen.channel_id,
        "zone": chosen.zone.key if chosen.zone else None,
        "at": chosen.at.isoformat("minutes") if chosen.at is not None else None,
        "help": chosen.help_channel_id,
        "pictures": chosen.pictures,
        "days": None if chosen.days is None else list(chosen.days),
        "review": [chosen.review, chosen.reviewers_role, chosen.review_channel_id],
    }


def from_content(content: Content) -> ServerChoice:
    """What was chosen, out of a preview."""
    zone, at, days = content["zone"], content["at"], content["days"]
    review, role_id, review_channel_id = content.get("review", (None, None, None))  # a preview of the version before
    return ServerChoice(
        content["channel"],
        ZoneInfo(zone) if zone else None,
        time.fromisoformat(at) if at else None,
        content["help"],
        content["pictures"],
        None if days is None else tuple(days),
        Policy(review) if review else None,
        role_id,
        review_channel_id,
    )


def shown_of(server: Server) -> Content:
    """What a preview shows of a server, to tell whether it still holds."""
    days = list(server.days) if server.days else None
    where = [server.channel_id, server.asks_in]
    return {
        "where": where,
        "when": [server.zone.key, f"{server.at:%H:%M}", days],
        "pictures": server.pictures,
        "review": [server.readers.policy, server.readers.role_id, server.review_channel_id],
    }
