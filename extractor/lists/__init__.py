"""Lists and tables: lines, rows and columns, and what they say together."""
