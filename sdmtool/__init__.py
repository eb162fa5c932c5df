"""The shell: how the service runs. Knows no clinical word."""
