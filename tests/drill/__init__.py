"""The recovery drill (`make drill`), and the page of operations taken at its word."""
