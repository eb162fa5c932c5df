"""The library against a database and as pages."""
