"""The script that people write today, in turn with ours at the same part of the job: logins to a CSV of clusters.

    python3 -m venv venv && venv/bin/pip install -r benches/peers/requirements.txt
    venv/bin/python benches/peers/linking.py make DIRECTORY 20000000
    cargo bench --no-run --bench today
    venv/bin/python benches/peers/today.py run DIRECTORY/parquet target/release/deps/today-... 5

The job: distinct (account, address) and (account, device), identifiers of more than 50 accounts dropped, numbers for texts, components, a CSV of
account and cluster. `igraph` is the script as it is mostly written; `scipy` the same with care, so that nobody beats a straw man.
`run` compares the partitions of all, then prints a Markdown table: medians of the rounds, whole processes, Python's start with them.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

MOST = 50
COLUMNS = ["ip", "device_id"]
SCRIPTS = ["igraph", "scipy"]


def database():
    import duckdb

    return duckdb.connect(config={"threads": 2, "preserve_insertion_order": False})


def source(directory):
    file = next(Path(directory).glob("logins*.parquet"), None)
    return f"read_parquet('{file}')" if file else f"read_csv('{next(Path(directory).glob('logins*.csv'))}')"


def pairs(base, directory):
    for column in COLUMNS:
        base.execute(
            f"CREATE TABLE pairs_{column} AS SELECT DISTINCT account_id, {column} AS value FROM {source(directory)} WHERE {column} IS NOT NULL"
        )


def with_igraph(directory, out):
    """One table of all pairs, one of all identifiers; igraph; a CSV line by line."""
    import igraph
    import numpy as np

    base = database()
    pairs(base, directory)
    few = " UNION ALL ".join(
        f"SELECT account_id, '{column}:' || value AS value FROM pairs_{column}"
        f" WHERE value IN (SELECT value FROM pairs_{column} GROUP BY value HAVING count(*) <= {MOST})"
        for column in COLUMNS
    )
    base.execute(f"CREATE TABLE pairs AS {few}")
    base.execute("CREATE TABLE accounts AS SELECT account_id, row_number() OVER () - 1 AS a FROM (SELECT DISTINCT account_id FROM pairs)")
    base.execute("CREATE TABLE shared AS SELECT value, row_number() OVER () - 1 AS v FROM (SELECT DISTINCT value FROM pairs)")
    numbers = base.execute("SELECT a, v FROM pairs JOIN accounts USING (account_id) JOIN shared USING (value)").fetchnumpy()
    names = base.execute("SELECT account_id FROM accounts ORDER BY a").fetchnumpy()["account_id"]
    ends = np.stack([numbers["a"], numbers["v"] + len(names)], axis=1)
    labels = igraph.Graph(n=int(ends.max()) + 1, edges=ends).connected_components(mode="weak").membership
    with open(out, "w") as file:
        file.write("account,cluster\n")
        for name, label in zip(names, labels):
            file.write(f"{name},{label}\n")


def with_scipy(directory, out):
    """Identifiers numbered by column, without a text made for each; those of one account left out of the graph; SciPy; DuckDB writes the CSV."""
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    base = database()
    pairs(base, directory)
    for column in COLUMNS:
        base.execute(f"CREATE TABLE few_{column} AS SELECT value, n, (row_number() OVER () - 1)::INTEGER AS v"
                     f" FROM (SELECT value, count(*) AS n FROM pairs_{column} GROUP BY value HAVING n <= {MOST})")
    ips, devices = (base.execute(f"SELECT count(*) FROM few_{column}").fetchall()[0][0] for column in COLUMNS)
    base.execute(f"""CREATE TABLE few AS SELECT account_id, n, v FROM pairs_ip JOIN few_ip USING (value)
        UNION ALL SELECT account_id, n, v + {ips} FROM pairs_device_id JOIN few_device_id USING (value)""")
    base.execute("CREATE TABLE accounts AS SELECT account_id, (row_number() OVER () - 1)::INTEGER AS a FROM (SELECT DISTINCT account_id FROM few)")
    numbers = base.execute("SELECT a, v FROM few JOIN accounts USING (account_id) WHERE n > 1").fetchnumpy()
    accounts = base.execute("SELECT count(*) FROM accounts").fetchall()[0][0]
    ends = numbers["a"], numbers["v"] + np.int32(accounts)
    nodes = accounts + ips + devices
    graph = coo_matrix((np.ones(len(ends[0]), np.int8), ends), shape=(nodes, nodes))
    labels = {"a": np.arange(accounts, dtype=np.int32), "cluster": connected_components(graph, directed=False)[1][:accounts]}
    base.register("labels", labels)
    base.execute(f"COPY (SELECT account_id AS account, cluster FROM accounts JOIN labels USING (a)) TO '{out}' (header)")


def same(one, other):
    """Whether two CSVs give the same accounts the same partition, and of how many clusters."""
    return database().execute(f"""
        WITH both_of AS (SELECT a.cluster AS x, b.cluster AS y FROM '{one}' a FULL JOIN '{other}' b USING (account))
        SELECT count(*) FILTER (x IS NULL OR y IS NULL) = 0 AND count(DISTINCT x) = count(DISTINCT y)
           AND count(DISTINCT x) = count(DISTINCT (x, y)), count(DISTINCT x), count(*) FROM both_of""").fetchone()


def cost(command):
    """Wall and CPU seconds and peak MiB of a process and its threads."""
    started, process = time.time(), subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} ended with {status}")
    return [time.time() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]


def run(directory, ours, rounds):
    results = {name: Path(directory) / f"today-{name}.csv" for name in ["ringtrace", *SCRIPTS]}
    commands = {name: [sys.executable, __file__, name, directory, str(out)] for name, out in results.items()}
    commands["ringtrace"] = [ours, directory, str(results["ringtrace"])]
    seen = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            seen[name].append(cost(command))
            print(name, *(f"{value:.2f}" for value in seen[name][-1]), file=sys.stderr, flush=True)
    for name in SCRIPTS:
        equal, clusters, accounts = same(results["ringtrace"], results[name])
        print(f"{name}: {clusters} clusters of {accounts} accounts, {'the same partition' if equal else 'NOT THE SAME PARTITION'}\n")
    print("| | wall s | CPU s | peak MiB | wall, CPU and memory: x ours |\n|---|---|---|---|---|")
    middle = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in seen.items()}
    for name, (wall, cpu, peak) in middle.items():
        ratios = ", ".join(f"{theirs / mine:.2f}" for theirs, mine in zip(middle[name], middle["ringtrace"]))
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {peak:.0f} | {ratios} |")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["run", directory, ours, rounds]:
            run(directory, ours, int(rounds))
        case [("igraph" | "scipy") as name, directory, out]:
            {"igraph": with_igraph, "scipy": with_scipy}[name](directory, out)
        case _:
            sys.exit(__doc__)
