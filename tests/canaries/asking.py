"""Asks every address as each reader, and notes which words are in anything that comes back."""

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from consultations.live.hub import Stream
from consultations.views.live import WatchResponse
from tests.canaries.addresses import every_address
from tests.canaries.planting import Planted
from tests.canaries.readers import HISTORY, IN_THE_ROOM_ONLY, browser
from tests.canaries.story import Story

FOLLOWING = {"Live": "follow", "Checklist": "parts", "HX-Request": "true"}
"""What a screen sends that asks by itself, for the parts of a page."""

ROOM = ("/conversations/", "/live/", "/join/", "/people/")
"""Where the addresses of the room begin."""

TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)

KEPT_APART = re.compile(rb"\.?[A-Za-z0-9_-]{24,}")
"""What a cookie may hold in a form that is not read at once."""

Found = dict[tuple[Planted, str], str]
"""Who found what was planted, and where first."""


def ask_everything(
    story: Story, readers: Iterable[str], asks: Callable[[str], bool] = bool
) -> tuple[Found, dict[str, int]]:
    """Ask the addresses whose names `asks` takes; return what was found, and how many answered."""
    found: Found = {}
    answered: dict[str, int] = {}
    sams = f"/{story.consultation('shared').code}/"
    wanted = [each for each in every_address(story) if asks(each[0])]
    for reader in readers:
        client = browser(story, reader)
        for _name, where in wanted:
            if reader in IN_THE_ROOM_ONLY and not where.startswith(ROOM):
                continue
            for response in _answers(client, where, sams):
                answered[reader] = answered.get(reader, 0) + (response.status_code == 200)
                for each in found_in(story, response):
                    found.setdefault((each, reader), where)
                for each in _in_history(story, response):
                    found.setdefault((each, HISTORY), where)
    return found, answered


def _answers(client: Client, where: str, sams: str) -> Iterator[HttpResponse]:
    """Ask once as a person does and, in Sam's conversation, once as a screen that follows does."""
    yield client.get(where)
    if where.startswith(f"/conversations{sams}") and not where.endswith((".pdf", ".txt")):
        yield client.get(where, headers=FOLLOWING)
    if where.startswith("/live/"):
        yield client.get(where, headers={"Accept": "text/event-stream"})


def found_in(story: Story, response: HttpResponse) -> set[Planted]:
    """Return what stands in an answer: its headers and cookies, and every byte of it."""
    return {each for text in _texts(response) for each in story.words.found_in(text)}


def _in_history(story: Story, response: HttpResponse) -> Iterator[Planted]:
    """Return what a browser's history keeps of somebody: the title of a page, and its address.

    Only what is said of somebody in a conversation is about them.
    """
    title = TITLE.search(response.content) if hasattr(response, "content") else None
    kept = response.wsgi_request.get_full_path().encode() + (title[1] if title else b"")
    words = story.words.found_in(kept)
    return (each for each in words if each.field.startswith("consultations."))


def _texts(response: HttpResponse) -> Iterator[bytes]:
    """Return an answer as texts in which words can be found."""
    for name, its in response.items():
        yield f"{name}: {its}".encode()
    for cookie in response.cookies.values():
        kept = cookie.value.encode()
        yield kept
        yield from _unfolded(kept)
    if isinstance(response, WatchResponse):
        yield from _frames(response)
    body = response.getvalue()
    yield body
    if response.headers.get("Content-Type") == "application/pdf":
        pages = PdfReader(io.BytesIO(body)).pages
        yield "".join("".join(each.extract_text().split()) for each in pages).encode()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as folder:
            yield from (folder.read(each) for each in folder.namelist())


def _unfolded(kept: bytes) -> Iterator[bytes]:
    """Return what a cookie holds, packed and in letters as it may be."""
    for each in KEPT_APART.findall(kept):
        with suppress(ValueError, zlib.error):
            letters = each.lstrip(b".")
            plain = base64.urlsafe_b64decode(letters + b"=" * (-len(letters) % 4))
            yield zlib.decompress(plain) if each.startswith(b".") else plain


def _frames(response: WatchResponse) -> Iterator[bytes]:
    """Return what an open stream would be told, to its end."""
    stream = Stream(response.watcher, response.version)
    yield stream.frames().encode()
    stream.take_version(response.version + 1)
    stream.take_here((1, 1, None))
    yield stream.frames().encode()
    stream.end()
    yield stream.frames().encode()
