"""The form as one HTML file for a device without Python, of one unit or of several.

The browser stores what is entered. The form saves it as a package, which `inspection merge` takes in.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from markupsafe import escape

from inspection_lib.keys import FormSecret
from inspection_lib.language import Catalogue
from inspection_lib.visit.definition import BUILT, STATIC, FormDefinition, form_style
from inspection_lib.visit.replies import States
from inspection_lib.visit.unit_list_texts import unit_list_texts

_PAGE_STYLE = "html,body{margin:0;height:100%}"


@dataclass(frozen=True, slots=True)
class OfflineForm:
    """The form of one unit: what it is drawn from, how its items stand, what its packages are known by."""

    definition: FormDefinition
    states: States
    secret: FormSecret


def offline_page(definition: FormDefinition, states: States, secret: FormSecret) -> str:
    """The page of one unit: nothing is loaded from anywhere, and its policy lets nothing be.

    By ``secret`` the machine that wrote the form recognises its packages.
    """
    form = OfflineForm(definition, states, secret)
    title = f"{definition.unit_name} - {definition.campaign_title}"
    data = _data_of(form) | {"definition": asdict(definition)}
    not_started = definition.texts["not_started"]
    return _page(definition.language, title, not_started, form_style(), [("form-data", data)])


def units_page(forms: Sequence[OfflineForm], catalogue: Catalogue) -> str:
    """The page of several units of one campaign, whose first screen lists them.

    What definitions have in common stands once: texts, patterns, and each area of a checklist. Each unit has
    an element of its own, which the page reads when the unit is opened.
    """
    first = forms[0].definition
    shared = _Shared()
    units = [
        (f"unit-{number}", _data_of(form) | {"definition": shared.parts_of(asdict(form.definition))})
        for number, form in enumerate(forms)
    ]
    texts = {**unit_list_texts(catalogue), **first.texts}
    head = {
        "several": {
            "campaign": first.campaign,
            "campaign_title": first.campaign_title,
            "demonstration": first.demonstration,
            "language": first.language,
            "texts": texts,
            "units": [
                {
                    "code": one.definition.unit,
                    "name": one.definition.unit_name,
                    "digest": one.definition.digest,
                }
                for one in forms
            ],
        },
        "shared": shared.values,
    }
    title = f"{texts['units_title']} - {first.campaign_title}"
    style = form_style() + (STATIC / "home" / "home.css").read_text(encoding="utf-8")
    return _page(first.language, title, texts["not_started"], style, [("form-data", head), *units])


class _Shared:
    """Values that stand once, by number. Areas are shared one by one: an exemption changes one of them."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self._numbers: dict[str, int] = {}

    def parts_of(self, definition: Mapping[str, object]) -> dict[str, object]:
        """A definition with numbers in place of its large parts, as `shared.js` puts it together again."""
        areas = definition["areas"]
        assert isinstance(areas, (list, tuple))
        numbers = {key: self._number(definition[key]) for key in ("texts", "causes", "personal")}
        return {**definition, **numbers, "areas": [self._number(area) for area in areas]}

    def _number(self, value: object) -> int:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        if text not in self._numbers:
            self._numbers[text] = len(self.values)
            self.values.append(value)
        return self._numbers[text]


def _data_of(form: OfflineForm) -> dict[str, object]:
    return {"states": form.states.model_dump(), "form": asdict(form.secret)}


def _page(
    language: str, title: str, not_started: str, style: str, elements: Sequence[tuple[str, object]]
) -> str:
    """A page with the script, the style and its data, as JSON elements by their ids.

    ``not_started`` is what stays where no script runs, as in a preview.
    """
    script = (BUILT / "offline.js").read_text(encoding="utf-8")
    style = _PAGE_STYLE + style
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
    data = "".join(
        f'<script type="application/json" id="{name}">'
        f"{_in_script(json.dumps(value, ensure_ascii=False))}</script>\n"
        for name, value in elements
    )
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<style>{style}</style>\n</head>\n<body>\n<main id="form"><p>{escape(not_started)}</p></main>\n'
        f'{data}<script type="module">{script}</script>\n</body>\n</html>\n'
    )


def _in_script(data: str) -> str:
    """JSON, escaped so that no text in it can end the script element around it."""
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode("ascii")
