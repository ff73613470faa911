"""`python -m paratopic` is the command line."""

from paratopic.cli.app import main

main()
