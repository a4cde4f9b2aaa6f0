#!/usr/bin/env python3
"""Instructions that each kernel takes on a small input, by callgrind, beside those kept in `counts.txt`.

Counts have no noise, so a change of two in a hundred is a change of the code (or of the compiler: the file names its version).
One thread, so that all of a kernel is counted. `count.py` compares and fails on a difference; `count.py --write` keeps what it counts.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KERNELS = HERE.parent / "peers/kernels"
COUNTS = HERE / "counts.txt"
TOLERANCE = 0.02

# Kernel, input, and what else it is given.
CASES = [
    ("components", "bip"),
    ("components", "kron22"),
    ("components-rows", "bip"),
    ("components-rows", "kron22"),
    ("rows", "bip"),
    ("cores", "cliques"),
    ("bridges", "bip"),
    ("cliques", "cliques"),
    ("leiden", "planted200k"),
    ("leiden-cpm", "planted200k", "1", "0.01"),
    ("blocks", "bip"),
    ("sort", "bip"),
]


def run(*command):
    return subprocess.run([str(word) for word in command], check=True, text=True, capture_output=True)


def count(binary, folder, kernel, name, *rest):
    """Instructions between the call of `cost::of` and its return."""
    file = Path(folder) / f"{name}.bin"
    if not file.exists():
        run(binary, "make", name, file, "small")
    out = Path(folder) / "callgrind.out"
    valgrind = ["valgrind", "--tool=callgrind", "--toggle-collect=*cost::of*", f"--callgrind-out-file={out}"]
    said = run(*valgrind, binary, "run", kernel, file, *(rest or ["1"])).stderr
    return int(re.search(r"Collected : (\d+)", said).group(1))


def kept():
    lines = [line.split() for line in COUNTS.read_text().splitlines() if not line.startswith("#")]
    return {tuple(line[:2]): int(line[2]) for line in lines}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep what is counted as the new counts")
    options = parser.parse_args()
    target = Path(os.environ.get("CARGO_TARGET_DIR", KERNELS / "target"))
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet", "--target-dir", target], check=True, cwd=KERNELS)
    before = {} if options.write else kept()
    now, changed = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            found = now[case[:2]] = count(target / "release/kernels", folder, *case)
            was = before.get(case[:2])
            change = (found - was) / was if was else 0.0
            changed += abs(change) > TOLERANCE
            print(f"{case[0]:16} {case[1]:12} {found:>14} {change:+.1%}{'  CHANGED' if abs(change) > TOLERANCE else ''}")
    if options.write:
        version = run("rustc", "--version").stdout.strip()
        lines = [f"{kernel} {name} {found}" for (kernel, name), found in now.items()]
        COUNTS.write_text(f"# Instructions of one thread on small inputs, written by count.py --write with {version}.\n" + "\n".join(lines) + "\n")
    sys.exit(bool(changed))


if __name__ == "__main__":
    main()
