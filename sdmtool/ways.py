"""Ways out of this machine: what is elsewhere is known, and nobody reads along."""


def is_here(host: str | None) -> bool:
    """Tell whether a host is this machine: a socket, or its own name and numbers."""
    name = host or ""
    return name in ("", "localhost", "::1") or name.startswith(("/", "127."))
