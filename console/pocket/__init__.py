"""A patrol's own view, for a screen of sixty columns: where, why, what is measured, what to say."""
