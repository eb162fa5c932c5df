"""The library: what is known about medicines. Never knows a person."""
