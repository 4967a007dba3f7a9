#!/usr/bin/env python3
"""Render every template here with every record: Jinja2 (*.jinja.eml), Mustache (*.mustache.eml, by chevron) and
string.Template (*.dollar.eml). Usage: render.py OUT"""

import json
import pathlib
import string
import sys

import chevron
import jinja2

HERE = pathlib.Path(__file__).parent


def flat(record):
    """{"order": {"id": 1}} as {"order_id": 1}; null as an empty text, as string.Template knows no null."""
    return {f"{outer}_{inner}": "" if value is None else value for outer, part in record.items() for inner, value in part.items()}


ENGINES = {
    "jinja": lambda text, record: jinja2.Environment(keep_trailing_newline=True).from_string(text).render(record),
    "mustache": lambda text, record: chevron.render(text, record),
    "dollar": lambda text, record: string.Template(text).safe_substitute(flat(record)),
}

out = pathlib.Path(sys.argv[1])
for record_file in sorted(HERE.glob("records/*.json")):
    record = json.loads(record_file.read_text(encoding="utf-8"))
    for template in sorted(HERE.glob("templates/*.eml")):
        render = ENGINES.get(template.suffixes[-2][1:])
        if render is None:
            continue
        folder = out / record_file.stem
        folder.mkdir(parents=True, exist_ok=True)
        (folder / template.name).write_text(render(template.read_text(encoding="utf-8"), record), encoding="utf-8")
