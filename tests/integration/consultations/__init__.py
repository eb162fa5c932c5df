"""The room against a database."""
