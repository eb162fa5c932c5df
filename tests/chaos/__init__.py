"""Random work by many screens while processes are killed; then the history is checked.

    make chaos                      200,000 operations in pieces, added up in var/chaos.json
    make chaos OPERATIONS=500000    as many as are wanted altogether
    make chaos N=2000               one run, as the test suite does, kept nowhere

Stopped with Ctrl-C, it checks and adds what was done; the same command goes on from there. To begin
anew, take the file away.

cluster.py   a PostgreSQL of its own, two nodes of the service, and nginx before them
browsers.py  a browser behind nginx
people.py    three screens in each conversation: they press, and they follow
carers.py    a carer in each conversation, with whom something is shared, and no longer shared
faults.py    what is killed, cut or emptied meanwhile
history.py   what has to hold afterwards
kept.py      what pieces of a long run did, added up
broken.py    services broken on purpose, by which each check is shown to see something
"""
