"""Drawn: synthetic platform snapshots in which every proportion is drawn anew for each (seed, variant)."""
