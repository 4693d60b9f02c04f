"""The words of the dispatch workplace and its dialogs; msgids of the `screens` catalog."""

from __future__ import annotations

from enum import StrEnum

from console.domain.causes import Action
from console.domain.parties import responsible
from console.domain.sites import Site
from console.wording.catalog import translator
from console.wording.plain import plain
from console.wording.values import chosen

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Work(StrEnum):
    """What can be said about cases and patrols; `console.wording.screens.say` fills in."""

    # lists
    CASES = _n("CASES")
    UNITS = _n("UNITS")
    PATROLS = _n("PATROLS")
    CASE = _n("Case")
    OF_CASES = _n("{count} of {total}")
    COL_UNIT = _n("unit")
    COL_WHY = _n("what it does")
    COL_PEOPLE = _n("people")
    NO_UNIT_MATCHES = _n("No unit matches “{filter}”. esc shows all again.")
    UNITS_OUT = _n("{count} of {total} out")
    PATROLS_OUT = _n("patrols {count}/{total} out")
    NO_CASES = _n(
        "Nothing is being worked on. `d` on an alert opens a case and sends a unit; `c` here opens "
        "one by hand."
    )
    NO_CASE_MATCHES = _n("No case matches “{filter}”. esc shows all again.")
    NO_CASE = _n("Select a case: its way from alert to verified close stands here.")
    NO_UNITS = _n("The site file names no patrol units. A [units.<id>] table there adds one.")

    # units
    HERE = _n("AT {case}")
    FREE = _n("FREE")
    OUT = _n("OUT")
    RESERVED = _n("RESERVED")
    OUT_OF_SERVICE = _n("OUT OF SERVICE")
    OFF_DUTY = _n("OFF DUTY")
    SAME_ZONE = _n("same zone")
    AVAILABLE = _n("free")
    OFF = _n("off duty")
    AT_CASE = _n("at {case}")
    KIT_SPRAY = _n("spray")
    KIT_CONES = _n("traffic cones")
    KIT_SAMPLER = _n("sampler")
    KIT_MULTIMETER = _n("multimeter")
    KIT_LADDER = _n("ladder")
    KIT_LAMP = _n("lamp")
    KIT_TABLET = _n("tablet")

    # the way of a case
    WAY_ALERTS = _n("Alerts")
    WAY_OPENED = _n("Opened")
    WAY_SENT = _n("Sent")
    WAY_ON_SITE = _n("On site")
    WAY_FOUND = _n("Found")
    WAY_REMEDIES = _n("Remedies")
    WAY_VERIFIED = _n("Verified")
    WAY_CLOSE = _n("Close")
    OPENED_BY = _n("by {person}")
    OVER = _n("over")
    SENT_BY = _n("{unit}, by {person}")
    PARTY = _n("{action}: {party}")
    NOTHING_ORDERED = _n("{number} {cause}: nothing ordered yet")
    NORMAL_FOR = _n("normal {passed} of {window}")
    NOT_NORMAL = _n("not normal yet")
    AT_MOST = _n("wants ≤ {limit}")
    AT_LEAST = _n("wants ≥ {limit}")
    TO_WATCH = _n("then normal for {window}")
    HINT_SEND = _n("`d` sends a unit")
    HINT_WAIT = _n("the unit says so; the command palette says it for them")
    HINT_REPORT = _n("the unit reports; `p` reports for them")
    HINT_ORDER = _n("`o` orders a remedy")
    HINT_FINISH = _n("`f` marks one done")
    HINT_BY_HAND = _n("no sensor: `v` verifies by hand")
    HINT_CLOSE = _n("`x` closes")

    # dialogs
    SEND_TITLE = _n("Send a unit to {what}")
    SEND_OPENS = _n("Opens a case from {alerts}.")
    SEND_SURE = _n("enter sends {unit} to {case}.")
    SEND_OPEN_SURE = _n("enter opens a case from {alerts} and sends {unit}.")
    NOBODY_FREE = _n("No unit can go now.")
    NOT_OFFERED = _n("{what} cannot be chosen here now.")
    CHOOSE_KEYS = _n("enter chooses · esc leaves")
    SURE_KEYS = _n("enter does it · esc goes back")
    NOTHING_IN_HAND = _n("Select an alert or a case first.")
    ALREADY_IN_CASE = _n("{alert} is already being worked on in {case}.")
    BY_HAND_TITLE = _n("Open a case by hand: where?")
    BY_HAND_HINT = _n("what it is about")
    NO_ZONE = _n("anywhere")
    ORDER_TITLE = _n("Order a remedy in {case}")
    ORDER_HINT = _n("who is to do it")
    ORDER_USUAL = _n("usual")
    NO_FINDING = _n("{case} has no finding yet. `p` reports one for the unit.")
    FINISH_TITLE = _n("Which remedy of {case} is done?")
    NOTHING_TO_FINISH = _n("Nothing ordered in {case} is waiting to be done.")
    NO_UNIT_OUT = _n("No unit is out for {case}. `d` sends one.")
    WHICH_UNIT = _n("Which unit of {case}?")
    REPORT_TITLE = _n("What did {unit} find at {case}?")
    REPORT_KEYS = _n("1–9 or space mark · + − count · tab note · enter reports · esc leaves")
    REPORT_NOTE = _n("a note, if there is more to say")
    REPORT_NOTHING = _n("Mark at least one cause; nothing found is one too.")
    VERIFY_TITLE = _n("Verify {case} by hand")
    VERIFY_HINT = _n("what was measured or seen")
    HAS_SENSOR = _n("{case} has a sensor: only its readings verify it.")
    CLOSE_TITLE = _n("Close {case} as verified?")
    CLOSE_UNVERIFIED_TITLE = _n("Close {case} unverified?")
    CLOSE_UNVERIFIED = _n(
        "It stands at “{step}”: nobody has made sure that it worked. You propose it; another "
        "person, a supervisor, agrees. It will be counted apart, as unverified."
    )
    CLOSE_AGREES = _n(
        "{person} proposed it: nobody has made sure that it worked. With your agreement it is "
        "over, and counted apart, as unverified."
    )
    CLOSE_REASON = _n("the reason, kept beside your name")

    # what came of it
    DONE_OPEN = _n("Opened {what}.")
    DONE_SEND = _n("Sent {what}.")
    DONE_ORDER = _n("Ordered in {what}.")
    DONE_FINISH = _n("Marked done: {what}.")
    DONE_REPORT = _n("Reported for {what}.")
    DONE_VERIFY = _n("Verified {what}.")
    DONE_CLOSE = _n("Closed {what}.")

    NOTICE_TEST = _n("Send a test message to which party?")
    NOTICE_PARTY = _n("its id or name")

    # who usually does what
    PARTY_SITE = _n("building site")
    PARTY_DRIVERS = _n("drivers")
    PARTY_STREETS = _n("street cleaning")
    PARTY_RESTAURANT = _n("restaurant")
    PARTY_CREW = _n("patrol unit")
    PARTY_DRAINAGE = _n("drainage company")
    PARTY_PARKS = _n("park keepers")
    PARTY_PROPERTY = _n("property company")
    PARTY_NEIGHBOUR = _n("whoever makes it")
    PARTY_HAULER = _n("waste hauler")
    PARTY_REPAIRS = _n("repair crew")
    PARTY_POWER = _n("power company")
    PARTY_INSTRUMENTS = _n("instrument service")
    PARTY_NETWORK = _n("network operator")


