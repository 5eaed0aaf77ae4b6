"""Bodies: committees, posts, organisations and places that no pack knows, found by their grammar."""
