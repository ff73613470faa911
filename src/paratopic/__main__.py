"""`python -m paratopic` is the command line."""

from paratopic.cli.app import main

if __name__ == "__main__":
    main()
