"""Benchmarks: plain scripts that measure ratios, never timed tests. Run with `make bench`."""
