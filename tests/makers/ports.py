"""Ports of loopback that nobody uses."""

from __future__ import annotations

import socket


def free_ports(count: int) -> list[int]:
    """Different free ports. The kernel hands them out in turn, so another process hardly takes one first."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def free_port() -> int:
    """One free port."""
    return free_ports(1)[0]
