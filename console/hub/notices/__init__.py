"""How parties are told: what is to be sent, and the way it takes."""
