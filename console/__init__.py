"""Terminal-first operator console of a community's smart governance centre."""

__version__ = "0.1.0"
