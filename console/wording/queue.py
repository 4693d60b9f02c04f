"""The words of the alert queue: its views and folds, shelves, symptoms; msgids of `screens`."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Queue(StrEnum):
    """What can be said about the queue; `console.wording.screens.say` fills in."""

    # views
    WITHHELD = _n("WITHHELD")
    EVERYTHING = _n("ALL ALERTS")
    SHELVED = _n("SHELVED")
    SUPPRESSED = _n("SUPPRESSED BY DESIGN")
    OUT_OF_SERVICE = _n("OUT OF SERVICE")
    SYMPTOMS = _n("SYMPTOMS")
    NO_WITHHELD = _n(
        "Nothing is withheld. A shelved or suppressed alert, or one out of service, would stand "
        "here with who, why and until when."
    )
    NO_ALERT = _n("No alert at all: everything is normal, and nothing is withheld.")
    COL_WHY = _n("why")
    COL_LEFT = _n("left")
    UNTIL = _n("until {until}, {person}: {reason}")
    UNTIL_OVER = _n("until over, at most {until}, {person}: {reason}")
    SUPPRESSED_BY = _n("by {names}")
    OUT_WITH = _n("with {place}")
    OUT_WITH_NOTE = _n("with {place}: {note}")
    BEHIND = _n("of {cause}")
    STANDING = _n("standing")
    NOT_STANDING = _n("not standing")

    # folds
    FOLDED = _n("folded")
    OF_FOLDS = _n("{count} alert, folded to {folds}|{count} alerts, folded to {folds}")
    BEHIND_DEVICE = _n("behind {device}")
    BECAUSE_OF = _n("because of {alert}")
    NOWHERE = _n("no zone")
    FIRST_OUT = _n("first")
    FIRST_OUT_BELOW = _n("the first of them:")
    COUNT_WAITING = _n("{waiting}/{count} unack.")
    COUNT_SYMPTOMS = _n("{count} symptom|{count} symptoms")

    # one alert
    SHELF = _n("Shelf")
    SHELF_LINE = _n("until {until} ({left} left), by {person}: {reason}")
    SHELF_ONE_SHOT = _n("until it ends, at most until {until} ({left} left), by {person}: {reason}")
    BY_DESIGN = _n("Suppressed")
    OUT = _n("Out of use")
    OUT_LINE = _n("{place}, by {person} since {at}: {note}")
    SYMPTOM_OF = _n("Symptom of")
    HAS_SYMPTOMS = _n("Symptoms")
    CONDITION = _n("Condition")
    STILL_STANDS = _n("still stands")
    STANDS_NO_MORE = _n("does not stand now")
    STALE = _n("Stale")
    STALE_LINE = _n("stands longer than {hours} h: fix it, shelve it, or change its rule")
    EPISODES = _n("Now and then, by hour of day")
    EPISODES_COUNT = _n("{count} episode since {day}|{count} episodes since {day}")
    EPISODE_HOURS = _n("most: {hours}")
    EPISODE_HOUR = _n("{hour}h {count}×")
    EPISODE = _n("{day} {start}–{end}")
    NO_EPISODES = _n("no episode on record")

    # dialogs and acts
    SHELVE_TITLE = _n("Shelve {what}")
    SHELVE_MANY = _n("Shelve {count} alerts: {what}")
    SHELVE_UNTIL = _n("Withheld until {until}, whatever it does meanwhile.")
    SHELVE_ONE_SHOT = _n("Withheld until it next ends, at most until {until}.")
    SHELVE_OTHER = _n("other")
    SHELVE_ONCE = _n("only until it next ends")
    SHELVE_TYPED = _n("how long: 45m, 1h30m, 3h")
    SHELVE_REASON = _n("the reason, kept beside your name")
    SHELVE_KEYS = _n("1–{most} or ← → how long · space once · enter next · esc leaves")
    SHELVE_KEYS_TYPED = _n("enter next · esc leaves")
    SHELVE_NO_DURATION = _n("“{text}” is no duration. 45m, 1h30m and 3h are.")
    SHELVE_TOO_LONG = _n("A shelf lasts at most {most} here.")
    SYMPTOM_TITLE = _n("What does {what} follow from?")
    SYMPTOM_TEXT = _n(
        "It will stand behind its cause, and no longer count. When the cause is over it is looked "
        "at again."
    )
    SYMPTOM_ALONE = _n("No other alert stands that {what} could follow from.")
    SAME_ZONE = _n("same zone")
    DONE_UNACK = _n("No longer acknowledged: {what}.")
    DONE_SHELVE = _n("Shelved {what}.")
    DONE_UNSHELVE = _n("Off the shelf: {what}.")
    DONE_SYMPTOM = _n("Stands behind its cause: {what}.")
    DONE_RELEASE = _n("Stands for itself again: {what}.")
    TOLD_DONE = _n("{count} done")
    TOLD_CONFLICT = _n("{count} someone else was first")
    TOLD_REFUSED = _n("{count} refused")
    TOLD_UNREACHED = _n("{count} not answered")

    # how long
    MINUTES = _n("{minutes} min")
    HOURS = _n("{hours} h")
    HOURS_MINUTES = _n("{hours} h {minutes} min")


def span(seconds: float) -> str:
    """Return a stretch of time as people say it: 30 min, 1 h, 1 h 30 min."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return _(Queue.MINUTES.value).format(minutes=minutes)
    if not minutes:
        return _(Queue.HOURS.value).format(hours=hours)
    return _(Queue.HOURS_MINUTES.value).format(hours=hours, minutes=minutes)
