"""A few tries of each part of the attack."""
