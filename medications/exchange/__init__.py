"""Cards as spreadsheets: out, and in again as drafts.

tables.py    which sheets and columns there are: export, import and the page read this one table
writing.py   what cards say as rows, and rows as a workbook or as CSV files
guarding.py  what is turned away before anything is unpacked or read
reading.py   a file as rows of plain text, every cell believed only after a check
workbooks.py, csv_files.py   the two kinds of file
checking.py  rows against the cards as they stand: what the cards would say, and every fault

`medications.content.Content` is the middle: cards to Content to rows, and back.
"""
