"""People: where a name begins and ends, what it is made of, and who a short form means."""
