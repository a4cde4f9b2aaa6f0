"""Command line: python -m acceptance --accounts 20000 --seed 7 --variant default --out DIR [--check]."""

import argparse
from pathlib import Path

import numpy as np

from . import check, lawful, operations, people
from .tables import Writer
from .variants import VARIANTS
from .world import World


def main():
    """Draw a world and write it."""
    parser = argparse.ArgumentParser(prog="acceptance", description="Write a synthetic snapshot and its truth.")
    parser.add_argument("--accounts", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variant", choices=sorted(VARIANTS), default="default")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--check", action="store_true", help="print what single kinds of sharing give away")
    options = parser.parse_args()
    if not 5000 <= options.accounts <= 500_000:
        parser.error("--accounts must be from 5000 to 500000")
    world = World(options.accounts, np.random.default_rng(options.seed), VARIANTS[options.variant])
    people.settle(world)
    free = lawful.plant(world, world.rng.permutation(world.n))
    operations.plant(world, free)
    Writer(world, options.out).all()
    if options.check:
        check.report(options.out)


if __name__ == "__main__":
    main()
