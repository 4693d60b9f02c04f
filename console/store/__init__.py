"""Where the hub keeps what it knows: one SQLite file, one writer, many readers."""
