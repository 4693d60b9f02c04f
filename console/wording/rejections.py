"""Why a delivery could not be used, and what is wrong with the broker, by their codes."""

from __future__ import annotations

from console.wording.catalog import translator
from console.wording.plain import plain

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


REASONS = {
    "bad_time": _n("time cannot be read"),
    "client_id_invalid": _n("invalid client id"),
    "filter_forbidden": _n("subscription not allowed"),
    "login_refused": _n("login refused"),
    "no_time": _n("no time given"),
    "no_values": _n("no values"),
    "not_finite": _n("not a finite number"),
    "not_json": _n("not JSON"),
    "not_mqtt": _n("broken MQTT"),
    "not_utf8": _n("not UTF-8"),
    "protocol_version": _n("MQTT 3.1.1 only"),
    "queue_full": _n("broker queue full"),
    "time_absurd": _n("time absurdly early"),
    "time_ahead": _n("time in the future"),
    "time_without_zone": _n("time without zone"),
    "too_deep": _n("nested too deeply"),
    "too_large": _n("payload too large"),
    "too_slow": _n("client too slow"),
    "topic_forbidden": _n("topic not allowed"),
    "topic_invalid": _n("invalid topic"),
    "unknown_device": _n("unknown device"),
    "unknown_control": _n("unknown control"),
    "unknown_quantity": _n("unknown quantity"),
    "unknown_topic": _n("unknown topic"),
    "value_absurd": _n("value absurdly large"),
    "wrong_shape": _n("wrong shape"),
}

WARNINGS = {
    "broker_drops": _n("broker loses what it acknowledged: see the required configuration"),
    "broker_login_refused": _n("broker refuses the login"),
    "broker_subscription_refused": _n("broker refuses the subscription"),
    "broker_tls_refused": _n("no trust between hub and broker (TLS)"),
    "broker_unreachable": _n("broker does not answer"),
}


def warning_word(code: str) -> str:
    """Return what is wrong with the broker; a code without words as it is."""
    return _(WARNINGS[code]) if code in WARNINGS else plain(code.replace("_", " "))


def reason_word(reason: str) -> str:
    """Return why a delivery was rejected; a code without words as it is."""
    return _(REASONS[reason]) if reason in REASONS else plain(reason.replace("_", " "))
