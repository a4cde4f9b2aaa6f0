"""Command line: python -m examiner --accounts 20000 --seed 7 --variant default --out DIR [--check]."""

import argparse
from pathlib import Path

from . import daily, market, operations, registry
from .check import check
from .export import Export
from .tidy import tidy
from .variants import VARIANTS
from .world import World


def build(size: int, seed: int, variant: str) -> World:
    """A whole platform: strangers first, then groups, then strangers up to the size, then the ordinary course of things."""
    world = World(size, [seed, sorted(VARIANTS).index(variant)], VARIANTS[variant])
    for _ in range(size // 4):
        world.people.person("plain")
    registry.make_all(world)
    operations.make_all(world)
    while len(world.accounts) < size:
        world.people.person("plain")
    daily.ended_accounts(world)
    market.background_orders(world)
    market.lawful_onward(world)
    market.logged_work(world)
    market.payouts(world)
    daily.sessions(world)
    daily.small_changes(world)
    daily.chance_ties(world)
    daily.chance_reports(world)
    tidy(world)
    return world


def main() -> None:
    parser = argparse.ArgumentParser(prog="examiner", description=__doc__)
    parser.add_argument("--accounts", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variant", choices=sorted(VARIANTS), default="default")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--check", action="store_true", help="print the gate's figures for what was written")
    given = parser.parse_args()
    Export(build(given.accounts, given.seed, given.variant), given.out).run()
    if given.check:
        print("\n".join(check(given.out)))


if __name__ == "__main__":
    main()
