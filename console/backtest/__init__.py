"""Rules tried on recorded measurements: the hub's own engine, without broker, store or clock."""
