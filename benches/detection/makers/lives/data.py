"""Where the real names and networks are (read only; `LIVES_DATA`, or `shared/data` beside the project)."""
import os
from pathlib import Path

ROOT = Path(os.environ.get('LIVES_DATA') or Path(__file__).resolve().parents[5] / 'shared' / 'data')
if not all((ROOT / part).is_dir() for part in ('jp_names', 'ip_lists')):
    raise SystemExit(f'lives: {ROOT} has no folders jp_names and ip_lists: set LIVES_DATA to the folder of the real data (README.md)')
