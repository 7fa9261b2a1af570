"""The form as one HTML file for a device without Python.

The browser stores what is entered. The form saves it as a package, which `inspection merge` takes in.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict
from hashlib import sha256

from markupsafe import escape

from inspection_lib.keys import FormSecret
from inspection_lib.visit.definition import BUILT, FormDefinition, form_style
from inspection_lib.visit.replies import States

_PAGE_STYLE = "html,body{margin:0;height:100%}"


def offline_page(definition: FormDefinition, states: States, secret: FormSecret) -> str:
    """The page: nothing is loaded from anywhere, and its policy lets nothing be.

    By ``secret`` the machine that wrote the form recognises its packages.
    """
    script = (BUILT / "offline.js").read_text(encoding="utf-8")
    style = _PAGE_STYLE + form_style()
    style = style.replace("height: min(calc(100vh - 9rem), 70rem);", "height: 100dvh;")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{_digest(script)}'",
            f"style-src 'sha256-{_digest(style)}'",
            "img-src data: blob:",
            "media-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    data = json.dumps(
        {
            "definition": asdict(definition),
            "states": states.model_dump(),
            "form": asdict(secret),
        },
        ensure_ascii=False,
    )
    not_started = escape(definition.texts["not_started"])  # stays where no script runs, as in a preview
    title = escape(f"{definition.unit_name} - {definition.campaign_title}")
    return (
        f'<!doctype html>\n<html lang="{escape(definition.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f'<style>{style}</style>\n</head>\n<body>\n<main id="form"><p>{not_started}</p></main>\n'
        f'<script type="application/json" id="form-data">{_in_script(data)}</script>\n'
        f'<script type="module">{script}</script>\n</body>\n</html>\n'
    )


def _in_script(data: str) -> str:
    """JSON, escaped so that no text in it can end the script element around it."""
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode("ascii")
