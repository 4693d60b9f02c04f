"""The same console in a browser of the person who started it, and of nobody else."""
