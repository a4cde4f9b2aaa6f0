#!/usr/bin/env python3
"""Ours and the peers in turn on the same inputs, as a Markdown table of medians and ratios (README.md says how to run it)."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EDGE_LISTS = ["bip", "kron22", "urand22"]


def run(command, **more):
    return subprocess.run([str(word) for word in command], check=True, text=True, **more)


class Bench:
    def __init__(self, options):
        self.options = options
        self.data = Path(options.data).resolve() / ("quick" if options.quick else "full")
        self.data.mkdir(parents=True, exist_ok=True)
        self.rounds = options.rounds or (3 if options.quick else 5)
        target = Path(os.environ.get("CARGO_TARGET_DIR", HERE / "kernels/target"))
        run(["cargo", "build", "--release", "--quiet", "--target-dir", target], cwd=HERE / "kernels")
        self.kernels = target / "release/kernels"
        self.python = self.environment()
        self.rows = []

    def environment(self):
        """A virtual environment with the pinned peers."""
        if self.options.python:
            return self.options.python
        place = self.data.parent / "venv"
        python = place / "bin/python"
        if not python.exists():
            venv.create(place, with_pip=True)
        run([python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"])
        return python

    def input(self, name):
        file = self.data / f"{name}.bin"
        if not file.exists():
            run([self.kernels, "make", name, file] + (["small"] if self.options.quick else []))
        return file

    def ours(self, kernel, file, *rest):
        return lambda: json.loads(run([self.kernels, "run", kernel, file, *rest], capture_output=True).stdout)

    def peer(self, kernel, file):
        def job():
            out = run([self.python, HERE / "rival.py", kernel, file], capture_output=True).stdout
            return json.loads(out.splitlines()[-1])

        return job

    def linking(self, directory):
        """Reading and linking in the crate itself: `benches/linking.rs` prints `wall S cpu S peak_mib N`."""

        def job():
            out = run(["cargo", "bench", "--quiet", "--bench", "linking", "--", directory], cwd=ROOT, capture_output=True).stdout
            words = out.split()
            value = lambda name: float(words[len(words) - 1 - words[::-1].index(name) + 1])
            return {"cpu": value("cpu"), "wall": value("wall"), "peak_mib": value("peak_mib")}

        return job

    def compare(self, title, jobs):
        """Runs all jobs in turn; the first is ours. What a job tells beside its cost must not change from run to run where it is ours."""
        costs = {name: [] for name, _ in jobs}
        for round in range(self.rounds):
            for name, job in jobs:
                costs[name].append(job())
                print(f"{title}, {name}, round {round + 1}: {costs[name][-1]}", file=sys.stderr)
        of = lambda name, part: statistics.median(cost[part] for cost in costs[name])
        mine = jobs[0][0]
        digests = {cost.get("digest") for name, _ in jobs if name.startswith("ringtrace") for cost in costs[name]} - {None}
        if len(digests) > 1:
            sys.exit(f"{title}: our result changed from run to run")
        for name, _ in jobs:
            cpu, wall, last = of(name, "cpu"), of(name, "wall"), costs[name][-1]
            told = [f"{key} {last[key]:.4f}" for key in ["modularity", "nmi"] if key in last]
            told += [f"{last['count']} found"] if "count" in last else []
            ratio = "" if name == mine else f"{cpu / of(mine, 'cpu'):.2f} | {wall / of(mine, 'wall'):.2f}"
            self.rows.append(f"| {title} | {name} | {cpu:.2f} | {wall:.2f} | {of(name, 'peak_mib'):.0f} | {ratio or '1 | 1'} | {'; '.join(told)} |")
        self.write()

    def write(self):
        """After every case, so that what was measured outlives an interrupt."""
        head = "| input | what | CPU s | wall s | peak MiB | CPU: x ours | wall: x ours | result |\n|---|---|---|---|---|---|---|---|"
        scale = "small inputs (`--quick`)" if self.options.quick else "full inputs"
        text = (
            f"# Beside the peers\n\nWritten by `benches/peers/peers.py`: {scale}, every tool in turn, medians of {self.rounds}; kernel alone, peak of the whole process"
            f" with its input.\nRatios are the peer's time over ours: above 1 ours is faster. Load on the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n\n"
        )
        Path(self.options.out).write_text(text + "\n".join([head, *self.rows]) + "\n")


def components(bench):
    for name in EDGE_LISTS:
        file = bench.input(name)
        jobs = [("ringtrace, edge list", bench.ours("components", file)), ("ringtrace, one thread", bench.ours("components", file, 1))]
        bench.compare(f"components of {name}", [*jobs, ("petgraph UnionFind", bench.ours("petgraph", file))])


def rows(bench):
    for name in EDGE_LISTS:
        file = bench.input(name)
        jobs = [("ringtrace, rows", bench.ours("components-rows", file))]
        jobs += [(f"graph, {kind}", bench.ours(f"graph-{kind}", file)) for kind in ["afforest", "dss", "baseline"]]
        bench.compare(f"components of {name}, rows given", jobs)


def leiden(bench, name="planted200k"):
    file = bench.input(name)
    jobs = [("ringtrace", bench.ours("leiden", file)), ("ringtrace, one thread", bench.ours("leiden", file, 1))]
    jobs += [(peer, bench.peer(peer, file)) for peer in ["networkit-leiden", "igraph-leiden"]]
    bench.compare(f"Leiden, modularity, {name}", jobs)


def leiden1m(bench):
    leiden(bench, "planted1m")


def cpm(bench):
    file = bench.input("planted200k")
    jobs = [("ringtrace", bench.ours("leiden-cpm", file, 2, 0.01)), ("igraph-cpm", bench.peer("igraph-cpm", file))]
    bench.compare("Leiden, CPM 0.01, planted200k", jobs)


def leidenalg(bench):
    file = bench.input("planted200k")
    bench.compare("Leiden, leidenalg", [("ringtrace", bench.ours("leiden", file)), ("leidenalg", bench.peer("leidenalg", file))])


def cliques(bench):
    file = bench.input("cliques")
    jobs = [("ringtrace, size >= 3", bench.ours("cliques", file)), ("ringtrace, any size", bench.ours("cliques-all", file))]
    bench.compare("maximal cliques", [*jobs, ("NetworKit, collected in C++", bench.peer("networkit-cliques", file))])


def networkx(bench):
    file = bench.input("cliques")
    bench.compare("maximal cliques, networkx", [("ringtrace, size >= 3", bench.ours("cliques", file)), ("networkx", bench.peer("networkx-cliques", file))])


def logins(bench, form):
    """A directory with a table of logins, made by DuckDB: five an account, IPv4 addresses with a long tail, 1.5 devices an account."""
    directory = bench.data / f"logins-{form}"
    if not (directory / "accounts.csv").exists():
        directory.mkdir(exist_ok=True)
        count = bench.options.logins or (1_000_000 if bench.options.quick else 50_000_000)
        run([bench.python, HERE / "logins.py", directory, form, count])
    return directory


def reading(bench):
    if not (ROOT / "benches/linking.rs").exists():
        print("reading: benches/linking.rs is not in this checkout; left out", file=sys.stderr)
        return
    for form in ["parquet", "csv"]:
        directory = logins(bench, form)
        jobs = [("ringtrace: read and link", bench.linking(directory))]
        jobs += [(name, bench.peer(name, directory)) for name in ["duckdb-links", "polars-links"]]
        bench.compare(f"logins to links, {form}", jobs)


CASES = {job.__name__: job for job in [components, rows, leiden, cpm, cliques, reading, leiden1m, leidenalg, networkx]}
USUAL = ["components", "rows", "leiden", "cpm", "cliques", "reading"]

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"which of {', '.join(CASES)} (default: {', '.join(USUAL)})")
    parser.add_argument("--quick", action="store_true", help="small inputs, medians of three")
    parser.add_argument("--rounds", type=int, help="runs of each tool (default 5, with --quick 3)")
    parser.add_argument("--logins", type=int, help="rows of the tables of logins (default 50 million, with --quick 1 million)")
    parser.add_argument("--data", default=HERE / "data", help="where inputs and the environment are kept")
    parser.add_argument("--python", help="a Python that has the peers, instead of a new environment")
    parser.add_argument("--out", default=ROOT / "docs/peers.md", help="the table")
    options = parser.parse_args()
    unknown = set(options.cases) - set(CASES)
    if unknown:
        parser.error(f"no case is called {', '.join(sorted(unknown))}")
    bench = Bench(options)
    for case in options.cases or USUAL:
        CASES[case](bench)
