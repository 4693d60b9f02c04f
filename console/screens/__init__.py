"""One screen per workplace: each turns views into lines and keys into requests."""
