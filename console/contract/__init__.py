"""What hub and front ends say to each other: requests, facts, views, telemetry."""
