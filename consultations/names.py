"""Names as people type them into a search box."""

import unicodedata


def search_key(name: str) -> str:
    """Return a name as it is searched for: no accents, no case, single spaces.

    `search_key("  Zoë  ÓBrien ")` is `"zoe obrien"`. Letters that have no plain form stay as
    they are, so that a name in any script can be found by typing it.
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", letters).split())
