"""The texts of the first screen of a form with several units."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspection_lib.language import Catalogue, Message

UNIT_LIST_TEXTS: Mapping[str, Message] = MappingProxyType(
    {
        "units_title": Message("Units of this form"),
        "units_how": Message(
            "Works without network, in a normal window, not in a private one. Each unit has a record of its "
            "own in this browser and a package of its own."
        ),
        "search_unit": Message("Find a unit by name or code"),
        "units_found": Message("{count} units"),
        "units_shown": Message("The first {shown} of {count} units. Type a name or a code to find others."),
        "no_unit": Message("No unit has this name or code."),
        "open_form": Message("Open the form"),
        "to_units": Message("All units"),
        "unit_not_begun": Message("Not begun"),
        "unit_open": Message("Open, {count} entries in no package yet"),
        "unit_packed": Message("Package saved"),
        "unit_unfinished": Message("something is typed and not recorded: open its form"),
        "unit_unreadable": Message("Its record in this browser cannot be read: {cause}"),
        "save_all": Message("Save the packages of {count} units in one file"),
        "nothing_to_save": Message("Nothing is entered yet."),
        "set_saved": Message(
            "Saved: {file}, with the packages of {count} units: {units}. Copy it to the laptop and take it "
            "in there."
        ),
        "set_lacks": Message(
            "NOT in it, because it is typed and not recorded: {units}. Open these forms first."
        ),
        "set_failed": Message("Not saved: {cause}"),
        "set_too_large": Message(
            "Together they are larger than {size} GB. Save the package of each unit in its form."
        ),
        "cannot_go_back": Message(
            "The list stays closed while something is only in this open page: {items}. Save the package, or "
            "free some space on the disk."
        ),
    }
)


def unit_list_texts(catalogue: Catalogue) -> dict[str, str]:
    """The texts in one language, by their keys in `unit_list.js`."""
    return {key: catalogue.text(english.text) for key, english in UNIT_LIST_TEXTS.items()}
