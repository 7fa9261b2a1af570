"""What is imported before a fork, and what is not imported before it is needed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.inprocess.notebooks import python

HEAVY = ("IPython", "ipykernel", "matplotlib", "pandas", "pyarrow", "rfc3987_syntax")


def loaded(code: str, folder: Path) -> set[str]:
    """Which of the heavy modules a piece of code loads in a new process."""
    ask = f"import json, sys\nprint(json.dumps([name for name in {HEAVY!r} if sys.modules.get(name)]))"
    return set(json.loads(python("-c", f"{code}\n{ask}", folder=folder).stdout))


def test_papermill_loads_the_engine_without_ipython(tmp_path: Path) -> None:
    """Papermill imports every engine that is installed, also where another one is used."""
    assert "IPython" not in loaded("import papermill, inspection_lib.inprocess.engine", tmp_path)


def test_the_engine_is_loaded_without_what_nothing_uses(tmp_path: Path) -> None:
    """The grammar of addresses takes over a second to load, and pyarrow 40 MB in each worker."""
    code = "from inspection_lib.inprocess import load_engine\nload_engine()"
    assert loaded(code, tmp_path) == {"IPython", "ipykernel"}


def test_a_warm_parent_imports_what_its_notebooks_use(tmp_path: Path) -> None:
    """The modules come from the one who opens it."""
    code = "from inspection_lib.inprocess.warm_up import prepare_for_notebooks\n"
    assert "pandas" in loaded(code + "prepare_for_notebooks(['pandas'])", tmp_path)


def test_what_was_hidden_can_be_imported_afterwards(tmp_path: Path) -> None:
    """It is hidden only while nbformat and papermill are imported."""
    code = "from inspection_lib.inprocess import light_imports\n"
    code += "with light_imports():\n    import nbformat, papermill\nimport pyarrow.fs, rfc3987_syntax"
    assert {"pyarrow", "rfc3987_syntax"} <= loaded(code, tmp_path)
