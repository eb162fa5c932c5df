"""Every sentence the library says. Templates place these words; they never make their own.

levels.py     a level in sign, words and bars
medicines.py  a medicine's name, which never stands without its conditions
effects.py    a line of the checklist
sources.py    a source with its date
figures.py    numbers out of 100, ratios and differences of one effect
benefits.py   what a medicine may help with, in the same form
card.py       one whole card
changes.py    what a newer version of a card says differently
lists.py      all cards, the grid, one effect across medicines, one rating
"""
