"""Every sentence about a person and their conversation, split by the journey's words."""
