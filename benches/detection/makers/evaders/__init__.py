"""evaders: synthetic platforms on real networks, with operators who adapt. See README.md."""
