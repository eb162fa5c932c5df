"""Pages of the library: whom, which, form, service, page.

reading.py   the cards, for anybody; a pharmacist stands behind one
desk.py      the pharmacist's desk
exchange.py  spreadsheets out and in
restoring.py  after the database was brought back from a copy
"""
