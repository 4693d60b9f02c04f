"""The public board: what visitors are told, in plain words; it looks and never acts."""
