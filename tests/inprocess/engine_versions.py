"""Run the engine's tests with the lowest and with the newest allowed versions (`make engine-versions`).

The engine relies on undocumented names of these packages, so the bounds in pyproject.toml must be tested
facts. Each set of versions is installed into an environment of its own, which is thrown away. The other
packages come from the environment that runs this program, so the two differ from it in these packages, and
what they require, alone.

    python -m tests.inprocess.engine_versions [PYTEST WORD...]
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import venv
from collections.abc import Iterable, Sequence
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("ipykernel", "ipython", "nbclient", "papermill")
TESTS = ("tests/inprocess", "tests/unit_report/test_notebook.py")


def requirements() -> list[Requirement]:
    """What pyproject.toml requires of the packages."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = [Requirement(text) for text in project["dependencies"]]
    return [requirement for requirement in found if requirement.name in PACKAGES]


def lowest(requirement: Requirement) -> str:
    """The requirement of the lowest allowed version alone."""
    bound = next(part.version for part in requirement.specifier if part.operator == ">=")
    return f"{requirement.name}=={bound}"


def run_with(wanted: Sequence[str], words: Iterable[str]) -> bool:
    """Install packages into a new environment over this one, and run the tests there."""
    with tempfile.TemporaryDirectory(prefix="engine-versions-") as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / "bin" / "python")
        own = subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            check=True,
        )
        # found after the environment's own packages, so that these come first
        path = Path(own.stdout.strip()) / "workbench.pth"
        path.write_text(f"{sysconfig.get_path('purelib')}\n{ROOT}\n", encoding="utf-8")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade"]
        subprocess.run([*pip, *wanted], check=True)
        versions = (
            f"from importlib.metadata import version\nfor name in {PACKAGES!r}: print(name, version(name))"
        )
        subprocess.run([python, "-c", versions], check=True)
        return subprocess.run([python, "-m", "pytest", "-q", *words], cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """Run both; the exit status is 1 where one of them fails."""
    words = sys.argv[1:] or list(TESTS)
    required = requirements()
    sets = {"lowest": [lowest(one) for one in required], "newest": [str(one) for one in required]}
    outcomes = {}
    for name, wanted in sets.items():
        print(f"--- {name}: {', '.join(wanted)}", flush=True)
        outcomes[name] = run_with(wanted, words)
    for name, passed in outcomes.items():
        print(f"{name}: {'passed' if passed else 'FAILED'}")
    return 0 if all(outcomes.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
