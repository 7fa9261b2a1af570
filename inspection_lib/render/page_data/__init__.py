"""The data that a report's page carries, so that it can be checked: form, packing, signature.

The page's own script (`assets/check.js`) does in the browser what these modules do in Python. When one of
them changes, the other changes too.
"""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.render.page_data.data import (
        Difference,
        PageSignature,
        data_of_page,
        page_fault,
        signature_of_page,
        signed_content,
        with_data,
        with_signature,
    )
    from inspection_lib.render.page_data.normal_form import texts_of_page

__all__ = [
    "Difference",
    "PageSignature",
    "data_of_page",
    "page_fault",
    "signature_of_page",
    "signed_content",
    "texts_of_page",
    "with_data",
    "with_signature",
]
