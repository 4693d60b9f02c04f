"""What each error code of notices and their channels means, and what to do about it."""

from __future__ import annotations

Words = tuple[str, str]


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_FORM = _n('It reads: [channels.site-team] and below it url = "…"; docs/notices.md shows how.')

NOTICES: dict[str, Words] = {
    "no_channels": (
        _n("No channel is set up: there is nowhere to send to"),
        _n("Write the channels' file; docs/notices.md shows how. Then start the hub anew."),
    ),
    "no_such_party": (
        _n("There is no party {id}"),
        _n("Parties stand in the site file, under [parties.…]."),
    ),
    "no_such_channel": (
        _n("There is no channel {id}"),
        _n("`wanshou config show` lists the channels there are."),
    ),
    "party_without_channel": (
        _n("{id} has no channel that is set up"),
        _n("Name one at the party in the site file, and give it an address."),
    ),
    "test_needs_one": (_n("A test goes to a party or to a channel"), _n("Name one of the two.")),
    "channels_missing": (
        _n("{where}: there is no such file of channels"),
        _n("Write it, or leave notify.file out of the settings."),
    ),
    "channels_open": (
        _n("{where}: others may read the channels' addresses (mode {mode})"),
        _n("Every address is a secret: chmod 600 {file}"),
    ),
    "channels_foreign": (
        _n("{where}: the file of channels belongs to somebody else"),
        _n("It must belong to the account the hub runs as, or to root."),
    ),
    "channels_not_toml": (_n("{where}, line {line}: this is not TOML"), _FORM),
    "channels_wrong": (_n("{where}: this is not a file of at most {most} channels"), _FORM),
    "channel_name": (
        _n("{where}: a channel's name is made of a-z, 0-9 and -"),
        _FORM,
    ),
    "channel_without_url": (_n("{where}: this channel has no address"), _FORM),
}
