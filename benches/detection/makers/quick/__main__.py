"""Command line: python -m quick --accounts 20000 --seed 7 --variant a_default --out DIR."""

import argparse
import importlib

VARIANTS = [f"{engineer}_{knobs}" for engineer in "abcd" for knobs in ("default", "other")]


def main():
    """Read the arguments, run one engineer's generator, write its tables."""
    parser = argparse.ArgumentParser(prog="quick")
    parser.add_argument("--accounts", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variant", choices=VARIANTS, default="a_default")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    engineer, knobs = options.variant.split("_")
    module = importlib.import_module(f"quick.engineer_{engineer}")
    module.generate(options.accounts, options.seed, knobs).write(options.out)


if __name__ == "__main__":
    main()
