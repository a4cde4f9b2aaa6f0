"""Command line: python -m proportions --seed 7 --variant NAME --out DIR [--accounts N]."""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from . import activity, chance, homes, operations, sessions, trades, truth
from .platform import Platform
from .variants import VARIANTS


def main() -> None:
    """Build one snapshot: first the hidden operations, then lawful groups, then everybody's daily life."""
    parser = argparse.ArgumentParser(prog="proportions", description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--variant", choices=sorted(VARIANTS), required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--accounts", type=int, help="another size than the variant's own")
    arguments = parser.parse_args()
    variant = VARIANTS[arguments.variant]
    if arguments.accounts:
        variant = replace(variant, accounts=arguments.accounts)
    arguments.out.mkdir(parents=True, exist_ok=True)

    platform = Platform(variant, np.random.default_rng([arguments.seed, variant.number]))
    operations.plant(platform)
    homes.plant(platform)
    trades.plant(platform)
    chance.plant(platform)
    sessions.write_logins(platform)
    activity.write(platform)
    platform.write_registers()
    platform.tables.write(arguments.out, platform)
    truth.write(arguments.out, platform)


if __name__ == "__main__":
    main()
