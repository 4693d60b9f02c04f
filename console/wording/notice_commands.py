"""What the commands of notices say, and their help."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


NOTICE_TITLES: dict[str, str] = {
    "notice.kind": _n("What"),
    "party": _n("Party"),
    "channel": _n("Channel"),
    "attempts": _n("Attempts"),
    "trouble": _n("Why not"),
}
NOTICE_SAY: dict[str, str] = {
    "would.notices.test": _n("would send a test message to {id}"),
    "none.notices": _n("No notices."),
    "notice.again": _n("{why}; again at {at}"),
    "channels.lacking": _n(
        "Channels that parties name and {file} does not have, so that nobody is told there: {names}"
    ),
}
NOTICE_HELP: dict[str, str] = {
    "notices": _n("Notices: what parties were told, and whether it reached them."),
    "notices.list": _n("List notices, newest first."),
    "notices.test": _n(
        "Send a test message to a party or on a channel, and see whether it arrives."
    ),
}
NOTICE_OPTIONS: dict[str, str] = {
    "notice.case": _n("Only notices about this case; may be repeated."),
    "notice.party": _n("Only notices to this party; may be repeated."),
    "notice.channel": _n("Only notices on this channel; may be repeated."),
    "notice.state": _n("Only notices in this state; may be repeated."),
    "test.party": _n("The party to tell, on all its channels."),
    "test.channel": _n("The channel to try."),
}
