"""What of an answer would do something: an element, an attribute, an address or a formula."""

import csv
import io
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse

NEVER = {"base", "object", "embed", "math", "style", "video", "audio", "applet", "zqx-element"}
"""Elements that no page of ours has, but one that lets links of a preview leave its frame."""
OF_A_PREVIEW = {"target": "_top"}
ADDRESSES = ("href", "src", "action", "formaction", "data", "xlink:href", "hx-get", "hx-post")
ELSEWHERE = re.compile(r"(?:\w+:|//|\\)")
OURS = ("mailto:", "tel:", "https://", "http://")
FORMULA = re.compile(r"[=+\-@\t\r](?![\d.,]*$)")


def faults(response: HttpResponse) -> Iterator[str]:
    """Return what of an answer would do something that we did not write."""
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        for tag in BeautifulSoup(response.content, "html.parser").find_all(True):
            yield from _of_tag(tag)
    elif kind.startswith("text/csv"):
        for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig"))):
            yield from (
                f"a cell is a formula: {each[:40]!r}" for each in row if FORMULA.match(each)
            )


def _of_tag(tag: Tag) -> Iterator[str]:
    """Return what an element would do."""
    if (tag.name in NEVER and tag.attrs != OF_A_PREVIEW) or "zqx" in tag.name:
        yield f"there is a new element: {tag.name}"
    if tag.name == "script" and not _is_ours(tag):
        yield f"there is a script: {str(tag)[:60]!r}"
    for name, its in tag.attrs.items():
        value = " ".join(its) if isinstance(its, list) else str(its)
        if name.startswith(("on", "hx-on", "zqx")) or name in ("style", "srcdoc"):
            yield f"there is a new attribute: {name} of {tag.name}"
        plain = re.sub(r"[\s\x00-\x1f]", "", value).lower()
        if name in ADDRESSES and ELSEWHERE.match(plain) and not plain.startswith(OURS):
            yield f"an address leads away: {value[:60]!r}"


def _is_ours(script: Tag) -> bool:
    """Tell whether a script is one of our files, or no program at all."""
    is_data = script.get("type") in ("application/json", "application/ld+json")
    return is_data or (str(script.get("src", "")).startswith("/static/") and not script.string)
