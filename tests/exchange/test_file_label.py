"""What files say of themselves: read for a list, believed by nobody, and never an error."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from inspection_lib.exchange.file_label import FileLabel, SentKind, label_of

MADE = "2017-05-24T09:00:00+00:00"
BUNDLE = {
    "format": "inspection-bundle",
    "campaign": "2017-dot-1",
    "role": "Thư ký đoàn",
    "made_at": MADE,
    "units": ["060", "061"],
    "chains": [{"origin": "m-1", "own": True}, {"origin": "m-2", "own": False}],
    "machines": [{"origin": "m-2", "name": "máy khác"}, {"origin": "m-1", "name": "máy tính 2 của đoàn"}],
}


def a_zip(path: Path, **members: object) -> Path:
    with zipfile.ZipFile(path, "w") as target:
        for name, content in members.items():
            target.writestr(f"{name.replace('__', '/')}.json", json.dumps(content))
    return path


def a_package(path: Path, **manifest: str) -> Path:
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("manifest.json", json.dumps(manifest))
        target.writestr("entries.jsonl", "")
    return path


def test_a_bundle_names_the_machine_that_wrote_it(tmp_path: Path) -> None:
    """Of the machines in it, the one whose own chain it holds; of a new one, how it introduces itself."""
    label = label_of(a_zip(tmp_path / "b.zip", manifest=BUNDLE))
    machine = ("máy tính 2 của đoàn",)
    assert label == FileLabel(SentKind.BUNDLE, "2017-dot-1", ("060", "061"), machine, ("Thư ký đoàn",), MADE)
    new = BUNDLE | {"introduction": {"machine": "máy mới"}}
    assert label_of(a_zip(tmp_path / "n.zip", manifest=new)).machines == ("máy mới",)


def test_packages_and_preparations_say_what_they_are(tmp_path: Path) -> None:
    """A tablet's package, a unit's own, several in one file, and the office's preparation."""
    said = {"campaign": "c", "unit": "060", "actor": "Trưởng đoàn", "made_at": MADE}
    package = label_of(a_package(tmp_path / "p.zip", **said))
    assert package == FileLabel(SentKind.PACKAGE, "c", ("060",), (), ("Trưởng đoàn",), MADE)
    own = label_of(a_package(tmp_path / "s.zip", **said, source="self"))
    assert own.kind is SentKind.SELF_SCORE
    several = a_zip(
        tmp_path / "several.zip",
        packages={"folders": ["060", "061"]},
        **{"060__manifest": said, "061__manifest": said | {"unit": "061"}},
    )
    assert label_of(several).units == ("060", "061")
    prepared = {
        "format": "inspection-preparation",
        "made_at": MADE,
        "campaigns": ["c"],
        "invitations": [{"machine": "máy 1"}, {"machine": "máy 2"}],
    }
    label = label_of(a_zip(tmp_path / "o.zip", manifest=prepared))
    assert (label.kind, label.machines) == (SentKind.PREPARATION, ("máy 1", "máy 2"))


@pytest.mark.parametrize(
    "manifest",
    [
        {},
        {"units": 7, "machines": "x", "chains": [3, {"own": True}], "introduction": [1], "role": {}},
        {"campaign": ["c"], "made_at": "<b>hôm nay</b>", "role": None},
    ],
)
def test_a_manifest_that_lies_or_is_nonsense_says_nothing(manifest: object, tmp_path: Path) -> None:
    """No error, no text of another kind."""
    assert label_of(a_zip(tmp_path / "x.zip", manifest=manifest)) == FileLabel(SentKind.BUNDLE)


def test_letters_that_turn_or_hide_others_are_taken_out(tmp_path: Path) -> None:
    """A role cannot pretend to be something else, nor fill the page."""
    hostile = BUNDLE | {"role": "Trưởng\u202e\u200b đoàn\n" + "x" * 5000}
    (role,) = label_of(a_zip(tmp_path / "h.zip", manifest=hostile)).roles
    assert role.startswith("Trưởng đoàn x")
    assert len(role) <= 60


def test_what_cannot_be_read_is_unknown(tmp_path: Path) -> None:
    """A cut file, a foreign zip, a file that is gone; of an encrypted one, that it is."""
    cut, foreign, locked = tmp_path / "cut.zip", a_zip(tmp_path / "f.zip", photo="x"), tmp_path / "l.age"
    cut.write_bytes(b"PK\x03\x04 cut")
    locked.write_bytes(b"age-encryption.org/v1\n")
    kinds = [label_of(path).kind for path in (cut, foreign, tmp_path / "gone.zip", locked)]
    assert kinds == [
        SentKind.UNKNOWN,
        SentKind.UNKNOWN,
        SentKind.UNKNOWN,
        SentKind.ENCRYPTED,
    ]
