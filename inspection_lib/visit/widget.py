"""The form in a notebook: a widget that passes messages to a Desk.

This module loads anywidget, which is slow. Import it inside the function that needs it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import anywidget
import traitlets

from inspection_lib.errors import NotFoundError
from inspection_lib.language import Language, message
from inspection_lib.visit.definition import BUILT, form_style
from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.visit.open_only import only_what_is_open
from inspection_lib.workbench import Workbench


class VisitForm(anywidget.AnyWidget):
    """The form of one unit for a site visit. Every answer is recorded in the store at once.

    The state of the widget holds only the definition of the form. Answers are sent as messages, so that a
    saved notebook holds no answers.
    """

    _esm = BUILT / "form.js"
    _css = form_style()
    definition = traitlets.Unicode().tag(sync=True)

    def __init__(self, desk: Desk, definition: str) -> None:
        super().__init__(definition=definition)
        self._desk = desk
        self.on_msg(self._take)

    def _take(self, _widget: object, content: dict[str, Any], buffers: Sequence[memoryview]) -> None:
        with self._desk.recorder.store.held_open():  # what closing the store costs comes after the replies
            for reply in self._desk.answer(content, buffers):
                self.send(reply.model_dump())


def open_form(
    workbench: Workbench,
    store_url: str,
    campaign_id: str,
    unit_code: str | int,
    *,
    actor: str = "",
    language: Language | str = Language.VI,
    only_open: bool = False,
) -> VisitForm:
    """The form of one unit. A store that does not exist is created. ``actor`` is the role that answers.

    ``only_open``: the form has only the items whose findings are still to be mended.

    Raises NotFoundError for an unknown campaign or unit, or where nothing is open, and StoreError.
    """
    desk = open_desk(workbench, store_url, campaign_id, unit_code, actor=actor, language=language)
    if only_open:
        desk = opened = only_what_is_open(desk)
        if not opened.work.by_item:
            raise NotFoundError(
                message("Nothing is open: no form is needed."), message("Open the whole form.")
            )
    return VisitForm(desk, json.dumps(asdict(desk.definition()), ensure_ascii=False))
