"""Packs: the rules and names of a domain as data, checked, chosen and shared by the stages."""
