"""Forms in Excel: workbooks that offices fill in, and how filled ones are read.

`book_file`, which writes them, loads openpyxl and is imported by its full path.
"""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.excel_forms.form_reader import Blank, FilledForm, read_form
    from inspection_lib.excel_forms.layout import DrawnCases, FormOrder, FormUnit, form_name
    from inspection_lib.excel_forms.recognise import looks_like_form

__all__ = [
    "Blank",
    "DrawnCases",
    "FilledForm",
    "FormOrder",
    "FormUnit",
    "form_name",
    "looks_like_form",
    "read_form",
]
