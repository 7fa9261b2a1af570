"""The form's modules import in one direction, and what is built of scripts can stand in a page."""

from __future__ import annotations

import re
import shutil
import subprocess
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from inspection_lib.render.stylesheet import ASSETS
from inspection_lib.visit.definition import BUILT, STATIC
from tests.conftest import ROOT

PAGE = ASSETS / "built"


@pytest.mark.parametrize(
    ("script", "folder", "names"),
    [
        ("build", BUILT, ["form.js", "form_page.js", "home.js", "offline.js"]),
        ("build-page", PAGE, ["check.js"]),
    ],
)
def test_the_bundles_are_up_to_date(script: str, folder: Path, names: list[str], tmp_path: Path) -> None:
    """Building again gives the same bytes as are checked in; otherwise run `make js-build`."""
    if not (ROOT / "node_modules").is_dir() or shutil.which("npm") is None:
        pytest.skip("needs node and its tools; `make js` installs them")
    build = ["npm", "run", "--silent", script, "--", f"--outdir={tmp_path}"]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, text=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(made) == sorted(kept) == names
    assert [name for name in made if made[name] != kept[name]] == [], "out of date: run `make js-build`"


@pytest.mark.parametrize("path", [*sorted(BUILT.glob("*.js")), PAGE / "check.js"])
def test_a_bundle_loads_nothing_and_cannot_end_its_script_element(path: Path) -> None:
    """No import, no address, and no characters that change how HTML reads a script element."""
    script = path.read_text(encoding="utf-8")
    assert (
        re.findall(
            r"^\s*import\b|\bimport\s*\(|\bfrom\s+[\"']|https?://|sourceMappingURL", script, re.MULTILINE
        )
        == []
    )
    assert re.findall(r"</script|<!--", script, re.IGNORECASE) == []


def test_the_script_of_a_page_holds_no_letter_of_control() -> None:
    """HTML does not allow them, and a page's own policy then refuses the script."""
    assert re.findall(r"[^\n -\U0010ffff]", (PAGE / "check.js").read_text(encoding="utf-8")) == []


def test_the_modules_have_no_circle() -> None:
    """What two modules need of each other belongs in a third. Types in comments count as imports."""
    modules = [*STATIC.glob("*.js"), *(STATIC / "home").glob("*.js")]
    imports = {
        path.resolve(): [
            (path.parent / named).resolve()
            for named in re.findall(r"from \"(\.{1,2}/[\w/]+\.js)\"", path.read_text(encoding="utf-8"))
        ]
        for path in modules
    }
    assert sum(map(len, imports.values())) > 50
    assert set(TopologicalSorter(imports).static_order()) == set(imports)
