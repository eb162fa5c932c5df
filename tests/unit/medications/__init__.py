"""The library without a database: pure functions, and presenters of rows that are not saved."""
