"""From claims to contests: gathering what agrees, and settling what follows from it."""
