"""The package made from the publisher's workbook."""
