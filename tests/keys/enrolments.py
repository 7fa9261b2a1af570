"""What an office's preparation leaves on a machine."""

from __future__ import annotations

from collections.abc import Mapping

from inspection_lib.keys.enrolment import Enrolment
from inspection_lib.keys.invitations import Invitation

OFFICE = "0c" * 32


def an_enrolment(
    *,
    protected_disks: bool = False,
    trusted: Mapping[str, str] | None = None,
    machines: Mapping[str, str] | None = None,
) -> Enrolment:
    """A machine that is called 'máy tính 2 của đoàn'."""
    invitation = Invitation("1" * 16, "2" * 64, "máy tính 2 của đoàn", "2026-11-28T08:00:00+00:00", OFFICE)
    return Enrolment("Sở Nội vụ", invitation, protected_disks, trusted or {}, machines or {})
