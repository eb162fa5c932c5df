"""The proof: unit."""
