"""The languages into which card text can be translated: a short fixed list. Pure.

Those that people in mental health services of the United Kingdom ask for most, and Welsh. Each
is named by its BCP 47 code, which stands in addresses and in `lang`, and by its own name, which
is what somebody looks for who reads no English. A new one is a row here and a migration.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language: its code, the name it has for itself, its English names, how it runs."""

    code: str
    name: str
    english: str
    is_right_to_left: bool = False
    also: tuple[str, ...] = ()

    @property
    def direction(self) -> str:
        """Return what `dir` says of its text."""
        return "rtl" if self.is_right_to_left else "ltr"

    def __str__(self) -> str:
        """Return its own name with the English one, for a page that pharmacists read."""
        return f"{self.english} ({self.name})"


LANGUAGES: tuple[Language, ...] = (
    Language("ar", "العربية", "Arabic", is_right_to_left=True),
    Language("bn", "বাংলা", "Bengali", also=("Bangla", "Sylheti")),
    Language("zh-Hans", "简体中文", "Chinese, simplified", also=("Chinese", "Mandarin")),
    Language("zh-Hant", "繁體中文", "Chinese, traditional", also=("Cantonese",)),
    Language("fr", "Français", "French"),
    Language("gu", "ગુજરાતી", "Gujarati"),
    Language("it", "Italiano", "Italian"),
    Language("ckb", "کوردیی ناوەندی", "Kurdish, Sorani", is_right_to_left=True, also=("Sorani",)),
    Language("lt", "Lietuvių", "Lithuanian"),
    Language("fa", "فارسی", "Persian", is_right_to_left=True, also=("Farsi", "Dari")),
    Language("pl", "Polski", "Polish"),
    Language("pt", "Português", "Portuguese"),
    Language("pa", "ਪੰਜਾਬੀ", "Punjabi", also=("Panjabi",)),
    Language("ro", "Română", "Romanian"),
    Language("so", "Soomaali", "Somali"),
    Language("es", "Español", "Spanish"),
    Language("ta", "தமிழ்", "Tamil"),
    Language("ti", "ትግርኛ", "Tigrinya"),
    Language("tr", "Türkçe", "Turkish"),
    Language("uk", "Українська", "Ukrainian"),
    Language("ur", "اردو", "Urdu", is_right_to_left=True),
    Language("cy", "Cymraeg", "Welsh"),
)
"""By their English names."""

BY_CODE = {each.code: each for each in LANGUAGES}


def language(code: str) -> Language | None:
    """Return a language by its code, None for one that is not on the list."""
    return BY_CODE.get(code)


def named_in(words: str) -> Language | None:
    """Return the one language that free words name, in English or by its own name.

    "Polish", "polski" and "Farsi" are told; None when none is named, or more than one.
    """
    said = words.casefold()
    found = [each for each in LANGUAGES if any(_stands_in(name, said) for name in _names(each))]
    return found[0] if len(found) == 1 else None


def _names(each: Language) -> tuple[str, ...]:
    """Return every name by which somebody may write a language."""
    return (each.name, each.english, *each.also)


def _stands_in(name: str, said: str) -> bool:
    """Tell whether a name stands in some words as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", said) is not None
