"""Reading and linking, in turn with DuckDB and Polars: distinct (account, address) and (account, device) with first, last and count.

    python3 -m venv venv && venv/bin/pip install duckdb==2.0.0 polars==2.1.0
    venv/bin/python benches/peers/linking.py make DIRECTORY 50000000
    cargo build --release --bench linking
    venv/bin/python benches/peers/linking.py run DIRECTORY target/release/deps/linking-... 5

`make` writes DIRECTORY/parquet and DIRECTORY/csv: five logins an account, 85% of them from one of its two home addresses, the others
from a long tail; two devices to three accounts. `run` prints a Markdown table: medians of the rounds, and medians of the ratios within a round, as
the machine's speed may change between rounds. The input is read through before each run, so that it stands in the cache for every tool.
"""

import os
import re
import resource
import statistics
import subprocess
import sys
import time

IP = "case when hash(i*7+5)%100 < 85 then (hash(acc*2 + (hash(i*7+6)%2)::BIGINT) % {homes})::BIGINT " \
     "else floor(pow((hash(i*7+4)%1000000007)/1000000007.0, 3) * {tail})::BIGINT end"


def make(directory, rows):
    import duckdb

    accounts = rows // 5
    ip = IP.format(homes=accounts * 3 // 2, tail=accounts * 2)
    base = f"select i, (hash(i*7+3) % {accounts})::BIGINT acc from range({rows}) t(i)"
    query = f"""
        select printf('u%09d', acc) account_id,
               to_timestamp(1700000000 + (hash(i*7+1) % 7776000)::BIGINT)::TIMESTAMP started_at,
               concat_ws('.', ip>>24, (ip>>16)&255, (ip>>8)&255, ip&255) ip,
               printf('%016x', ((((acc//3)*2 + (hash(i*7+2)%2)) * 2654435761) % 4294967296 << 20 | 370085)::BIGINT) device_id
        from (select i, acc, xor({ip}, 167772160) ip from ({base}))"""
    for name in ("parquet", "csv"):
        os.makedirs(f"{directory}/{name}", exist_ok=True)
        with open(f"{directory}/{name}/accounts.csv", "w") as file:
            file.write("account_id\n")
    db = duckdb.connect()
    db.execute("set threads=2")
    db.execute(f"copy ({query}) to '{directory}/parquet/logins.parquet' (format parquet, compression snappy)")
    db.execute(f"""copy (select account_id, strftime(started_at, '%Y-%m-%dT%H:%M:%SZ') started_at, NULL::VARCHAR ended_at, ip,
        device_id, 'false' remote from '{directory}/parquet/logins.parquet') to '{directory}/csv/logins.csv' (header)""")


def duckdb_links(path):
    import duckdb

    db = duckdb.connect()
    db.execute("set threads=2; set preserve_insertion_order=false")
    source = f"read_csv('{path}')" if path.endswith(".csv") else f"'{path}'"
    counts = []
    for column in ("ip", "device_id"):
        db.execute(f"""create table links_{column} as select account_id, {column}, min(started_at) first, max(started_at) last,
            count(*) n from {source} where {column} is not null group by 1, 2""")
        counts.append(db.execute(f"select count(*) from links_{column}").fetchone()[0])
    return counts


def polars_links(path):
    import polars as pl

    rows = pl.scan_csv(path, try_parse_dates=True) if path.endswith(".csv") else pl.scan_parquet(path)
    at, kept = pl.col("started_at"), []
    for column in ("ip", "device_id"):
        links = rows.filter(pl.col(column).is_not_null()).group_by("account_id", column)
        kept.append(links.agg(at.min().alias("first"), at.max().alias("last"), pl.len().alias("n")).collect(engine="streaming"))
    return [links.height for links in kept]


def one(tool, path):
    started = time.time()
    counts = {"duckdb": duckdb_links, "polars": polars_links}[tool](path)
    used = resource.getrusage(resource.RUSAGE_SELF)
    wall, cpu, peak = time.time() - started, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10
    print(f"{counts[0]} IP links, {counts[1]} device links: wall {wall:.2f} cpu {cpu:.2f} peak_mib {peak}")


def warm(path):
    """Reads the input once, so that no tool waits for the disk where another found it in the cache."""
    with open(path, "rb", buffering=0) as file:
        while file.read(1 << 24):
            pass


def run(directory, ours, rounds):
    formats = [name for name in ("parquet", "csv") if os.path.exists(f"{directory}/{name}/logins.{name}")]
    if not formats:
        sys.exit(f"{directory} has no parquet/logins.parquet or csv/logins.csv: write them with `make`")
    print("| format | tool | wall s | CPU s | peak MiB | wall, CPU and memory against ours | links |\n|---|---|---|---|---|---|---|")
    for name in formats:
        path = f"{directory}/{name}/logins.{name}"
        commands = {"ringtrace": [ours, f"{directory}/{name}"]}
        commands |= {tool: [sys.executable, __file__, "one", tool, path] for tool in ("duckdb", "polars")}
        seen, links = {tool: [] for tool in commands}, {}
        for _ in range(rounds):
            for tool, command in commands.items():
                env = os.environ | {"POLARS_MAX_THREADS": "2", "RAYON_NUM_THREADS": "2"}
                warm(path)
                text = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
                found = re.search(r"(\d+) IP links, (\d+) device links: wall ([\d.]+) cpu ([\d.]+) peak_mib (\d+)", text)
                links[tool] = f"{found[1]}, {found[2]}"
                seen[tool].append([float(value) for value in found.groups()[2:]])
                print(name, tool, seen[tool][-1], file=sys.stderr, flush=True)
        middle = {tool: [statistics.median(column) for column in zip(*rows)] for tool, rows in seen.items()}
        for tool, (wall, cpu, peak) in middle.items():
            rounds_of = [[theirs / mine for theirs, mine in zip(*both)] for both in zip(seen[tool], seen["ringtrace"])]
            ratios = ", ".join(f"{statistics.median(column):.2f}" for column in zip(*rounds_of))
            print(f"| {name} | {tool} | {wall:.1f} | {cpu:.1f} | {peak:.0f} | {ratios} | {links[tool]} |")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", directory, rows]:
            make(directory, int(rows))
        case ["run", directory, ours, rounds]:
            run(directory, ours, int(rounds))
        case ["one", tool, path]:
            one(tool, path)
        case _:
            sys.exit(__doc__)
