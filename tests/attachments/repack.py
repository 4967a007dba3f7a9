"""Makes zips the same in every run: fixed dates, sorted entries, parts added or changed on the way."""

import io
import re
import zipfile

DATE = (2026, 4, 1, 9, 0, 0)
STAMP = re.compile(rb"(<(?:dcterms:(?:created|modified)|meta:creation-date|dc:date)[^>]*>)[^<]*(</)")


def repack(content: bytes, changes: dict | None = None, first: str = "[Content_Types].xml") -> bytes:
    """The zip in `content` with parts replaced, added or changed: a value is bytes, or a function of the old bytes."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        for name in old.namelist():
            parts[name] = STAMP.sub(rb"\g<1>2026-04-01T00:00:00Z\g<2>", old.read(name))
    for name, change in (changes or {}).items():
        parts[name] = change(parts[name]) if callable(change) else change
    return pack(parts, first)


def pack(parts: dict, first: str = "[Content_Types].xml") -> bytes:
    """A zip of these parts; `first` stands first, and uncompressed when it is `mimetype`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, parts[name])
    return packed.getvalue()
