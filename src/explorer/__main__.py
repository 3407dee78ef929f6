"""`python -m explorer` is the command `ladder`."""

from explorer.cli import main

if __name__ == "__main__":
    main()
