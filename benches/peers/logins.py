"""`logins.py DIRECTORY parquet|csv ROWS`: a snapshot with a table of logins, five an account, made by DuckDB; the same at every run."""

import sys
from pathlib import Path

import duckdb

directory, form, rows = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
accounts = max(rows // 5, 1)
# Hashes of the row's number in place of random numbers: no order of threads changes them. The cube gives addresses a long tail.
# Of one number each: hashes of a pair are too much alike.
share = "(hash(4 * i + {}) % 1000000007) / 1000000007.0"
query = f"""
SELECT printf('u%09d', a) AS account_id,
       make_timestamp((1700000000 + CAST({share.format(1)} * 7776000 AS BIGINT)) * 1000000) AS started_at,
       printf('10.%d.%d.%d', (n >> 16) & 255, (n >> 8) & 255, n & 255) AS ip,
       printf('%016x', hash((a - a % 3) * 2 + CAST(hash(4 * i + 3) % 2 AS BIGINT))) AS device_id
FROM (SELECT i, CAST(hash(4 * i) % {accounts} AS BIGINT) AS a, CAST(pow({share.format(2)}, 3) * {accounts * 2} AS BIGINT) AS n FROM range({rows}) t(i))
"""
kind = "FORMAT parquet, COMPRESSION snappy" if form == "parquet" else "FORMAT csv, HEADER"
duckdb.connect(config={"threads": 2}).execute(f"COPY ({query}) TO '{directory / f'logins.{form}'}' ({kind})")
# Last: its presence says that the directory is whole.
(directory / "accounts.csv").write_text("account_id\n")
