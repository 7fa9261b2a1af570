"""A warm parent: a process that imports and prepares once, and from which every piece of work is forked.

Each piece runs in a process of its own that starts from the same state; what it does to its memory dies with it. The warm
parent itself runs no work, opens no database and has one thread. It ends when the process that opened it does, whatever
ended that one, and its children with it: also those that a piece of work left behind, in a session of their own or not.
Needs `os.fork` and process descriptors, so Linux; `can_fork` tells.
"""

from inspection_lib.inprocess.forks.child import limited_memory, only_thread
from inspection_lib.inprocess.forks.opener import WarmParent, can_fork
from inspection_lib.inprocess.forks.server import serve
from inspection_lib.inprocess.forks.values import ONE_THREAD, Ended, Event, ParentDied, Said, Say

__all__ = [
    "ONE_THREAD",
    "Ended",
    "Event",
    "ParentDied",
    "Said",
    "Say",
    "WarmParent",
    "can_fork",
    "limited_memory",
    "only_thread",
    "serve",
]
