"""Values and decisions."""
