"""Whether a notebook needs a kernel, as far as that can be told before it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbformat import NotebookNode
from papermill.utils import nb_language

KERNEL_OPTIONS = (
    "coalesce_streams",
    "error_on_timeout",
    "interrupt_on_timeout",
    "kc",
    "km",
    "on_cell_complete",
    "on_cell_error",
    "on_cell_execute",
    "on_cell_executed",
    "on_cell_start",
    "on_notebook_complete",
    "on_notebook_error",
    "on_notebook_start",
    "timeout_func",
)
"""Options of papermill's own engine that only a kernel and its client honour."""


def is_this_python(kernel_name: str) -> bool:
    """Whether a kernel is ipykernel on this interpreter, started without special options."""
    try:
        spec = KernelSpecManager().get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return False
    program, *words = spec.argv
    major, minor = sys.version_info[:2]
    own = ("python", f"python{major}", f"python{major}.{minor}", sys.executable)
    plain = [word for word in words if word != "-Xfrozen_modules=off"] == [
        "-m",
        "ipykernel_launcher",
        "-f",
        "{connection_file}",
    ]
    return program in own and plain and not spec.env and "kernel_provisioner" not in spec.metadata


remembered_is_this_python = cache(is_this_python)
"""For a process that runs one notebook: its warm parent has looked already. Others look again, as kernels may
change."""


def kernel_needed_for(
    notebook: NotebookNode,
    kernel_name: str,
    options: Mapping[str, Any],
    is_own: Callable[[str], bool] = is_this_python,
) -> str:
    """What only a kernel has: another kernel or language than this Python's, or an option of its client.

    "" for nothing.
    """
    if not is_own(kernel_name):
        return f"the kernel {kernel_name}"
    try:
        language = nb_language(notebook)
    except ValueError:
        language = "python"
    if language.lower() not in ("python", "ipython"):
        return f"the language {language}"
    return next((f"the option {name}" for name in KERNEL_OPTIONS if options.get(name)), "")
