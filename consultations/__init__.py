"""The room: what two or three people decide together."""
