"""The proof: browser."""
