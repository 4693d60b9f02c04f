"""Why a sensor exceeds: a deterministic method that shows its evidence, for and against."""
