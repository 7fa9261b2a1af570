"""Make a workbench's folder, and bring the notebooks of a newer version into one."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.definitions import WORKBENCH_YAML
from inspection_lib.errors import NotFoundError, StoreError
from inspection_lib.extensions import EXTENSIONS
from inspection_lib.files import check_portable, os_errors_as, parse_object, write_whole
from inspection_lib.language import message, nearest
from inspection_lib.workbench.samples import SAMPLES, sample_files, shipped_folder
from inspection_lib.workbench.schemas import editor_line, write_schemas

NOTEBOOKS = "notebooks"
_FOLDERS = (
    *(f"checklists/{kind}" for kind in ("definitions", "plans", "units", "responses", "registers")),
    "outputs",
)
_STATE = f"{NOTEBOOKS}/.installed.json"
"""Which campaign the notebooks name, and the SHA-256 of each as it was written."""
_CAMPAIGN_OF_NOTEBOOKS = "2017-dot-1"
"""The campaign in the parameters of the notebooks that are installed."""
_README = """# {name}

Bàn làm việc kiểm tra. / A workbench for inspections.

- `workbench.yaml`: cơ quan, loại đơn vị. / the office and its kinds of unit.
- `checklists/`: bộ tiêu chí, kế hoạch, đơn vị, kết quả. / checklists, plans, units, answers.
- `notebooks/`: sổ tính. / notebooks; `inspection lab` opens them.
- `outputs/`: nơi lưu và báo cáo. / the store and the reports.

{steps}
"""
_EXTENSIONS_README = """# Phần mở rộng / Extensions

Mã Python riêng của cơ quan: xem `inspection docs`. / Python code of your own, one .py file for each part.
"""


def make_workbench(folder: Path, sample: str) -> tuple[str, ...]:
    """Make a workbench in an empty or new folder and return the paths written, in the order of their names.

    Raises NotFoundError for a sample that does not exist, StoreError when the folder is not empty or cannot
    be written, and InspectionError for a name that Windows cannot have.
    """
    if sample not in SAMPLES:
        raise NotFoundError(message("There is no sample '{name}'.", name=sample), nearest(sample, SAMPLES))
    check_portable(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(
            message("The folder {folder} is not empty.", folder=str(folder)),
            message("Name a new folder; nothing was written."),
        )
    files = {path: _with_schema(path, at.read_bytes()) for path, at in sample_files(sample).items()}
    files |= _notebooks(SAMPLES[sample])
    files["README.md"] = _readme(folder.resolve().name, SAMPLES[sample]).encode()
    files[f"{EXTENSIONS}/README.md"] = _EXTENSIONS_README.encode()
    files[_STATE] = _state(SAMPLES[sample], {})
    with os_errors_as(
        StoreError, message("The folder {folder} cannot be written: {cause}.", folder=str(folder))
    ):
        for empty in _FOLDERS:
            (folder / empty).mkdir(parents=True, exist_ok=True)
        for path in sorted(files):
            write_whole(folder / path, files[path])
        schemas = [path.relative_to(folder).as_posix() for path in write_schemas(folder)]
    return tuple(sorted([*files, *schemas]))


def _readme(name: str, campaign: str) -> str:
    steps = "`inspection docs`: bài đầu tiên, 15 phút. / the first report in 15 minutes, step by step."
    if campaign:
        steps = (
            f"`inspection import {campaign} checklists/responses/{campaign}`, "
            f"`inspection batch {campaign}`, `outputs/{campaign}/index.html`"
        )
    return _README.format(name=name, steps=steps)


def _with_schema(path: str, content: bytes) -> bytes:
    """A YAML file with the first line by which editors find its schema."""
    lines = {"checklists/definitions": editor_line("checklist"), "checklists/plans": editor_line("plan")}
    line = editor_line("workbench", "checklists") if path == WORKBENCH_YAML else ""
    line = line or lines.get(path.rpartition("/")[0], "")
    if not line or not path.endswith(".yaml") or content.startswith(b"# yaml-language-server:"):
        return content
    return f"{line}\n".encode() + content


def _notebooks(campaign: str) -> dict[str, bytes]:
    """The notebooks that are installed, with the campaign of a folder in their parameters."""
    return {
        f"{NOTEBOOKS}/{path.name}": path.read_bytes().replace(
            _CAMPAIGN_OF_NOTEBOOKS.encode(), (campaign or "2026-dot-1").encode()
        )
        for path in sorted((shipped_folder() / NOTEBOOKS).glob("*.ipynb"))
    }


def _state(campaign: str, kept: dict[str, str]) -> bytes:
    """The state of the notebooks after writing; ``kept`` are the digests of those that were not written."""
    digests = {path: _digest(content) for path, content in _notebooks(campaign).items()}
    state = {"campaign": campaign, NOTEBOOKS: digests | kept}
    return (json.dumps(state, indent=1) + "\n").encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did: notebooks that it wrote, and those of one's own that it left.

    ``own`` holds the lines in which each of one's own notebooks differs from the new one, which lies beside
    it as `NAME.new.ipynb`.
    """

    written: tuple[str, ...]
    own: tuple[tuple[str, tuple[str, ...]], ...]


def upgrade_workbench(folder: Path) -> Upgrade:
    """Bring the notebooks and schemas of this version into a workbench's folder.

    A notebook that nobody changed since it was installed is replaced. One that somebody changed stays, and
    the new one is written beside it. Raises StoreError.
    """
    campaign, installed = _installed(folder)
    written: list[str] = []
    own: list[tuple[str, tuple[str, ...]]] = []
    kept: dict[str, str] = {}
    with os_errors_as(
        StoreError, message("The folder {folder} cannot be written: {cause}.", folder=str(folder))
    ):
        for path, content in _notebooks(campaign).items():
            present = _read(folder / path)
            if present == content:
                continue
            if present is None or _digest(present) == installed.get(path):
                write_whole(folder / path, content)
                written.append(path)
                continue
            beside = path.removesuffix(".ipynb") + ".new.ipynb"
            write_whole(folder / beside, content)
            own.append((path, tuple(_different_lines(present, content))))
            kept[path] = installed.get(path, "")
        write_schemas(folder)
        write_whole(folder / _STATE, _state(campaign, kept))
    return Upgrade(tuple(written), tuple(own))


def _installed(folder: Path) -> tuple[str, dict[str, str]]:
    """The campaign and the digests that `make_workbench` noted; a folder of an older version has none."""
    content = _read(folder / _STATE)
    try:
        state = parse_object(content or b"{}")
    except ValueError:
        state = {}
    noted = state.get(NOTEBOOKS)
    digests = {str(path): str(digest) for path, digest in noted.items()} if isinstance(noted, dict) else {}
    return str(state.get("campaign", _CAMPAIGN_OF_NOTEBOOKS)), digests


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _different_lines(present: bytes, content: bytes) -> Iterator[str]:
    """The lines of cells that only one of two notebooks has: `-` one's own, `+` the new one's."""
    lines = difflib.unified_diff(_lines_of(present), _lines_of(content), n=0, lineterm="")
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))


def _lines_of(notebook: bytes) -> list[str]:
    """The lines of all cells; the file's own lines where it is no notebook any more."""
    try:
        cells = json.loads(notebook)["cells"]
        return [line for cell in cells for line in "".join(cell["source"]).splitlines()]
    except (ValueError, KeyError, TypeError):
        return notebook.decode("utf-8", "replace").splitlines()
