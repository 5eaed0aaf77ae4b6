"""The unit of work: inputs in, lines out, on whatever machine it runs."""
