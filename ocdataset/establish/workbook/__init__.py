"""What the publisher's workbooks hold, sheet by sheet: editions, columns, countries, figures."""
