"""Start the server of the home page: `python -m inspection_lib.visit.home`; `home_command` has its arguments.

It listens before it loads Jupyter, which takes a second: a browser that comes meanwhile waits.
"""

from __future__ import annotations

import os
import sys

from inspection_lib.visit.home.listening import listen
from inspection_lib.visit.home.settings import read_settings


def main() -> None:
    """Serve until a signal ends the process."""
    settings = read_settings(sys.argv[1:])
    listening = listen(settings.port)
    token = os.environ.pop("JUPYTER_TOKEN")  # no kernel inherits it
    from inspection_lib.visit.home.server import serve

    serve(settings, listening, token)


if __name__ == "__main__":
    main()
