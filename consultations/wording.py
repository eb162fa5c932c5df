"""Words that a text for people in distress does without: threats, blame, a push."""

import re

THREATS = ("must", "force", "forced", "sectioned", "otherwise", "unless", "refusal", "punished")
BLAME = (
    "refuse",
    "refuses",
    "refused",
    "non-compliant",
    "noncompliant",
    "compliance",
    "insight",
    "suffer",
    "suffers",
    "suffering",
    "failed",
)
PUSH = ("best", "recommended", "drug", "drugs", "patient", "patients", "client", "clients")
WORDS = re.compile(rf"(?<!\w)(?:{'|'.join((*THREATS, *BLAME, *PUSH))})(?!\w)", re.IGNORECASE)
CONSEQUENCES = re.compile(
    r"\bif\s+you\s+(?:do\s+not|don['’]t|stop|say\s+no)\b[^.?!]*\b(?:will|have\s+to|section)\b"
    r"|\byou\s+(?:will|have\s+to)\s+(?:be\s+\w+ed|take)\b",
    re.IGNORECASE,
)
"""What reads as: do this, or else."""


def harsh_words(text: str) -> list[str]:
    """Return each word or phrase that may frighten, blame or push, once, in order."""
    found = [*CONSEQUENCES.findall(text), *WORDS.findall(text)]
    return list(dict.fromkeys(" ".join(each.split()) for each in found))
