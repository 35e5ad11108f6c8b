"""How quick and how large: `make bench`."""
