"""Where the real names are (read only; `HARNESS_DATA`, or `shared/data` beside the project) and the networks, drawn from its lists, that are kept here."""
import os
from pathlib import Path

LISTS = Path(__file__).resolve().parent / "data"
ROOT = Path(os.environ.get("HARNESS_DATA") or Path(__file__).resolve().parents[5] / "shared" / "data")
NAMES = ROOT / "jp_names"
if not NAMES.is_dir():
    raise SystemExit(f"harness: {ROOT} has no folder jp_names: set HARNESS_DATA to the folder of the real data (README.md)")
