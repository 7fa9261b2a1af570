"""What JupyterLab's file browser and its API may touch of a workbench: notebooks, and minutes to read.

The server's root is the workbench's folder, in which the store, the evidence and the reports lie too. A slip
in the file browser must not delete or replace one of them, and no page needs to read them. So every path is
compared with the lists below, after links were followed. Whatever is not named there does not exist for the
server: it is not listed either.

This keeps slips and planted pages from files. It is no wall against code: who has the token can run code in a
kernel.

The server loads this module by its name; it loads jupyter_server.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jupyter_server.files.handlers import FilesHandler
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError
from traitlets import default

from inspection_lib.visit.minutes import MINUTES

NOTEBOOKS = ("notebooks", "outputs/visits")
"""Folders in which notebooks are opened, saved, uploaded, renamed and deleted."""
ABOVE = ("", "outputs")
"""Folders that are listed, because others lie in them. Nothing may be added to them."""
RECORDS = re.compile(r".*\.(db|sqlite3?)(-wal|-shm|-journal)?|(.*/)?[^/]+\.evidence(/.*)?", re.IGNORECASE)
"""Stores and folders of evidence, should somebody keep one among the notebooks."""


class WorkbenchFiles(AsyncLargeFileManager):
    """The files of a workbench for JupyterLab."""

    @default("files_handler_class")
    def _files_handler_class_default(self) -> type[FilesHandler]:
        """`/files/...` asks this manager too. The handler of the base class reads the disk by itself."""
        return FilesHandler

    @default("files_handler_params")
    def _files_handler_params_default(self) -> dict[str, object]:
        return {"path": self.root_dir}  # it must be there, and is not used

    def _get_os_path(self, path: str) -> str:
        """Every method of the base class finds its file here. Raises 404 for what may not be read."""
        found = str(super()._get_os_path(path))
        if not _may_read(self._inside(found)):
            raise HTTPError(404, f"No such file or directory: {path}")
        return found

    async def _dir_model(self, path: str, content: bool = True) -> dict[str, Any]:
        """A folder with what may be read in it. The base class stops at the first file that may not."""
        model: dict[str, Any] = await super()._dir_model(path, content=False)
        if content:
            folder = Path(self._get_os_path(path))
            names = [one.name for one in folder.iterdir() if self._is_listed(one)]
            model["content"] = [await self.get(f"{path}/{name}", content=False) for name in sorted(names)]
            model["format"] = "json"
        return model

    def _is_listed(self, path: Path) -> bool:
        is_shown = not path.name.startswith(".") and bool(self.should_list(path.name))
        return is_shown and (path.is_file() or path.is_dir()) and _may_read(self._inside(str(path)))

    def _inside(self, os_path: str) -> str:
        """The path below the workbench, with `/`, once links were followed; "?" for one outside."""
        try:
            there = Path(os_path).resolve().relative_to(Path(self.root_dir).resolve()).as_posix()
        except (OSError, RuntimeError, ValueError):  # a circle of links, a path outside
            return "?"
        return "" if there == "." else there

    def _check_write(self, *paths: str) -> None:
        """Raise HTTPError 403 unless these paths lie in a folder of notebooks, and are not that folder."""
        for path in paths:
            there = self._inside(self._get_os_path(path))
            if not _is_notebooks(there) or there in NOTEBOOKS:
                raise HTTPError(403, f"{path} cannot be changed here")

    async def save(self, model: dict[str, Any], path: str = "") -> Any:
        """Save a file, also one that is uploaded, or make a folder."""
        self._check_write(path)
        return await super().save(model, path)

    async def delete_file(self, path: str) -> Any:
        """Delete a file or folder."""
        self._check_write(path)
        return await super().delete_file(path)

    async def rename_file(self, old_path: str, new_path: str) -> Any:
        """Rename or move a file or folder."""
        self._check_write(old_path, new_path)
        return await super().rename_file(old_path, new_path)

    async def copy(self, from_path: str, to_path: str | None = None) -> Any:
        """Copy a file beside itself or into a folder."""
        folder = from_path.strip("/").rpartition("/")[0] if to_path is None else to_path.strip("/")
        if not _is_notebooks(self._inside(self._get_os_path(folder))):
            raise HTTPError(403, f"Nothing can be added to {folder}")
        return await super().copy(from_path, to_path)

    async def create_checkpoint(self, path: str) -> Any:
        """Keep a copy of a file as it is."""
        self._check_write(path)
        return await super().create_checkpoint(path)

    async def restore_checkpoint(self, checkpoint_id: str, path: str) -> Any:
        """Bring a file back as it was at a checkpoint."""
        self._check_write(path)
        return await super().restore_checkpoint(checkpoint_id, path)

    async def delete_checkpoint(self, checkpoint_id: str, path: str) -> Any:
        """Delete a checkpoint of a file."""
        self._check_write(path)
        return await super().delete_checkpoint(checkpoint_id, path)


def _may_read(path: str) -> bool:
    return path in ABOVE or _is_notebooks(path) or MINUTES.fullmatch(path) is not None


def _is_notebooks(path: str) -> bool:
    return not RECORDS.fullmatch(path) and any(
        path == folder or path.startswith(f"{folder}/") for folder in NOTEBOOKS
    )
