"""Where the real names and networks are that some makers draw from: read only, `shared/data` beside the project unless a variable of the environment says another."""
import os
from pathlib import Path


def real_data(maker, *folders):
    """The folder of the real data, which has these folders; `MAKER_DATA` may name it."""
    variable = f"{maker.upper()}_DATA"
    root = Path(os.environ.get(variable) or Path(__file__).resolve().parents[4] / "shared" / "data")
    if not all((root / folder).is_dir() for folder in folders):
        raise SystemExit(f"{maker}: {root} has no folder {' or '.join(folders)}: set {variable} to the folder of the real data (README.md)")
    return root
