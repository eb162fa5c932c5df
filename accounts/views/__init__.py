"""Pages of the front door.

front.py           the first page, one's own roles and sessions, who works here
administration.py  accounts of the organisation: letting in, roles, switching off
"""