_PARTIES: dict[Action, Work] = {
    Action.COVER_BARE_SOIL: Work.PARTY_SITE,
    Action.DUST_SPRAY: Work.PARTY_SITE,
    Action.MOVE_VEHICLES: Work.PARTY_DRIVERS,
    Action.SWEEP_AND_WASH: Work.PARTY_STREETS,
    Action.CLEAN_EXTRACTOR: Work.PARTY_RESTAURANT,
    Action.PUT_OUT_FIRE: Work.PARTY_CREW,
    Action.STOP_INFLOW: Work.PARTY_DRAINAGE,
    Action.AERATE: Work.PARTY_PARKS,
    Action.CLOSE_PATH: Work.PARTY_PROPERTY,
    Action.STOP_NOISE: Work.PARTY_NEIGHBOUR,
    Action.EMPTY_BIN: Work.PARTY_HAULER,
    Action.REPAIR_EQUIPMENT: Work.PARTY_REPAIRS,
    Action.RESTORE_POWER: Work.PARTY_POWER,
    Action.SERVICE_SENSOR: Work.PARTY_INSTRUMENTS,
    Action.RESTORE_LINK: Work.PARTY_NETWORK,
}
_KIT: dict[str, Work] = {
    "spray": Work.KIT_SPRAY,
    "traffic-cones": Work.KIT_CONES,
    "sampler": Work.KIT_SAMPLER,
    "multimeter": Work.KIT_MULTIMETER,
    "ladder": Work.KIT_LADDER,
    "lamp": Work.KIT_LAMP,
    "tablet": Work.KIT_TABLET,
}


def usual_party(action: Action, site: Site) -> str:
    """Return who is usually asked to do `action`: the site's party, else a word for one; nothing
    where that depends."""
    party = responsible(site.parties, action)
    if party is not None:
        return chosen(party.name)
    return _(_PARTIES[action].value) if action in _PARTIES else ""


def kit_word(piece: str) -> str:
    """Return a piece of kit's word; a site's own kit is called as the site file calls it."""
    return _(_KIT[piece].value) if piece in _KIT else plain(piece)
