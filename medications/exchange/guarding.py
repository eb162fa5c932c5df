"""What is turned away before anything is unpacked or read: too large, packed to harm, locked.

Every refusal is a sentence that says what to do. Nothing here writes to a disk.
"""

import io
import re
import zipfile

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
LARGEST_UNPACKED = 20 * MEGABYTE
MOST_ENTRIES = 300
MOST_TAGS = 1_200_000
"""About five times the largest workbook that we write; reading one takes a second at most."""

TIGHTEST = 200
"""A part that grows more than this when unpacked is no spreadsheet that somebody made."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIPPED = b"PK"
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|\\|^[A-Za-z]:|\x00")


class NotReadable(ValueError):
    """A file that is not read at all; the sentence says why and what to do."""


def check_size(size: int) -> None:
    """Raise NotReadable for an empty or a too large file."""
    if not size:
        raise NotReadable(_("This file is empty."))
    if size > LARGEST:
        raise NotReadable(_("This file is larger than 5 MB. Leave out sheets you did not change."))


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip file by name. Raises NotReadable.

    Sizes are checked as they are declared, then once more while unpacking; a part that claims
    to be smaller than it is ends there and fails its checksum.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            return {each.filename: archive.read(each) for each in entries if not each.is_dir()}
    except NotReadable:
        raise
    except Exception:
        # zipfile, zlib and struct each have errors of their own for a damaged file.
        raise NotReadable(
            _("This file is damaged or not whole. Save it once more and send it again.")
        ) from None


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Raise NotReadable for parts that no spreadsheet has."""
    names = [each.filename for each in entries]
    if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > LARGEST_UNPACKED:
        raise NotReadable(_("This file is larger than 20 MB when it is unpacked."))
    if any(ELSEWHERE.search(each.orig_filename) for each in entries):
        raise NotReadable(_("This file names places outside itself, so it was not opened."))
    if len(set(names)) < len(names):
        raise NotReadable(_("This file holds two parts of one name, so it was not opened."))
    if any(each.flag_bits & 1 for each in entries):
        raise NotReadable(_("This file has a password. Save it without one."))
    if any(each.compress_type not in PACKED for each in entries):
        raise NotReadable(_("This file is packed in an unusual way. Save it once more as .xlsx."))
    for each in entries:
        if each.file_size > MEGABYTE and each.file_size > TIGHTEST * max(each.compress_size, 1):
            raise NotReadable(_("This file grows too much when it is unpacked."))


def check_markup(parts: dict[str, bytes]) -> None:
    """Raise NotReadable for markup that declares entities, or has more of it than can be read."""
    tags = 0
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        if b"\x00" in content[:200] or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise NotReadable(_("This file is written in an unusual way. Save it as .xlsx again."))
        if DECLARED.search(content):
            raise NotReadable(_("This file declares words of its own, so it was not opened."))
        tags += content.count(b"<")
    if tags > MOST_TAGS:
        raise NotReadable(_("This workbook has too many cells. Leave out what you did not change."))


def check_kind(data: bytes) -> None:
    """Raise NotReadable for a workbook of the old kind, or one locked with a password."""
    if data.startswith(OLD_OFFICE):
        raise NotReadable(
            _(
                "This is an old workbook (.xls), or one with a password. Save it as .xlsx without "
                "a password."
            )
        )
