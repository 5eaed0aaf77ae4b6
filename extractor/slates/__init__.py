"""Slates and parties: which names are proved to be one, where they end, and whose they are."""
