"""Every figure the method uses; where each is from is in `presets/diagnosis.toml`.

The defaults here and the preset are the same, which a test holds.
"""

from __future__ import annotations

import msgspec

from console.domain.values import Bilingual


class Figures(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Cut-offs (µg/m³, CO in mg/m³, m/s, metres, seconds where the name ends in `_s`), shares and
    weights. `sources` says where a figure is from; one that a site sets itself has none.
    """

    # What is looked at.
    window_s: float = 180.0
    baseline_s: float = 86_400.0
    lookback_s: float = 7 * 86_400.0
    # 0: doubtful data.
    valid_share: float = 0.75
    stuck_samples: float = 6
    pair_ratio: float = 1.1
    spike_times: float = 2
    spike_others: float = 0.25
    # 1: the regional gate.
    regional_share: float = 0.8
    peers_least: float = 3
    on_top: float = 1.0
    reference_pm10: float = 120
    reference_pm25: float = 60
    reference_tsp: float = 250
    reference_no2: float = 200
    reference_co: float = 10
    reference_o3: float = 200
    # 2: increments.
    own_percentile: float = 10
    rise_share: float = 0.25
    # 3: signatures.
    tsp_ratio: float = 2.5
    fine_ratio: float = 0.5
    pm10_least: float = 10
    no2_rise: float = 20
    co_rise: float = 0.3
    no_rise: float = 20
    bc_rise: float = 2
    weak_share: float = 0.5
    humidity: float = 85
    o3_high: float = 160
    step_times: float = 3
    rain: float = 0.5
    rain_within_s: float = 6 * 3600.0
    # 4: hours.
    near: float = 500
    near_kitchen: float = 200
    near_road: float = 100
    episodes_least: float = 3
    hours_share: float = 0.75
    hours_lift: float = 1.2
    idling_least_s: float = 300.0
    idling_most_s: float = 3600.0
    shift_least_s: float = 7200.0
    # 5: wind.
    wind_speed: float = 1.0
    wind_episodes: float = 10
    wind_sector: float = 45
    wind_percentile: float = 75
    wind_hours: float = 5
    wind_lift: float = 1.5
    # 6: score and confidence.
    medium_lines: float = 2
    high_lines: float = 3
    weight_data: float = 3
    weight_region: float = 3
    weight_rise: float = 1
    weight_coarse: float = 1
    weight_tsp: float = 2
    weight_gas: float = 2
    weight_no_gas: float = 1
    weight_humidity: float = 1
    weight_ozone: float = 1
    weight_rain: float = 1
    weight_step: float = 1
    weight_near: float = 1
    weight_hours: float = 1
    weight_duration: float = 1
    weight_wind: float = 1
    sources: dict[str, Bilingual] = {}

    def reference(self, quantity: str) -> float | None:
        """Return what a quantity is held against where no rule of the site says it."""
        return getattr(self, f"reference_{quantity}", None)


NAMES = tuple(name for name in Figures.__struct_fields__ if name != "sources")
