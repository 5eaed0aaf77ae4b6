"""Rules: how a pattern becomes an expression over a folded sentence, and a match becomes facts."""
