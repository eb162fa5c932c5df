"""The proof that the house stands."""
