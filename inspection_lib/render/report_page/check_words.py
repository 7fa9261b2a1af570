"""The words about the check of a page: what its script `assets/check.js` says, and what that means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inspection_lib.language import Catalogue


def check_words(catalogue: Catalogue) -> Mapping[str, str]:
    """The words by their names. What stands in braces is filled in by the script, or by whoever signs."""
    _ = catalogue.text
    return {
        "unsigned": _("Not signed. Digits of the page: {digest}"),
        "signed": _("Signed: {role}, key {key}, {moment}. Digits of the page: {digest}"),
        "valid": _("All words and figures are as they were signed; compare the key."),
        "same": _(
            "All words and figures are those of the page's data; as it is not signed, it names no author."
        ),
        "eye": _("This browser cannot check the signature: compare the digits by eye."),
        "forged": _("This page was changed after it was signed: the signature does not fit."),
        "changed": _("This page was changed."),
        "difference": _(
            "It shows “{stands}” and should show “{should}”. Translation and add-ons change pages too."
        ),
    }


def check_meaning(catalogue: Catalogue) -> Sequence[str]:
    """What a reader has to know about the check, in the order of the page."""
    _ = catalogue.text
    return (
        _(
            "When it is opened, the page compares every word, figure and chart with the data inside it and "
            "checks the signature, without a network. Green means that all of it fits."
        ),
        _(
            "The digits stand for the data: the same digits on paper, or from the sender, mean the same "
            "report. The key tells who signed: compare it with the one that the office published."
        ),
        _("Only the command inspection verify checks the script and the styles of the page itself."),
    )
