"""A living community over real MQTT: what its devices would measure, and a driver of its time."""
