"""Command lines to start from, two or three for every command; they run at the shipped community.

What a person would write between quotes is in the reader's language.
"""

from __future__ import annotations

from console.wording.catalog import translator

_ = translator("commands")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


PHRASES: dict[str, str] = {
    "known": _n("known: street sweeping"),
    "called": _n("called the site"),
    "repair": _n("waiting for a part"),
    "mistake": _n("wrong row"),
    "litter": _n("overfull bins at the plaza"),
    "tyre": _n("flat tyre"),
    "heavy": _n("a heavy cover"),
    "again": _n("mist"),
    "visit": _n("inspection of the site"),
    "looked": _n("seen on the spot"),
    "calibration": _n("calibration"),
    "slow": _n("pump 2 is slow"),
    "night": _n("pump 2 needs an eye tonight"),
    "meter": _n("handheld meter 3"),
    "read": _n("by the gate"),
    "contractor": _n("contractor"),
    "person": _n("Li Ming"),
}

EXAMPLES: dict[str, tuple[str, ...]] = {
    "wanshou": ("demo", "alerts list", "--language zh_CN sensors list --scene air"),
    "demo": ("demo", "demo --speed 600 --seed 7", "demo --break air-gate-1/pm10=stuck"),
    "up": ("up", "up --site wanshouqiao --data ~/wanshou"),
    "web": ("web", "web --port 8100", "web --open"),
    "board": ("board", "board --once", "board --once --json"),
    "alerts.list": (
        "alerts list",
        "alerts list --priority high --priority critical",
        "alerts list --scene water --state all --json",
    ),
    "alerts.show": ("alerts show A-1", "alerts list -q --zone plaza | wanshou alerts show -"),
    "alerts.load": ("alerts load", "alerts load --json"),
    "alerts.ack": (
        "alerts ack A-1",
        'alerts ack A-1@3 A-2 --reason "{known}"',
        'alerts ack --zone site --reason "{known}" --dry-run',
    ),
    "alerts.note": ('alerts note A-1 --note "{called}"',),
    "alerts.unack": ('alerts unack A-1 --reason "{mistake}"',),
    "alerts.shelve": (
        'alerts shelve A-1 --for 30m --reason "{repair}"',
        'alerts shelve A-1 --for 8h --one-shot --reason "{repair}"',
    ),
    "alerts.unshelve": ("alerts unshelve A-1", "alerts unshelve --scene lighting --dry-run"),
    "alerts.symptom": ("alerts symptom A-7 A-8 --of A-5",),
    "alerts.release": ("alerts release A-7",),
    "alerts.watch": (
        "alerts watch",
        "alerts watch --priority high --priority critical --ndjson",
        "alerts watch A-1 --until acknowledged --timeout 5m",
    ),
    "cases.list": (
        "cases list",
        "cases list --step fed_back --step verified",
        "cases list --unit p1",
        "cases list --category construction --suspended",
    ),
    "cases.show": ("cases show C-1", "cases show C-1 --json"),
    "cases.open": ("cases open A-1 A-2", 'cases open --title "{litter}" --zone plaza'),
    "cases.dispatch": (
        "cases dispatch C-1 --unit p1",
        "cases dispatch C-1 --unit p2 --anyway",
        "cases dispatch C-1 C-2 --unit p1 --unit p2",
    ),
    "cases.remedy": (
        'cases remedy C-1 --finding 1 --from "{contractor}"',
        'cases remedy C-1 --finding 2 --from "{contractor}" --action aerate',
        "cases remedy C-1 --finding 1 --action service_sensor --due 2d",
    ),
    "cases.done": (
        "cases done C-1 --remedy 1 --remedy 2",
        'cases done C-1 --remedy 1 --photo IMG-12 --note "{looked}"',
    ),
    "cases.verify": (
        'cases verify C-1 --proof inspection --note "{looked}"',
        'cases verify C-1 --proof reading --value 62 --note "{read}"',
    ),
    "cases.compare": ("cases compare C-1",),
    "cases.close": (
        "cases close C-1",
        "cases close --step verified --yes",
        'cases close C-1 --unverified --reason "{looked}"',
    ),
    "cases.file": ("cases file C-3 C-4",),
    "cases.reject": ('cases reject C-3 --reason "{looked}"',),
    "cases.return": ('cases return C-1 --reason "{looked}"',),
    "cases.suspend": ('cases suspend C-1 --for 3d --reason "{looked}"',),
    "cases.resume": ("cases resume C-1",),
    "cases.cancel": ('cases cancel C-2 --reason "{looked}"',),
    "cases.reopen": ('cases reopen C-1 --reason "{looked}"',),
    "cases.edit": (
        "cases edit C-1 --priority high --category construction",
        'cases edit C-1 C-2 --owner "{person}" --contact site-team',
    ),
    "cases.note": ('cases note C-1 --note "{looked}"',),
    "cases.gather": ("cases gather C-1 --alert A-2 --alert A-3",),
    "cases.link": ("cases link C-1 --with C-2",),
    "cases.duplicate": ("cases duplicate C-2 C-3 --of C-1 --yes",),
    "cases.escalate": ('cases escalate C-1 --reason "{looked}"',),
    "cases.standdown": ('cases standdown C-1 --unit p1 --reason "{looked}"',),
    "cases.direct": ('cases direct "{litter}" --to "{person}"',),
    "cases.read": ("cases read C-5",),
    "cases.watch": ("cases watch", "cases watch C-1 --until verified --timeout 2h"),
    "patrols.list": ("patrols list", "patrols list --json"),
    "patrols.show": ("patrols show p1", "patrols show p1 p2 --json"),
    "patrols.accept": ("patrols accept p1", "patrols accept p1 --case C-1"),
    "patrols.enroute": ("patrols enroute p1",),
    "patrols.onsite": ("patrols onsite p1", "patrols onsite p1 --case C-1"),
    "patrols.report": (
        "patrols report p1 --cause construction_dust",
        'patrols report p1 --cause idling_vehicle=2 --note "{looked}"',
        "patrols report p1 --cause road_dust --value 480 --photo IMG-12",
    ),
    "patrols.decline": ('patrols decline p1 --reason "{tyre}" --by radio',),
    "patrols.checkin": ("patrols checkin p1 --by radio", "patrols checkin p1 p2 --by phone"),
    "patrols.assist": ('patrols assist p1 --note "{heavy}" --by radio',),
    "patrols.amend": (
        'patrols amend p1 --finding 1 --cause road_dust --reason "{again}"',
        'patrols amend p1 --finding 2 --take-back --reason "{again}"',
    ),
    "patrols.reserve": ('patrols reserve p2 --for 2h --reason "{visit}"',),
    "patrols.free": ("patrols free p2",),
    "patrols.withdraw": ('patrols withdraw p3 --reason "{tyre}"',),
    "patrols.restore": ("patrols restore p3",),
    "patrols.onduty": ("patrols onduty p4",),
    "patrols.offduty": ("patrols offduty p1 p2",),
    "cases.units": ("cases units C-1", "cases units C-1 --json"),
    "patrols.leave": ("patrols leave p1", "patrols leave p1 --by radio"),
    "patrols.me": ("patrols me", "patrols me --unit p1"),
    "devices.controls": ("devices controls", "devices controls --scene irrigation"),
    "devices.command": (
        "devices command container-plaza/lock on --hold 2h",
        "devices command pump-wanshou/run on --for 5m --wait",
    ),
    "devices.release": ("devices release container-plaza/lock",),
    "devices.maintain": ('devices maintain pump-wanshou --for 2h --reason "{repair}"',),
    "scenes.automations": ("scenes automations", "scenes automations --scene lighting --json"),
    "scenes.figures": ("scenes figures air", "scenes figures irrigation --json"),
    "scenes.explain": ("scenes explain irrigation", "scenes explain lighting --json"),
    "scenes.suspend": ('scenes suspend lamps-night --for 2h --reason "{repair}"',),
    "scenes.resume": ("scenes resume lamps-night",),
    "service.list": ("service list",),
    "service.stop": (
        'service stop air-gate-1/pm10 --note "{calibration}"',
        'service stop feeder-park gate-2 --note "{repair}"',
    ),
    "service.resume": ("service resume air-gate-1/pm10",),
    "suppressions.list": ("suppressions list",),
    "suppressions.show": ("suppressions show rain",),
    "shifts.list": ("shifts list",),
    "shifts.handovers": ("shifts handovers", "shifts handovers --step offered"),
    "shifts.show": ("shifts show", "shifts show H-7 --json"),
    "notices.list": (
        "notices list",
        "notices list --case C-1",
        "notices list --state failed --json",
    ),
    "notices.test": ("notices test --party site-team", "notices test --channel site-team"),
    "shifts.enrol": ('shifts enrol "{person}" --role operator',),
    "shifts.sign-on": ('shifts sign-on "{person}"',),
    "shifts.sign-off": ("shifts sign-off",),
    "shifts.handover": ('shifts handover --note "{night}"',),
    "shifts.accept": ("shifts accept H-7",),
    "log.add": ('log add "{slow}"', 'log add "{slow}" --about pump-wanshou'),
    "log.list": ("log list --since 8h", "log list --about A-1"),
    "reports.load": ("reports load", "reports load --from 30d --json"),
    "reports.rates": ("reports rates", "reports rates --last 90d --by zone --md"),
    "reports.diagnosis": ("reports diagnosis", "reports diagnosis --last 90d --json"),
    "reports.day": ("reports day", "reports day 2026-08-11 --html day.html"),
    "reports.shift": ("reports shift", "reports shift H-7 --md"),
    "reports.case": ("reports case C-231", "reports case C-231 --html case.html"),
    "reports.brief": ("reports brief", "reports brief --md"),
    "reports.cases": ("reports cases", "reports cases --from 7d --json"),
    "sensors.list": (
        "sensors list --scene air",
        "sensors list --quantity pm10 --quantity pm25",
        "sensors list --doubted -q",
    ),
    "sensors.show": ("sensors show air-gate-1/pm10",),
    "sensors.history": (
        "sensors history air-gate-1/pm10 --since 2h",
        "sensors history air-gate-1/pm10 --since 7d --by hour --json",
    ),
    "sensors.watch": (
        "sensors watch air-gate-1/pm10 air-gate-1/pm25",
        "sensors watch --scene water --ndjson",
        "sensors watch air-gate-1/pm10 --until '> 250' --timeout 10m",
    ),
    "sensors.plot": (
        "sensors plot air-gate-1/pm10 --last 24h",
        "sensors plot air-gate-1/pm10 air-lake/pm10 --svg pm10.svg",
    ),
    "sensors.diagnose": (
        "sensors diagnose air-gate-1/pm10",
        "sensors diagnose air-gate-1/pm10 --at 2h --json",
    ),
    "sensors.record": ('sensors record air-gate-1/pm10 87 --how "{meter}"',),
    "devices.list": ("devices list", "devices list --kind water-sonde --zone qingshui-river"),
    "devices.show": ("devices show air-gate-1",),
    "scenes.list": ("scenes list",),
    "scenes.show": ("scenes show air water",),
    "rules.list": ("rules list", "rules list -q"),
    "rules.show": ("rules show air.pm10.10m",),
    "rules.check": ("rules check", "rules check my-rules.toml", "rules check - < my-rules.toml"),
    "rules.explain": ("rules explain air-gate-1/pm10", "rules explain air-gate-1"),
    "rules.backtest": (
        "rules backtest f.csv --map 'PM10=air-lake/pm10' --rule air.pm10.1h",
        "rules backtest f.csv.gz --map 'PM=air-lake/pm10' --rule air.pm10.10m",
    ),
    "whoami": ("whoami", "whoami --json"),
    "check": ("check", "check --warning medium --critical critical"),
    "config.show": ("config show", "config show --json"),
    "config.check": ("config check", "config check my-site.toml"),
    "config.init": ("config init", "config init ./wanshou --force"),
    "keys.list": ("keys list",),
    "keys.check": ("keys check", "keys check my-keys.toml"),
    "theme.list": ("theme list",),
    "theme.check": ("theme check", "theme check my-theme.toml"),
    "theme.preview": ("theme preview", "theme preview dusk"),
    "hub.run": ("hub run", "hub run --drill-from 2026-06-01T06:00:00+08:00 --temporary"),
    "hub.health": ("hub health", "hub health --json"),
    "hub.broker": ("hub broker", "hub broker --account device"),
    "simulate": (
        "simulate --speed 60",
        "simulate --story gate-1 --until closed",
        "simulate --replay f.csv --map 'PM10=air-gate-1/pm10' --speed 3600",
    ),
    "completion": (
        "completion bash >> ~/.bash_completion",
        "completion zsh > ~/.zfunc/_wanshou",
        "completion fish > ~/.config/fish/completions/wanshou.fish",
    ),
}


def examples(operation: str) -> tuple[str, ...]:
    """Return whole command lines to start from, in the language in use; none where none is."""
    phrases = {name: _(phrase) for name, phrase in PHRASES.items()}
    given = EXAMPLES.get(operation, ())
    return tuple(f"wanshou {line.format_map(phrases)}" for line in given)
