"""Run every bench, or those named."""

from __future__ import annotations

import importlib
import sys

BENCHES = (
    "commands",
    "engine",
    "start",
    "ingest",
    "latency",
    "storm",
    "paint",
    "console",
    "scroll",
    "lists",
    "memory",
)


def main() -> None:
    """Run what was asked for."""
    for name in sys.argv[1:] or BENCHES:
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main()
