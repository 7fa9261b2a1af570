"""What a page of ours may do, and what may pass to a kernel: the policies of the server's doors."""

from __future__ import annotations

CLOSED = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""The Content-Security-Policy of all addresses: scripts and styles of this server, and nothing inline."""
PAPER = "sandbox allow-scripts allow-popups allow-modals; frame-ancestors 'none'"
"""The policy of reports and minutes: a page of its own origin, which cannot ask this server for anything.

What such a page may load stands in the page itself.
"""
FORM_MESSAGES = ("kernel_info_request", "comm_msg", "comm_info_request")
"""Messages that a page may send to a kernel: those of a form that is open. None of them runs code."""
