"""What each error code means, and what to do about it; `{where}` is the file and key at fault."""

from __future__ import annotations

from console.errors import (
    Conflict,
    ConsoleError,
    HubUnreachable,
    NotFound,
    NotPermitted,
    Refused,
    SettingsError,
    StoreError,
)
from console.wording.automation_errors import AUTOMATIONS
from console.wording.case_errors import CASEWORK, Words
from console.wording.control_errors import CONTROLS
from console.wording.keymap_errors import KEYMAPS
from console.wording.load_errors import LOAD_ERRORS
from console.wording.notice_errors import NOTICES
from console.wording.proof_errors import PROOF
from console.wording.recorded_errors import RECORDED
from console.wording.shift_errors import SHIFTS
from console.wording.sla_errors import SLA
from console.wording.theme_errors import THEMES
from console.wording.withheld_errors import WITHHOLDING


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_START = _n("Start one with `wanshou up`, or name another with --socket.")
_LIST_ALERTS = _n("List what there is with: wanshou alerts list --state all")
_SHOW = _n("Look at it with: wanshou alerts show {id}")
_RETRY = _n("Try again; if it goes on, look at: wanshou hub health")
_BROKER = _n("Check the broker's address in settings, and that it runs.")
_NO_HINT = ""

ALERTS: dict[str, Words] = {
    "already_acknowledged": (
        _n("{id} was already acknowledged by {by} at {at}"),
        _n("Nothing more to do; add a note if you know more."),
    ),
    "alert_rose": (_n("{id} rose since you looked"), _n("Look at it again, then acknowledge.")),
    "alert_not_standing": (_n("{id} does not stand any more"), _SHOW),
    "no_such_occurrence": (_n("{id} has no occurrence {occurrence}"), _SHOW),
    "occurrence_passed": (
        _n("{id} was raised again: you saw occurrence {occurrence}, now it is {current}"),
        _n("Look at the new one, then act on {id}@{current}."),
    ),
    "no_such_alert": (_n("There is no alert {id}"), _LIST_ALERTS),
}
ASKING: dict[str, Words] = {
    "no_such_sensor": (
        _n("There is no sensor {id}"),
        _n("List what there is with: wanshou sensors list"),
    ),
    "no_such_device": (
        _n("There is no device {id}"),
        _n("List what there is with: wanshou devices list"),
    ),
    "no_such_scene": (
        _n("There is no scene {id}"),
        _n("List what there is with: wanshou scenes list"),
    ),
    "no_such_rule": (
        _n("There is no rule {id}"),
        _n("List what there is with: wanshou rules list"),
    ),
    "no_such_operation": (_n("This hub knows no operation {id}"), _NO_HINT),
    "not_found": (_n("There is no {id}"), _NO_HINT),
    "no_such_view": (_n("This hub knows no {id}"), _NO_HINT),
    "page_gone": (_n("The list no longer has {id}"), _n("List from the start.")),
    "role_too_low": (
        _n("This takes the role of {role}; yours is {have}"),
        _n("Ask someone who has it, or have your role changed in the hub's settings."),
    ),
    "time_ahead": (_n("The time lies in the future"), _NO_HINT),
    "out_of_range": (_n("{id} measures from {low} to {high}"), _n("Check value and unit.")),
    "how_empty": (_n("Nothing says how it was measured"), _NO_HINT),
    "reading_exists": (_n("{id} already has a reading of that moment"), _NO_HINT),
    "text_too_long": (_n("{field} is too long: {most} characters at most"), _NO_HINT),
    "key_reused": (_n("This key was already used for a different request"), _NO_HINT),
    "bad_limit": (_n("{value} is not a limit"), _NO_HINT),
    "unknown_filter": (_n("There is no filter {filter}"), _n("There are: {known}.")),
    "bad_time": (_n("{value} is not a time"), _n("Write it as 2026-11-05T14:30:00+08:00.")),
    "time_without_zone": (
        _n("{value} says no time zone"),
        _n("Write it as 2026-11-05T14:30:00+08:00."),
    ),
    "unknown_field": (_n("This operation has no {key}"), _NO_HINT),
    "invalid_request": (_n("The request is not valid: {detail}"), _NO_HINT),
    "request_too_large": (_n("The request is too large"), _NO_HINT),
}
LINKS: dict[str, Words] = {
    "hub_unreachable": (_n("No hub answers at {address}"), _START),
    "hub_silent": (_n("The hub at {address} does not answer in time"), _RETRY),
    "hub_failed": (_n("The hub could not answer (HTTP {status})"), _RETRY),
    "hub_answer_unreadable": (
        _n("The hub's answer cannot be read ({view})"),
        _n("Hub and this program may be of different versions."),
    ),
    "internal_error": (_n("The hub met an internal error"), _n("Its log says more.")),
    "fell_behind": (_n("The hub could not wait for this follower"), _n("Start again.")),
    "facts_missing": (_n("Facts are missing between {expected} and {got}"), _n("Start again.")),
    "broker_unreachable": (_n("No broker answers at {address}"), _BROKER),
    "broker_refused": (_n("The broker at {address} refuses this account"), _BROKER),
    "broker_silent": (_n("The broker at {address} does not answer"), _RETRY),
    "broker_not_started": (
        _n("The embedded broker did not start at {address}"),
        _n("The hub's log says more."),
    ),
}
SETTINGS: dict[str, Words] = {
    "unknown_key": (_n("{where} is no known key"), _NO_HINT),
    "wrong_value": (_n("{where} has a wrong value: {detail}"), _NO_HINT),
    "not_a_choice": (_n("{where} cannot be {value}"), _n("It is one of: {choices}.")),
    "not_positive": (_n("{where} must be more than 0, not {value}"), _NO_HINT),
    "unknown_role": (
        _n("{where}: there is no role {value}"),
        _n("It is one of: viewer, patrol, operator, dispatcher, supervisor, admin."),
    ),
    "file_missing": (
        _n("{file} does not exist"),
        _n("Write one to start from with: wanshou config init"),
    ),
    "port_taken": (
        _n("{where} cannot be served on: {detail}"),
        _n("Name another port with --port, or none: any that is free will do."),
    ),
    "web_missing": (
        _n("A browser's console takes more than is installed here"),
        _n("Install it with: pip install 'wanshou[web]'"),
    ),
    "file_unreadable": (_n("{where} cannot be read"), _n("Check the file and its permissions.")),
    "file_not_toml": (_n("{file} is not TOML: {detail}"), _NO_HINT),
    "file_not_written": (_n("{file} cannot be written: {reason}"), ""),
    "file_exists": (_n("{file} is there already"), _n("--force overwrites it.")),
    "folder_in_use": (
        _n("Another hub (process {pid}) works in {folder}"),
        _n("Stop it, or give this one a folder of its own with --data."),
    ),
    "socket_in_use": (
        _n("Another hub listens on {socket}"),
        _n("Stop it, or give this one a socket of its own with --socket."),
    ),
    "folder_not_ours": (_n("{folder} belongs to someone else"), _n("Choose another folder.")),
    "folder_unusable": (_n("{folder} cannot be used: {reason}"), _n("Choose another folder.")),
    "broker_url_invalid": (
        _n("{where} is not the address of a broker"),
        _n("Write it as mqtt://host:1883 or mqtts://host:8883."),
    ),
    "broker_ca_needs_mqtts": (
        _n("{where} is only used with an mqtts:// address"),
        _n("Use mqtts:// in broker.url, or leave it out."),
    ),
    "broker_port_busy": (
        _n("Port {port} of the broker is taken"),
        _n("Choose another with broker.port in settings."),
    ),
    "broker_host_unusable": (
        _n("The broker cannot listen on {host}: {reason}"),
        _n("Set broker.host to an address of this machine."),
    ),
    "broker_no_free_port": (_n("No free port for the broker"), _n("Set broker.port.")),
    "broker_config_refused": (
        _n("The embedded broker refuses its configuration: {reason}"),
        _n("This is a bug: please report it."),
    ),
    "broker_program_missing": (
        _n("{program} is not installed"),
        _n("Install it with `make install`, or set broker.url to a broker of yours."),
    ),
    **THEMES,
}
SITE_FILES: dict[str, Words] = {
    "no_such_site": (
        _n("There is no site {file}"),
        _n("Give a path to a site file, or the name of a shipped one."),
    ),
    "no_such_story": (
        _n("There is no story {file}"),
        _n("Give a path to a story, or the name of a shipped one (gate-1)."),
    ),
    "unreadable": (_n("{file} cannot be read: {found}"), _NO_HINT),
    "too_large": (_n("{file} is too large for a site file ({found} bytes)"), _NO_HINT),
    "not_utf8": (_n("{file} is not UTF-8 (line {line})"), _NO_HINT),
    "bad_toml": (_n("{file}, line {line}, column {column}: {found}"), _NO_HINT),
    "missing_key": (_n("{where} is missing"), _NO_HINT),
    "unknown_word": (_n("{where}: there is no {found}"), _NO_HINT),
    "dangling_reference": (_n("{where} names {found}, which is nowhere"), _NO_HINT),
    "unknown_time_zone": (_n("{where}: there is no time zone {found}"), _NO_HINT),
    "no_time_zone_data": (
        _n("This machine has no time zone data"),
        _n("Install the system's tzdata package."),
    ),
    "bad_value": (_n("{where} is {found}, but takes: {expected}"), _NO_HINT),
    "bad_range": (_n("{where} is {found}, but must fit: {expected}"), _NO_HINT),
    "reserved": (_n("{where}: {found} is the hub's own"), _n("Choose another id.")),
    "bad_id": (_n("{where}: {found} is not an id"), _n("Ids are of a-z, 0-9 and -.")),
    "bad_period": (_n("{where} is {found}, but must fit: {expected}"), _NO_HINT),
    "bad_duration": (_n("{where}: {found} is not a duration"), _n("Write it as 30s, 5m or 2h.")),
    "behind_cycle": (_n("{where} leads back to itself: {found}"), _NO_HINT),
    "duplicate": (_n("{where}: {found} is there twice"), _NO_HINT),
    "rule_twice": (
        _n("{where}: {expected} has {found}, which another set has on the same days"),
        _n("Use editions of a standard whose days of validity do not overlap."),
    ),
    "rule_misplaced": (_n("{where}: rule {found} does not belong on a {expected}"), _NO_HINT),
    "rule_unfed": (
        _n("{where}: rule {found} needs what is not measured here: {expected}"),
        _NO_HINT,
    ),
    "pattern_alone": (
        _n("{where}: {found} counts the episodes of {expected}, which is no rule with limits here"),
        _n("List that rule beside it."),
    ),
    "blank": (_n("{where} is empty"), _NO_HINT),
    "no_levels": (_n("{where} has no levels"), _NO_HINT),
    "clear_side": (_n("{where}: {found} is on the wrong side of the limit"), _NO_HINT),
    "levels_order": (_n("{where}: levels must run from mild to severe"), _NO_HINT),
}
STORE: dict[str, Words] = {
    "store_full": (
        _n("The hub's disk is full: nothing can be put on record"),
        _n("Free space on the hub's disk; it goes on by itself."),
    ),
    "store_newer": (
        _n("The store was written by a newer version"),
        _n("Install that version, or give this one a folder of its own."),
    ),
    "store_closed": (_n("The store is closed"), _NO_HINT),
    "store_busy": (_n("The store is busy"), _RETRY),
    "store_unreadable": (_n("The store cannot be read: {why}"), _NO_HINT),
    "store_failed": (_n("The store failed: {why}"), _NO_HINT),
    "unknown_sensor": (_n("The store knows no sensor {sensor}"), _NO_HINT),
    "fact_gap": (_n("Facts are not in order: {got} instead of {expected}"), _NO_HINT),
}
BY_CODE: dict[str, Words] = {
    **ALERTS,
    **CONTROLS,
    **AUTOMATIONS,
    **WITHHOLDING,
    **CASEWORK,
    **KEYMAPS,
    **LOAD_ERRORS,
    **SHIFTS,
    **SLA,
    **NOTICES,
    **PROOF,
    **ASKING,
    **LINKS,
    **SETTINGS,
    **SITE_FILES,
    **RECORDED,
    **STORE,
}
# For what a newer hub may say: by the kind of error alone.
BY_KIND: tuple[tuple[type[ConsoleError], Words], ...] = (
    (Refused, (_n("The hub refused this ({code})"), _NO_HINT)),
    (SettingsError, (_n("{where} is not valid ({code})"), _NO_HINT)),
    (HubUnreachable, (_n("No hub answers at {address}"), _START)),
    (NotPermitted, (_n("Your role may not do this"), _NO_HINT)),
    (NotFound, (_n("There is no {id}"), _NO_HINT)),
    (Conflict, (_n("Someone else was first: {by}, {at}"), _NO_HINT)),
    (StoreError, (_n("The store failed ({code})"), _NO_HINT)),
)
UNEXPECTED: Words = (_n("Something went wrong ({code})"), _NO_HINT)
NEAREST = _n("Did you mean {nearest}?")
