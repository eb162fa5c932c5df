"""The proof: integration."""
