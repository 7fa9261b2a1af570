"""A fork server: a warm parent process imports and prepares once, and every piece of work is forked from it.

Each piece of work runs in a process of its own that starts from the same state. What it does to its memory
dies with it. Forking is what makes this fast: importing IPython, papermill and a workbench takes seconds,
copying a process that has imported them takes milliseconds.

Three rules keep it safe:

- The warm parent runs no work itself, opens no database and has exactly one thread. A fork copies only the
  thread that calls it, but the locks of all threads; a lock that another thread held would never be released
  in the child.
- Nothing outlives its owner. The warm parent ends when the process that opened it ends, however that
  happened, and it takes its children with it. It also ends processes that a child left behind, in a session
  of their own or not.
- The opener never blocks on a child: deadlines are kept by `Supervision` in the opener, and a child is killed
  from outside.

Needs `os.fork`, process descriptors and `prctl`, so Linux; `system.can_fork` tells.
"""

from __future__ import annotations

from inspection_lib.inprocess.forks.child import limited_memory, require_one_thread
from inspection_lib.inprocess.forks.messages import THREAD_COUNT_VARIABLES, Ended, Event, Send, Update
from inspection_lib.inprocess.forks.opener import WarmParent
from inspection_lib.inprocess.forks.server import serve
from inspection_lib.inprocess.forks.supervision import Supervision

__all__ = [
    "THREAD_COUNT_VARIABLES",
    "Ended",
    "Event",
    "Send",
    "Supervision",
    "Update",
    "WarmParent",
    "limited_memory",
    "require_one_thread",
    "serve",
]
