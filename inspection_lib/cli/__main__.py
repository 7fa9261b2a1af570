"""The command as `python -m inspection_lib.cli`."""

from inspection_lib.cli import main

if __name__ == "__main__":
    main()
