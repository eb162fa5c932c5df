"""Pages of the room, split by the journey's words: whom, which, form, service, page."""
