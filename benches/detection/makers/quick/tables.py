"""Writing of the snapshot's tables and of the truth, and forms of time."""

import csv
from datetime import datetime, timedelta, timezone
from pathlib import Path

import contract

START = 1_767_225_600  # 2026-01-01T00:00:00Z, the first moment of every snapshot
HOUR, DAY = 3600, 86400

COLUMNS = {table: columns.split(",") for table, columns in contract.COLUMNS.items()}
COLUMNS["truth"] = ["account_id", "operator", "motif", "class"]


def utc(seconds):
    """RFC 3339 in UTC."""
    return datetime.fromtimestamp(int(seconds), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def jst(seconds):
    """RFC 3339 with the offset of Tokyo."""
    zone = timezone(timedelta(hours=9))
    return datetime.fromtimestamp(int(seconds), zone).strftime("%Y-%m-%dT%H:%M:%S+09:00")


def date(seconds):
    """A date alone."""
    return datetime.fromtimestamp(int(seconds), timezone.utc).strftime("%Y-%m-%d")


class Snapshot:
    """Rows of every table, in memory, until they are written."""

    def __init__(self):
        self.rows = {table: [] for table in COLUMNS}

    def add(self, table, *values):
        """Append one row; values in the order of COLUMNS, missing ones at the end are empty."""
        self.rows[table].append(values)

    def write(self, directory):
        """Write each table that has rows."""
        directory = Path(directory)
        directory.mkdir(parents=True, exist_ok=True)
        for table, rows in self.rows.items():
            path = directory / f"{table}.csv"
            if not rows:
                path.unlink(missing_ok=True)
                continue
            width = len(COLUMNS[table])
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\r\n")
                writer.writerow(COLUMNS[table])
                writer.writerows(row + ("",) * (width - len(row)) for row in rows)
