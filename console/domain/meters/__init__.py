"""Gauges at work: figures that move along with readings, one kind to a file."""
