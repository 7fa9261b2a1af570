"""No value of a register is in any message."""

from __future__ import annotations

import itertools
from pathlib import Path

import openpyxl
import pytest

from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import in_english
from inspection_lib.model import Campaign
from inspection_lib.workbench import load_registers

HEADER = ["dossier", "procedure", "received", "due", "returned", "apology"]
GOOD = ["1", "p", "2017-01-03", "2017-01-05", "2017-01-04", ""]
SECRETS = (
    "NGUYEN-VAN-BI-019184000123",
    "Bà Lê Thị Bí Mật",
    "31/02/2098",
    "01/31/2017",
    "2071-01-05",
    "x0912345678",
)


def messages_of(folder: Path, campaign: Campaign) -> list[str]:
    """Everything that is said of the registers of unit 060: problems, warnings, what was left out."""
    try:
        reading = load_registers(folder, campaign, "060")
    except InvalidFilesError as error:
        return [str(problem) for problem in error.problems]
    said = [in_english(text) for measure in reading.measures for text in measure.left_out]
    return said + [str(problem) for problem in reading.warnings if isinstance(problem, Problem)]


@pytest.mark.parametrize("is_workbook", [False, True])
@pytest.mark.parametrize("secret", SECRETS)
def test_a_value_stands_in_no_message(
    campaign: Campaign, tmp_path: Path, secret: str, is_workbook: bool
) -> None:
    """In any column, alone and twice, as a title, total or note, in a row too wide: its place is told."""
    rows_with = [[*GOOD[:at], secret, *GOOD[at + 1 :]] for at in range(len(HEADER))]
    cases = [[GOOD, row, ["2", *row[1:]], row] for row in rows_with]
    cases += [[["Tổng cộng", secret]], [GOOD, [secret]], [GOOD, [f"Ghi chú: {secret}"]], [[*GOOD, secret]]]
    cases += [[GOOD, [f"=CONCAT({secret})", *GOOD[1:]]], [GOOD, [f"SÃ¡ng {secret}", *GOOD[1:]]]]
    told = 0
    for number, rows in enumerate(itertools.chain(cases)):
        lines = [[f"SỔ {secret}"], HEADER, *rows] if number % 2 else [HEADER, *rows]
        path = tmp_path / f"060.one_stop.{'xlsx' if is_workbook else 'csv'}"
        if is_workbook:
            book = openpyxl.Workbook()
            for line in lines:
                book.worksheets[0].append(line)
            book.save(path)
        else:
            path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
        said = messages_of(tmp_path, campaign)
        told += len(said)
        assert [text for text in said if secret in text] == [], rows
    assert told
