"""Screens that stay in step: a hub of open streams, the buses that tell it, and the route.

A stream says "this conversation is at version N", "who is here has changed", "it has ended" and
"you have left", and nothing else; each screen then asks for its own view, which is drawn for
whoever asks. The database is the only truth: what a bus loses is found out within a second, by
asking it.

hub.py      the open streams of this process, and telling them
buses.py    how a save in one process reaches the hub of another
watching.py the questions that a stream asks the service, a few threads for all streams
route.py    the raw ASGI route

Only here is anything asynchronous.
"""
