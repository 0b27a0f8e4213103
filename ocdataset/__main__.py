"""`python -m ocdataset`."""

from ocdataset.cli import main

if __name__ == "__main__":
    main()
