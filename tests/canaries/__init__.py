"""A word of its own in every text field, and who may find which of them in what they are sent.

fields.py    which fields hold text: found out from the models
planting.py  the words, and rows that hold them
library.py   what pharmacists and managers write, with words
talks.py     conversations in which everything is said, with words
readers.py   who asks, each in a browser of their own
asking.py    every address of the service, asked as each reader, and what is found there
table.py     THE table, written by hand: who may see each field
"""
