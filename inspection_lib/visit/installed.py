"""Whether the packages of the extra [lab] are installed: workers that only make reports do without."""

from __future__ import annotations

from importlib.util import find_spec

from inspection_lib.errors import InspectionError
from inspection_lib.language import message

LAB_PACKAGES = ("jupyterlab", "jupyter_server", "anywidget", "ipywidgets")
"""What the form and the notebooks need in JupyterLab, by the names under which Python imports them."""


def missing_lab_packages() -> tuple[str, ...]:
    """Those that are not installed."""
    return tuple(name for name in LAB_PACKAGES if find_spec(name) is None)


def require_lab() -> None:
    """Raise InspectionError, with the command that installs it, where JupyterLab is not installed."""
    if missing := missing_lab_packages():
        raise InspectionError(
            message(
                "This command needs JupyterLab, which is not installed: {packages}.",
                packages=", ".join(missing),
            ),
            message("Install it: pip install 'inspection-workbench[lab]'."),
        )
