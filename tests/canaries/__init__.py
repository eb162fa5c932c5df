"""A word of its own in every text field, and who may find which of them in what they are sent.

fields.py    which fields hold text: found out from the models
planting.py  the words, and rows that hold them
library.py   what pharmacists and managers write, with words
talks.py     conversations in which everything is said, with words
readers.py   who asks, each in a browser of their own
asking.py    every address of the service, asked as each reader, and what is found there
sending.py   every form, sent as each reader, and what comes back
own_redis.py a Redis of its own, and every byte that is sent to it
table.py     THE table, written by hand: who may see each field
"""
