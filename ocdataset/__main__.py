"""`python -m ocdataset`."""

from ocdataset.cli import main

main()
