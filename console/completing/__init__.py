"""Completing a command line in a shell, quickly enough to be waited for."""
