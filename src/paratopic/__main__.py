"""Run the command line: python -m paratopic."""

from paratopic.cli.app import main

if __name__ == "__main__":
    main()
