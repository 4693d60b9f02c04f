"""An app with keys of one's own; what is wrong in their file is told once, and stops nothing."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App

from console.errors import SettingsError
from console.keymap import Keymap
from console.wording.keycaps import own_keys

MISHAP_S = 20.0  # that the toast stays
TOLD = 3  # so many faults are told; `wanshou keys check` tells all


class Keyed(App[int]):
    """An app whose acts answer to the keys of a keymap."""

    _faults: Sequence[SettingsError] = ()

    def use_keys(self, keymap: Keymap) -> None:
        """Answer to the keys of `keymap` from now on."""
        self.set_keymap(keymap.applied())
        own_keys(keymap.keys)
        self._faults = keymap.faults
        if self.is_running:
            self._tell_faults()

    def on_mount(self) -> None:
        """Tell what is wrong in the file."""
        self._tell_faults()

    def _tell_faults(self) -> None:
        faults, self._faults = self._faults, ()
        if faults:
            from console.wording import explain

            said = ["\n".join(filter(None, explain(fault))) for fault in faults[:TOLD]]
            if len(faults) > TOLD:
                said.append(f"+{len(faults) - TOLD}: wanshou keys check")
            words = "\n".join(said)
            self.notify(words, severity="warning", timeout=MISHAP_S, markup=False)
