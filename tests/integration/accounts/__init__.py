"""The front door against a database."""
