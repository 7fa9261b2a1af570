"""The account of a table as JSON."""

from __future__ import annotations

import json

from inspection_lib.language import message
from inspection_lib.tables import Account, LeftOut, LeftOutKind


def test_an_account_survives_json() -> None:
    """Messages keep their values, so that they can be shown in any language later."""
    total = LeftOut(
        LeftOutKind.TOTAL, 7, message("The row is a total and is not read: '{text}'.", text="Cộng")
    )
    blank = LeftOut(LeftOutKind.BLANK, 3, message("The lines up to line {last} are blank.", last="5"), 5)
    account = Account("r.xlsx", "ab" * 32, "xlsx", "Kết quả", 12, (total,)).with_more([blank])
    assert Account.from_json(json.loads(json.dumps(account.to_json()))) == account
    assert account.left_out == (blank, total)
    assert account.of_kind(LeftOutKind.TOTAL) == (total,)
