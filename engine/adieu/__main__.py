"""``python -m adieu``: the command line."""

from adieu.cli import main

if __name__ == "__main__":
    main()
