"""Commands of the shell: copies of the database."""
