"""The words with which a page says how its check ended, for its script."""

from __future__ import annotations

from collections.abc import Mapping

from inspection_lib.language import Catalogue


def check_words(catalogue: Catalogue) -> Mapping[str, str]:
    """The words by their names. What stands in braces is filled in by the script, or by whoever signs."""
    _ = catalogue.text
    return {
        "unsigned": _("Not signed. Digits of the page: {digest}"),
        "signed": _("Signed: {role}, key {key}, {moment}. Digits of the page: {digest}"),
    }
