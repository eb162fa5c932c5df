"""One thing that a newer version of a card says differently, as pages and messages tell it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from medications.content import Part


@dataclass(frozen=True)
class Change:
    """One thing that a newer version says differently.

    heading   what it is about: a side effect, a section, "Caution (dose)"
    words     how it changed, as a part of a sentence
    before, after   a text in full on both sides where a text changed; else empty
    details   whole sentences: the reason, the note, what the level rests on
    evidence  the rows that it rests on now, each with its source
    sources   titles of those rows' sources, each once
    """

    part: Part
    heading: str
    words: str
    before: str = ""
    after: str = ""
    details: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Return all of it as running text, for a message or a prompt."""
        said = [ended(f"{self.heading}: {self.words}")]
        if self.before:
            said.append(_("Before: “%(text)s”") % {"text": self.before})
        if self.after:
            said.append(_("Now: “%(text)s”") % {"text": self.after})
        said += self.details
        if self.sources:
            said.append(ended(_("Evidence: %(titles)s") % {"titles": "; ".join(self.sources)}))
        return " ".join(said)


def ended(words: str) -> str:
    """Return words with a full stop, unless they end a sentence already, quoted or not."""
    return words if words.rstrip("”").endswith((".", "!", "?")) else f"{words}."


def text_change(
    part: Part,
    heading: str,
    before: str,
    after: str,
    details: Sequence[str] = (),
    evidence: Sequence[str] = (),
) -> Change:
    """Tell how a text changed, with both wordings in full; one that stayed stands once."""
    if before == after:
        return Change(part, heading, _("same words"), "", after, tuple(details), tuple(evidence))
    words = _("changed") if before and after else _("new") if after else _("taken out")
    return Change(part, heading, words, before, after, tuple(details), tuple(evidence))
