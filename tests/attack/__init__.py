"""An attacker's afternoon in parts: a few in each run of the tests, all of them by `make attack`.

Each part is a module with `attack(story, start, number)`, which does so many of its tries from one
on, always the same ones, and returns what it counted and found; and with `broken()`, its saboteur:
a service that is broken on purpose meanwhile, in which the part has to find something. Where there
are several, `SABOTEURS` has them by what they break.

headers.py     every answer says how browsers are to treat it
unchanged.py   to ask changes nothing
strings.py     words that trip programs over; payloads.py: words that want to be a script
typed.py       both into every box of every form
shown.py       both in every row, and every page of it
fuzzing.py     anything, asked of every address
statements.py  the database lost at the first, second, … statement of every write
racing.py      two writers on one version, one form sent many times, a card's own author
guessing.py    codes of a conversation guessed while people join
full.py        no room left on the disk
clozapine.py   random wishes: wherever clozapine is named, its conditions stand (H10)
talks.py       whole conversations by chance, and deciding.py what is decided in them
naming.py      every page, print and form of one
kept.py        what was done, added up in a file
"""
