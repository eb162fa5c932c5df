"""Who may do what at each address: the table in docs/rights.md, and the sweep that tries it.

matrix.py  writes the table from the addresses and their rules
ids.py     ids of one's own, of others and of nobody, for each address
sweep.py   asks every address as everybody, by every method, with every kind of id
"""
