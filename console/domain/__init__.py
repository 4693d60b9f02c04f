"""Values and decisions, pure: no clock, no thread, no file, no chance."""
