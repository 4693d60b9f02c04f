"""The simulated community."""
