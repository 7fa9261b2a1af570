"""Why a form does not open, in the language of the page."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from inspection_lib.errors import StoreError
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.visit.home.form_kernels import not_opened


@pytest.mark.parametrize("language", [Language.VI, Language.EN])
def test_the_cause_is_in_the_language_of_the_page(language: Language) -> None:
    """A notebook holds both languages of our errors; any other error stays as it is."""
    error = StoreError(message("No unit is chosen."))
    shown = error._render_traceback_()
    output = new_output("error", ename="StoreError", evalue=str(error), traceback=shown)
    content = new_notebook(cells=[new_code_cell(outputs=[output])])
    told = open_catalogue(language).format(not_opened("060", content, language).message)
    assert told.endswith(shown[0 if language is Language.VI else 1])
    output.ename, output.evalue = "MemoryError", "no room"
    assert "no room" in str(not_opened("060", content, language))
