"""The truth that the program under test never sees."""

from pathlib import Path

import numpy as np

from . import labels
from .platform import Platform


def write(directory: Path, platform: Platform) -> None:
    """One row for every account: who runs it, the kind of operation, or the kind of lawful account."""
    everyone = np.arange(platform.count)
    names = labels.spell("account", everyone, platform.variant.hashed)
    member = platform.motif != ""
    lines = ["account_id,operator,motif,class"]
    for account in platform.rng.permutation(everyone):
        run = f"op{platform.operator[account]}"
        motif, kind = platform.motif[account], "" if member[account] else platform.kind[account]
        lines.append(f"{names[account]},{run},{motif},{kind}")
    (directory / "truth.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
