"""What the hub answers to questions; read tolerantly, so that a newer hub may say more."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from console.contract.case_views import CaseView
from console.contract.facts import Fact
from console.contract.state_views import DoubtView, DutyView, LoadView, OutOfServiceView
from console.domain.alerts import State
from console.domain.automations import AutomationStanding
from console.domain.controls import ControlState
from console.domain.ids import AlertId, DeviceId, RuleId, SceneId, SensorId, TargetId, ZoneId
from console.domain.shifts import Handover
from console.domain.sites import Device, Sensor, Site
from console.domain.unit_states import UnitState
from console.domain.values import Bilingual, Priority

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Part of a list, true at fact `as_of`; `next` asks for the part after it."""

    items: tuple[T, ...]
    as_of: int
    next: str | None = None


class ShelfView(msgspec.Struct, frozen=True, kw_only=True):
    """Who put an alert aside, why, and until when, or with `one_shot` until it next ends."""

    until: datetime
    by: str
    at: datetime
    reason: str
    one_shot: bool = False


class EpisodeView(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch that another rule stood, from raising to return."""

    began: datetime
    ended: datetime


class AlertView(msgspec.Struct, frozen=True, kw_only=True):
    """An alert as facts tell it; `value` is the one that raised or last changed it."""

    id: AlertId
    occurrence: int
    rule: RuleId
    target: TargetId
    state: State
    standing: bool
    priority: Priority
    limit: float | None
    value: float | None
    raised_at: datetime
    changed_at: datetime
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    notes: int = 0
    order: int = 0
    shelf: ShelfView | None = None
    suppressed_by: tuple[str, ...] = ()
    out_of_service: tuple[str, ...] = ()
    symptom_of: AlertId | None = None
    episodes: tuple[EpisodeView, ...] = ()


class DeviceView(msgspec.Struct, frozen=True, kw_only=True):
    """A device's link: `online` is `None` while it has never said."""

    id: DeviceId
    online: bool | None = None
    since: datetime | None = None


class LatestView(msgspec.Struct, frozen=True, kw_only=True):
    """A sensor's newest stored reading and the few before it, oldest first, for a trend."""

    sensor: SensorId
    at: datetime | None = None
    value: float | None = None
    quality: int | None = None
    trend: tuple[float, ...] = ()


class SensorView(msgspec.Struct, frozen=True, kw_only=True):
    """A sensor, where it stands, its newest reading, its alerts, and whether it is doubted."""

    sensor: Sensor
    device_name: Bilingual
    aliases: tuple[str, ...]
    zone: ZoneId
    scene: SceneId
    latest: LatestView
    alerts: tuple[AlertId, ...] = ()
    doubt: DoubtView | None = None


class DeviceDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A device with its link, its newest readings, the alerts on it and its sensors, and which of
    these are doubted."""

    device: Device
    link: DeviceView
    latest: tuple[LatestView, ...] = ()
    alerts: tuple[AlertId, ...] = ()
    doubts: tuple[DoubtView, ...] = ()


class SceneView(msgspec.Struct, frozen=True, kw_only=True):
    """A scene in figures."""

    id: SceneId
    name: Bilingual
    devices: int
    sensors: int
    offline: int
    alerts: int


class ReadingView(msgspec.Struct, frozen=True, kw_only=True):
    """One stored reading."""

    at: datetime
    value: float
    quality: int


class AlertDetail(msgspec.Struct, frozen=True, kw_only=True):
    """An alert with its guidance (rule, device kind or zone), the facts of its occurrences, newest
    last, and the alerts that were marked as its symptoms."""

    alert: AlertView
    guidance: Bilingual | None = None
    history: tuple[Fact, ...] = ()
    symptoms: tuple[AlertId, ...] = ()


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """Deliveries that could not be used: how many, from where, why, and when last (real time)."""

    source: str
    reason: str
    count: int
    last_at: datetime


class BrokerHealth(msgspec.Struct, frozen=True, kw_only=True):
    """The hub's link to the broker; `queue_bytes` is what waits in an embedded one's queue."""

    url: str
    connected: bool
    embedded: bool
    restarts: int = 0
    warning: str | None = None
    queue_bytes: int | None = None


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How the hub is: counters since its start unless said otherwise; sizes in bytes."""

    version: str
    as_of: int
    started_at: datetime
    data_time: datetime
    drill: bool
    broker: BrokerHealth
    deliveries: int
    readings: int
    late: int
    duplicates: int
    rejected: int
    rejections: tuple[Rejection, ...]
    mailbox: int
    mailbox_capacity: int
    mailbox_dropped: int
    store_bytes: int
    disk_free_bytes: int
    store_full: bool
    followers: int


class WhoAmI(msgspec.Struct, frozen=True, kw_only=True):
    """Who the hub takes the caller for: the seat's account, or who is `signed_on` there.

    At a `shared` seat nobody may do more than look until someone signs on; `account_role` is
    what the seat's own account may.
    """

    person: str
    seat: str
    role: str
    shared: bool = False
    signed_on: bool = False
    account_role: str = "viewer"


class BrokerAccess(msgspec.Struct, frozen=True, kw_only=True):
    """How a console reaches live values: subscribe only."""

    host: str
    port: int
    tls: bool
    username: str | None
    password: str | None
    root: str
    ca_file: str | None = None


class DrillView(msgspec.Struct, frozen=True, kw_only=True):
    """A drill in progress: data time runs `speed` times as fast as real time."""

    speed: float


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a console needs, at one fact; `latest` is of the moment, not of facts.

    `strangers` names what only a newer version can read; whoever reads fills it in.
    """

    as_of: int
    now: datetime
    site: Site
    alerts: tuple[AlertView, ...]
    devices: tuple[DeviceView, ...]
    latest: tuple[LatestView, ...]
    broker: BrokerAccess
    who: WhoAmI
    drill: DrillView | None = None
    cases: tuple[CaseView, ...] = ()
    doubts: tuple[DoubtView, ...] = ()
    out_of_service: tuple[OutOfServiceView, ...] = ()
    suppressions: tuple[str, ...] = ()
    load: LoadView = LoadView()
    duties: tuple[DutyView, ...] = ()
    handovers: tuple[Handover, ...] = ()
    units: tuple[UnitState, ...] = ()
    controls: tuple[ControlState, ...] = ()
    automations: tuple[AutomationStanding, ...] = ()
    strangers: tuple[str, ...] = ()
