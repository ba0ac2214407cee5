"""`python -m directory.cli`: the same as `waypost`."""

from directory.cli import main

main()
