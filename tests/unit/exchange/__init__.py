"""Spreadsheets of cards without a database: what is written, what is read, what is turned away."""
