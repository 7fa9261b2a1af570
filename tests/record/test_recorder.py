"""What the recorder refuses, leaves out and puts side by side, on a real SQLite file."""

from __future__ import annotations
