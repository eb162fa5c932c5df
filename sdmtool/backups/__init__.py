"""Copies of the database that the service can write and not read back.

sealing.py   encrypted files (age), with a digest of what went in and of what came out
manifest.py  what a copy holds, written beside it; the copy that is damaged, cut or half written
sqlite.py    one file, copied while the service runs
postgres.py  a base backup, and what was written since, replayed in a new cluster
segments.py  the names of what PostgreSQL writes ahead, and whether they join
wal.py       what PostgreSQL writes, kept as it writes it
leftover.py  what was taken before a restore, put away
due.py       whether all of that is as new as it should be
"""
