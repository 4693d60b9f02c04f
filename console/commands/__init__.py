"""The command line, one file per noun: parse, ask or do, print."""
