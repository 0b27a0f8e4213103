"""What other systems read about the dataset, all of it made from the one record in `data/package.json`."""
