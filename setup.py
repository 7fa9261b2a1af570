"""What pyproject.toml cannot say: the wheel takes notebooks, docs and samples from the top of the checkout.

They lie there because this checkout is a workbench itself. In the wheel they lie in `inspection_lib/shipped`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SHIPPED = ("checklists", "docs", "notebooks", "workbench.yaml")
ROOT = Path(__file__).parent


class BuildWithSamples(build_py):
    """Builds the library and copies what a new workbench is made of. An editable one reads the checkout."""

    def run(self) -> None:
        """Build as usual, then copy."""
        super().run()
        if self.editable_mode:
            return
        place = Path(self.build_lib) / "inspection_lib" / "shipped"
        shutil.rmtree(place, ignore_errors=True)
        for name in SHIPPED:
            if (ROOT / name).is_dir():
                shutil.copytree(
                    ROOT / name, place / name, ignore=shutil.ignore_patterns(".*", "__pycache__", "schemas")
                )
            else:
                place.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, place / name)


setup(cmdclass={"build_py": BuildWithSamples})
