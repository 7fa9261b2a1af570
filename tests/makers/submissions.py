"""Exports of ODK Central, as tables with one submission that answers everything."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from inspection_lib.exchange.xlsform_file import version_of
from inspection_lib.exchange.xlsform_questions import name_of
from inspection_lib.model import Checklist, Item, ItemKind
from tests.conftest import CAMPAIGN

PHOTO = b"\xff\xd8\xff\xe0 demo"


def cell_name(item: Item, ending: str = "", area: int = 1) -> str:
    """The heading of an item's cell in an export of ODK Central."""
    return f"area_{area}-{name_of(item)}_g-{name_of(item)}{ending}"


def as_csv(rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> str:
    """Rows as the text of a CSV file; the columns are those of the first row."""
    table = io.StringIO()
    writer = csv.DictWriter(table, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue()


def filled(item: Item) -> dict[str, str]:
    """The cells of one item as a phone would fill them."""
    name = name_of(item)
    match item.kind:
        case ItemKind.YES_NO:
            return {name: "yes"}
        case ItemKind.LEVEL:
            return {name: item.levels[0][0]}
        case ItemKind.RATIO | ItemKind.COUNT:
            return {f"{name}_a": "8", f"{name}_b": "10"}
        case ItemKind.DATE:
            return {f"{name}_state": "done", name: "2017-01-15"}
        case ItemKind.NUMBER:
            return {name: "42.5"}
        case ItemKind.OCCURRENCES:
            return {name: "3"}
        case _:
            return {name: "Đã xem"}


def a_submission(asked: Checklist, **changes: str) -> dict[str, str]:
    """The cells of one submission that answers everything, by their headings as ODK Central writes them."""
    cells = {"SubmissionDate": "2017-05-16T10:05:00Z", "end": "2017-05-16T10:00:00.000+07:00"}
    cells |= {"unit": "060", "actor": "Thành viên đoàn", "campaign": CAMPAIGN, "checklist": version_of(asked)}
    for number, area in enumerate(asked.areas, start=1):
        for item in area.items:
            own = filled(item) | {
                f"{name_of(item)}_note": "",
                f"{name_of(item)}_photo": "",
                f"{name_of(item)}_doc": "",
            }
            cells |= {f"area_{number}-{name_of(item)}_g-{key}": value for key, value in own.items()}
    return cells | {"meta-instanceID": "uuid:1", "KEY": "uuid:1"} | changes


def a_table(asked: Checklist, **changes: str) -> str:
    """A CSV as ODK Central writes it, of one submission that answers everything."""
    return as_csv([a_submission(asked, **changes)])
