"""Liftable parts of the screen: they know lines, inks and wording, never the app."""
