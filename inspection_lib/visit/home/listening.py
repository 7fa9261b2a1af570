"""The port of the home page's server."""

from __future__ import annotations

import socket

from inspection_lib.system import only_listener

WAITING = 128
"""So many connections wait until the server takes them."""


def listen(port: int) -> socket.socket:
    """A socket that listens at a port for this machine alone. Raises OSError if it is taken."""
    listening = socket.socket()
    only_listener(listening)
    listening.bind(("127.0.0.1", port))
    listening.listen(WAITING)
    listening.setblocking(False)
    return listening
