"""Rules of every kind on recorded air, against the same rules written naively."""
