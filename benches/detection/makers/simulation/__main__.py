"""Command line: simulate one town and write its snapshot."""

import argparse

import numpy as np

from . import check
from .export import Export, Writer
from .lives import simulate_stories
from .operation import simulate_operations
from .settings import simulate_settings
from .variants import VARIANTS
from .world import World


def main():
    """Parse the arguments, simulate, export, and check where asked."""
    parser = argparse.ArgumentParser(prog="simulation", description=__doc__)
    parser.add_argument("--accounts", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variant", choices=sorted(VARIANTS), default="default")
    parser.add_argument("--out", required=True)
    parser.add_argument("--check", action="store_true", help="print the pair F1 of every kind of shared value")
    args = parser.parse_args()
    variant = VARIANTS[args.variant]
    world = World(np.random.default_rng(args.seed), args.accounts, variant)
    simulate_operations(world)
    simulate_stories(world)
    simulate_settings(world)
    Export(world, Writer(args.out, variant)).everything()
    if args.check:
        check.report(args.out)


if __name__ == "__main__":
    main()
