"""Four quick generators of synthetic platform snapshots, one for each imaginary engineer."""
