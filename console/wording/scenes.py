"""What the workplace of scenes says, and key figures in words."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from console.contract.scene_views import FigureView
from console.domain.air_index import grade
from console.domain.ids import DeviceId, SensorId
from console.domain.key_figures import Bar, Shape
from console.domain.sites import Site
from console.wording.catalog import translator
from console.wording.names import target_name
from console.wording.plain import plain
from console.wording.values import chosen, number

_ = translator("screens")

CLASSES = ("I", "II", "III", "IV", "V", ">V")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Scenes(StrEnum):
    """What can be said; names in braces are filled in by `say`."""

    SCENES = _n("SCENES")
    CONTROLS = _n("CONTROLS")
    AUTOMATIONS = _n("BY ITSELF")
    ASKING = _n("asking the hub for figures …")
    NO_FIGURES = _n("This scene has no key figures; the site file gives it some: docs/scenes.md")
    NO_CONTROLS = _n("Nothing here can be told anything.")
    NO_AUTOMATIONS = _n("Nothing is done by itself here.")
    NO_CONTROL = _n("Take a control in hand first.")
    NO_AUTOMATION = _n("Take an automation in hand first.")
    CONTROL = _n("control")
    DOES = _n("does")
    MODE = _n("mode")
    CAME = _n("came of it")
    AUTOMATION = _n("automation")
    NOW = _n("now")
    SINCE = _n("since")


def value_words(view: FigureView) -> str:
    """Return a figure's value with its unit, or that it is not known."""
    figure = view.figure
    match figure.shape:
        case Shape.INDEX:
            return index_words(view.value)
        case Shape.WATER_CLASS:
            return class_words(view.value)
        case Shape.BALANCE:
            against = number(view.against, figure.decimals)
            unit = plain(figure.unit)
            return f"{number(view.value, figure.decimals)} : {against} {unit}".rstrip()
        case _:
            value = number(view.value, figure.decimals)
            return f"{value} {plain(figure.unit)}".rstrip() if view.value is not None else value


def known_words(view: FigureView) -> str:
    """Return of how many sensors a figure is made, where not all said anything."""
    if view.fresh == view.of:
        return ""
    return _("{fresh} of {of} known").format(fresh=view.fresh, of=view.of)


def index_words(value: float | None) -> str:
    """Return an air quality index with its grade."""
    if value is None:
        return number(value)
    return f"{value:.0f} {chosen(grade(round(value)).name)}"


def class_words(value: float | None) -> str:
    """Return a water class."""
    return number(value) if value is None else CLASSES[round(value) - 1]


def bar_words(view: FigureView, bar: Bar, site: Site) -> tuple[str, str, str]:
    """Return of what a bar is, its value, and what else is to be said of it."""
    figure = view.figure
    match figure.shape:
        case Shape.INDEX:
            names = " ".join(_quantity(bar, word, site) for word in (bar.word or "").split("+"))
            return _of(bar, site), index_words(bar.value), names
        case Shape.WATER_CLASS:
            target = class_words(bar.extra)
            worst = _quantity(bar, bar.word or "", site)
            aim = _("target {target}").format(target=target)
            return _of(bar, site), class_words(bar.value), f"{aim} {worst}".rstrip()
        case _:
            value = number(bar.value, figure.decimals)
            return _of(bar, site), f"{value} {plain(figure.unit)}".rstrip(), ""


def bars_told(view: FigureView, site: Site) -> Iterator[str]:
    """Yield each bar in words."""
    for bar in view.bars:
        yield " ".join(filter(None, bar_words(view, bar, site)))


def _of(bar: Bar, site: Site) -> str:
    device = site.devices.get(DeviceId(bar.of.partition("/")[0]))
    return plain(bar.of) if device is None else chosen(device.name)


def _quantity(bar: Bar, quantity: str, site: Site) -> str:
    if not quantity:
        return ""
    sensor = SensorId(f"{bar.of}/{quantity}")
    known = site.sensors().get(sensor)
    return target_name(site, sensor) if known is None else chosen(known.name)
