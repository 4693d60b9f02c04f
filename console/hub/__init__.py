"""The hub: the only writer of state."""
