"""The site-visit form: in a notebook, and as one file for a device without Python."""

from __future__ import annotations

from inspection_lib.visit.desk import open_desk
from inspection_lib.visit.offline import offline_page
from inspection_lib.visit.states import said_in

__all__ = ["offline_page", "open_desk", "said_in"]
