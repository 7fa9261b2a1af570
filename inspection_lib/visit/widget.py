"""The form in a notebook: one anywidget over a Desk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import anywidget
import traitlets

from inspection_lib.language import Language
from inspection_lib.visit.definition import BUILT, STATIC
from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.workbench import Workbench


class CaptureForm(anywidget.AnyWidget):
    """The checklist of one unit, to be filled in during a site visit. Every answer goes into the store at once.

    Only the definition is a part of the widget's state: answers are said by messages, so none is saved in a notebook.
    """

    _esm = BUILT / "form.js"
    _css = STATIC / "form.css"
    definition = traitlets.Unicode().tag(sync=True)

    def __init__(self, desk: Desk, definition: str) -> None:
        super().__init__(definition=definition)
        self._desk = desk
        self.on_msg(self._take)

    def _take(self, _widget: object, content: dict[str, Any], buffers: Sequence[memoryview]) -> None:
        for reply in self._desk.take(content, buffers):
            self.send(reply.model_dump())


def open_form(
    workbench: Workbench,
    store_url: str,
    campaign_id: str,
    unit: str | int,
    *,
    actor: str = "",
    language: Language | str = Language.VI,
) -> CaptureForm:
    """The form of one unit over the store at a URL, which is made where it is missing. ``actor`` is the role that answers."""
    desk = open_desk(workbench, store_url, campaign_id, unit, actor=actor, language=language)
    return CaptureForm(desk, json.dumps(asdict(desk.definition()), ensure_ascii=False))
