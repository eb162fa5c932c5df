"""What fits into each box: the tables in docs/limits.md, written from the forms themselves."""
