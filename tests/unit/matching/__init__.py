"""Tests of the pure core: examples, laws, and an independent reference."""
