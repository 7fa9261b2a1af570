"""The first import of the command: Ctrl-C while the rest is loaded (a second) ends it without a traceback.

Python raises KeyboardInterrupt in the midst of an import otherwise, where nothing can catch it.
"""

from __future__ import annotations

import signal
import threading


def _end_at_once() -> bool:
    """Let Ctrl-C end the process, as it ends a program without Python. Gives whether it was changed."""
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return False
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return True


_IS_CHANGED = _end_at_once()


def loaded() -> None:
    """All is loaded: Ctrl-C is an exception again, which commands handle."""
    if _IS_CHANGED and signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
