"""What people call the machines: "máy tính 2 của đoàn" instead of `m-5aaab12eebc5`.

The office gives a laptop its name when it prepares it. The laptop signs that name, together with the name
under which it writes events (its origin), with its machine key. So a name may pass through any number of
laptops and sticks: nobody on the way can give a machine another name, and none without that machine's key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from inspection_lib.errors import KeyFileError
from inspection_lib.files import machine_origin
from inspection_lib.keys.key_files import Table, change_table, read_table
from inspection_lib.keys.machine import machine_key
from inspection_lib.keys.signing import is_signed
from inspection_lib.language import Text

LONGEST_NAME = 60
"""Letters of a machine's name."""
_FILE = "machine_names.json"
_ID_DIGITS = 4
"""Digits of an origin that are shown of a machine without a name."""


@dataclass(frozen=True, slots=True)
class SignedName:
    """The name of the machine that writes under ``origin``, signed with that machine's ``key``."""

    origin: str
    name: str
    key: str
    signature: str

    @property
    def is_valid(self) -> bool:
        """Whether the owner of the key signed this name for this origin."""
        try:
            return is_signed(_signed(self.origin, self.name), bytes.fromhex(self.signature), self.key)
        except ValueError:
            return False


@dataclass(frozen=True, slots=True)
class MachineNames:
    """The names that are known here, by origin. ``own`` is the origin of this machine."""

    names: Mapping[str, str]
    own: str

    def label(self, origin: str) -> Text:
        """What people call the machine with this origin; in words where it has no name."""
        name, short = self.names.get(origin, ""), _short(origin)
        if origin == self.own:
            vi, en = (name, name) if name else (short, short)
            return Text(f"{vi} (máy này)", f"{en} (this machine)")
        if name:
            return Text(name, name)
        unnamed = Text(f"máy chưa có tên ({short})", f"a machine without a name ({short})")
        return _device(origin, short) or unnamed


def _device(origin: str, shown: str) -> Text | None:
    """What a tablet or a phone is called, which never has a name; None for a machine."""
    if origin.startswith(("t-", "f-")):
        return Text(f"máy tính bảng ({shown})", f"a tablet ({shown})")
    if origin.startswith("odk-"):
        return Text(f"điện thoại ({shown})", f"a phone ({shown})")
    return None


def _short(origin: str) -> str:
    kind, dash, digits = origin.partition("-")
    return f"{kind}{dash}{digits[:_ID_DIGITS]}"


def machine_names() -> MachineNames:
    """The names of machines as they are kept here. Raises KeyFileError when their file is damaged."""
    kept, own = read_table(_FILE), machine_origin()
    names = {origin: row.get("name", "") for origin, row in kept.items()}
    if own not in names and (name := _own_name(kept)):
        names[own] = name  # after a backup was put back, this machine writes under a new origin
    return MachineNames(names, own)


def machine_called(origin: str) -> Text:
    """The machine with this origin, for a sentence about its events: :func:`called` with its known name."""
    return called(origin, known_name(origin))


def known_name(origin: str) -> str:
    """The name of the machine with this origin; "" where none is known.

    It stands in errors above all: a damaged file of names hides none of them, and nothing is written.
    """
    try:
        return tidy_name(read_table(_FILE).get(origin, {}).get("name", ""))
    except KeyFileError:
        return ""


def called(origin: str, name: str) -> Text:
    """A machine by its name, "" where it has none, and by its origin, by which people find its events.

    "máy tính 2 của đoàn (m-5aaab12eebc5)", or "máy m-5aaab12eebc5": no word such as "máy" stands before it.
    """
    if name:
        return Text(f"{name} ({origin})", f"{name} ({origin})")
    return _device(origin, origin) or Text(f"máy {origin}", f"machine {origin}")


def name_of_key(key: str) -> str:
    """The name that the machine with this key gave itself and signed; "" where none is known.

    Raises KeyFileError.
    """
    kept = read_table(_FILE)
    names = [_named(origin, row) for origin, row in sorted(kept.items()) if row.get("key") == key]
    return next((tidy_name(one.name) for one in names if one.is_valid), "")


def own_machine_name() -> str:
    """What this machine is called; "" while nobody gave it a name."""
    names = machine_names()
    return names.names.get(names.own, "")


def _own_name(kept: Table) -> str:
    key = machine_key().key if kept else ""
    return next((row.get("name", "") for row in kept.values() if row.get("key") == key), "")


def name_own_machine(name: str) -> SignedName:
    """Give this machine a name from now on. Raises KeyFileError when it cannot be kept."""
    origin, key, name = machine_origin(), machine_key(), tidy_name(name)
    signed = SignedName(origin, name, key.key, key.sign(_signed(origin, name)).hex())
    change_table(_FILE, lambda table: table.update({origin: _row(signed)}))
    return signed


def tidy_name(name: str) -> str:
    """A machine's name as it is kept: without blanks around and inside, at most `LONGEST_NAME` letters."""
    return " ".join(name.split())[:LONGEST_NAME]


def names_of(origins: Iterable[str]) -> list[SignedName]:
    """The signed names of these machines, for a file that goes to others; those without a name are left out.

    This machine's own is among them when it has one. Raises KeyFileError.
    """
    wanted, kept = set(origins), read_table(_FILE)
    own = machine_origin()
    if own in wanted and own not in kept and (name := _own_name(kept)):
        kept[own] = _row(name_own_machine(name))
    return [_named(origin, kept[origin]) for origin in sorted(wanted & kept.keys())]


def keep_names(names: Iterable[SignedName]) -> None:
    """Keep names that came from others, if their signatures are right.

    The name of a machine is bound to its key when it is first kept: one that comes with another key is left
    out, and so is one for this machine, which knows its own name. Raises KeyFileError.
    """
    own, valid = machine_origin(), [name for name in names if name.is_valid]

    def add(table: Table) -> None:
        for name in valid:
            bound = table.get(name.origin, {}).get("key", name.key)
            if name.origin != own and bound == name.key:
                table[name.origin] = _row(name)

    known = read_table(_FILE)
    if any(known.get(name.origin) != _row(name) for name in valid if name.origin != own):
        change_table(_FILE, add)


def _row(name: SignedName) -> dict[str, str]:
    return {part: value for part, value in asdict(name).items() if part != "origin"}


def _named(origin: str, row: Mapping[str, str]) -> SignedName:
    return SignedName(origin, row.get("name", ""), row.get("key", ""), row.get("signature", ""))


def _signed(origin: str, name: str) -> bytes:
    return json.dumps(["inspection-machine-name", origin, name], ensure_ascii=False).encode()
