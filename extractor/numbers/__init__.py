"""Numbers: how figures are written, and what they count."""
