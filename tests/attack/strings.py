"""Words that trip programs over, made by rule: each kind of letter, order, length and number.

No list of anybody's is in here; what a rule makes is the same in each run.
"""

import sys
import unicodedata
from collections.abc import Iterator
from itertools import product
from random import Random

PLAIN = "Sam Rivers"
LEAST = 515
EACH_CATEGORY = 6
HIDDEN = (
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x180E, 0x2800, 0x3164, 0xFEFF, 0xFFA0, 0xE0001),
)
"""Letters that nobody sees, or that turn the order of those beside them."""
LIMITS = (0, 1, 2**15, 2**16, 2**31 - 1, 2**31, 2**32, 2**53 + 1, 2**63 - 1, 2**63, 2**64, 10**40)
EMOJI = ("😀", "👍", "❤", "👩", "🏴", "1", "🇬")
JOINED = ("\ufe0f", "\U0001f3fd", "\u200d", "\u200d\u2640\ufe0f", "\u20e3", "\U000e0067\U000e007f")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")', "=cmd|' /C x'!A0")


def every() -> list[str]:
    """Return all of them, each once."""
    rules = (categories, hidden, marks, emoji, languages, limits, lengths, payloads)
    return list(dict.fromkeys(each for rule in rules for each in rule()))


def categories() -> Iterator[str]:
    """Return a few letters of each category of Unicode, alone and within a name."""
    chance, found = Random(515), {}
    points = list(range(0x3000)) + chance.sample(range(0x3000, sys.maxunicode), 40_000)
    for point in points:
        found.setdefault(unicodedata.category(chr(point)), []).append(chr(point))
    for each in sorted(found):
        for letter in chance.sample(found[each], min(EACH_CATEGORY, len(found[each]))):
            yield f"Sa{letter}m"
        yield "".join(chance.choices(found[each], k=12))


def hidden() -> Iterator[str]:
    """Return a name with each letter that nobody sees in it, before it, alone, and turned."""
    for point in HIDDEN:
        yield f"Sam{chr(point)} Rivers"
    for turn, back in product("\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"):
        yield f"{turn}{PLAIN}{back}"
        yield f"Sam {turn}sreviR"
    yield from ("\u200b", "\u200d" * 40, "\ufeff" + PLAIN, "\u3164", "\u2028".join("abc"))


def marks() -> Iterator[str]:
    """Return letters under more and more marks, and words in each normal form."""
    for number in (1, 2, 3, 4, 5, 10, 60, 400):
        for mark in "\u0301\u0336\u0489\u20dd":
            yield "S" + mark * number + "am"
    for form, word in product(("NFC", "NFD", "NFKC", "NFKD"), ("Zoë Ångström", "ﬁnal ﷺ", "각")):
        yield unicodedata.normalize(form, word)
    yield from ("\u0301 first", "İstanbul ı", "ẞ ß", "Ⅷ ²", "ﬀ" * 50)


def emoji() -> Iterator[str]:
    """Return faces with everything that can be joined to them."""
    for first, joined in product(EMOJI, JOINED):
        yield first + joined
        yield f"{first}{joined}{first}"


def languages() -> Iterator[str]:
    """Return a name in many scripts, alone and beside ours."""
    for word in ("שמואל", "سامي", "शमीम", "山田太郎", "Сэм", "Σαμ", "สมชาย", "쌤", "ሳም", "𝕊𝕒𝕞"):
        yield from (word, f"{word} Rivers", f"Sam ({word}) 1", word[::-1])
    yield from (
        "می\u200cخواهم",
        "क्\u200dष",
        "Sаm Rivеrs",
        "ЅАМ",
        "Ｓａｍ",
        "O’Brien",
        "D'Arcy-O''Neil",
    )


def limits() -> Iterator[str]:
    """Return numbers at their limits, in each way to write one, and what is no number."""
    for number in LIMITS:
        yield from (str(number), f"-{number}", f"{number}.5", f"0x{number:x}")
    yield from (
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "1e-400",
        "-0",
        "٣",
        "１",
        "½",
        "1,5",
        "1_0",
    )
    yield from ("null", "None", "undefined", "true", "[]", "{}", "[object Object]", "0000", "00:00")
    yield from ("2026-02-30", "0000-00-00", "9999-12-31", "29.02.2025", "2026-03-29T01:30")


def lengths() -> Iterator[str]:
    """Return long words, of one letter and of many bytes, and many lines."""
    for number in (39, 40, 41, 80, 81, 100, 101, 200, 201, 255, 256, 500, 501, 2000, 2001, 70_000):
        yield "a" * number
        yield "é" * number
        yield "😀" * number
    yield from ("\n" * 500, "\r\n" * 500, "a\n" * 300, " " * 300, "\u00a0" * 300, "a " * 2000)


def payloads() -> Iterator[str]:
    """Return what other programs would take for an order: databases, templates, tables, shells."""
    for quote, rest in product(("'", '"', "`", "')", "'))", "\\'", "%27"), SQL):
        yield f"{quote}{rest}"
    for way, end in product(("../", "..\\", "%2e%2e/", "....//", "/", "file:///"), PLACES):
        yield way * 6 + end
    yield from (
        "{{7*7}}",
        "${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "{% debug %}",
        "{{ self }}",
        "{0}",
        "%s%n",
    )
    yield from (f"{each}{PLAIN}" for each in FORMULAS)
    yield from (f"{each} ls" for each in (";", "|", "&&", "$(", "`", "\n", "> /dev/null"))
    yield from (
        "a@b\nBcc: c@d",
        "a\r\nSet-Cookie: x=1",
        "\x00",
        f"Sam\x00{PLAIN}",
        "a\x1b[31mb\x07",
    )
    yield from (
        "&amp;",
        "&#0;",
        "&#x41;",
        "]]>",
        "<!--",
        "<!DOCTYPE x>",
        "<?xml?>",
        "</textarea>",
        "\\",
    )
    yield from ("\ud800", "Sam\udfff", "\ufffe\uffff", "\ufdd0", "\U0010ffff", "\ue000", "\ufffd")


SQL = (" OR 1=1 --", "; DROP TABLE x; --", " UNION SELECT 1,2 --", " AND sleep(9) --", "||'x", "/*")
PLACES = ("etc/passwd", "var/secret_key", "manage.py\x00.png")
