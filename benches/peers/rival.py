"""One run of one Python peer: `rival.py KERNEL INPUT`. Prints JSON: CPU and wall seconds of the kernel alone, and peak memory."""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np


class Cost:
    """CPU seconds of all threads, wall seconds, and the process's peak so far."""

    def __enter__(self):
        self.cpu, self.wall = time.process_time(), time.perf_counter()
        return self

    def __exit__(self, *_):
        self.cpu = time.process_time() - self.cpu
        self.wall = time.perf_counter() - self.wall
        self.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    def line(self, **more):
        return {"cpu": self.cpu, "wall": self.wall, "peak_mib": self.peak, **more}


def edges(path):
    nodes = int(np.fromfile(path, dtype="<u8", count=1)[0])
    return nodes, np.fromfile(path, dtype="<u4", offset=8).reshape(-1, 2)


def beside(path, kind, dtype):
    return np.fromfile(Path(path).with_suffix(f".{kind}"), dtype=dtype)


def igraph_of(path, weighted):
    import igraph

    nodes, pairs = edges(path)
    graph = igraph.Graph(n=nodes, edges=pairs, directed=False)
    return graph, beside(path, "weights", "<f4").astype(float).tolist() if weighted else None


def networkit_of(path, weighted):
    import networkit

    networkit.setNumberOfThreads(2)
    nodes, pairs = edges(path)
    weights = beside(path, "weights", "<f4").astype(float) if weighted else np.ones(len(pairs))
    ends = (pairs[:, 0].astype(np.uint64), pairs[:, 1].astype(np.uint64))
    return networkit, networkit.GraphFromCoo((weights, ends), n=nodes, weighted=weighted)


def nmi(a, b):
    """Normalised mutual information, by the arithmetic mean of the entropies."""

    def entropy(keys):
        counts = np.unique(keys, return_counts=True)[1] / len(keys)
        return -(counts * np.log(counts)).sum()

    one, two = entropy(a), entropy(b)
    both = entropy(a.astype(np.uint64) << np.uint64(32) | b.astype(np.uint64))
    return float(2 * (one + two - both) / (one + two))


def modularity(path, labels):
    """By one formula for all, so that no tool's own definition matters."""
    _, pairs = edges(path)
    weights = beside(path, "weights", "<f4").astype(float)
    labels = np.unique(labels, return_inverse=True)[1]
    inside = weights[labels[pairs[:, 0]] == labels[pairs[:, 1]]].sum()
    degree = np.bincount(labels[pairs.ravel()], weights=np.repeat(weights, 2))
    return float(inside / weights.sum() - ((degree / (2 * weights.sum())) ** 2).sum())


def judged(path, cost, labels):
    labels = np.asarray(labels)
    found = {"count": len(np.unique(labels)), "modularity": modularity(path, labels)}
    return cost.line(**found, nmi=nmi(labels, beside(path, "truth", "<u4")))


def networkit_leiden(path):
    networkit, graph = networkit_of(path, weighted=True)
    search = networkit.community.ParallelLeiden(graph)
    with Cost() as cost:
        search.run()
    return judged(path, cost, search.getPartition().getVector())


def igraph_leiden(path):
    graph, weights = igraph_of(path, weighted=True)
    with Cost() as cost:
        found = graph.community_leiden(objective_function="modularity", weights=weights)
    return judged(path, cost, found.membership)


def igraph_cpm(path):
    graph, weights = igraph_of(path, weighted=True)
    with Cost() as cost:
        found = graph.community_leiden(objective_function="CPM", weights=weights, resolution=0.01)
    return judged(path, cost, found.membership)


def leidenalg_modularity(path):
    import leidenalg

    graph, weights = igraph_of(path, weighted=True)
    with Cost() as cost:
        found = leidenalg.find_partition(graph, leidenalg.ModularityVertexPartition, weights=weights, seed=1)
    return judged(path, cost, found.membership)


def networkit_cliques(path):
    """Collected in C++ by `run`; without a callback no Python runs for a clique."""
    networkit, graph = networkit_of(path, weighted=False)
    search = networkit.clique.MaximalCliques(graph, maximumOnly=False)
    with Cost() as cost:
        search.run()
    return cost.line()


def networkx_cliques(path):
    import networkx

    nodes, pairs = edges(path)
    graph = networkx.empty_graph(nodes)
    graph.add_edges_from(pairs.tolist())
    with Cost() as cost:
        count = sum(len(clique) >= 3 for clique in networkx.find_cliques(graph))
    return cost.line(count=count)


def scipy_components(path):
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    nodes, pairs = edges(path)
    with Cost() as cost:
        matrix = coo_matrix((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(nodes, nodes))
        count, _ = connected_components(matrix, directed=False)
    return cost.line(count=int(count))


def scan(path):
    """The logins of a snapshot's directory, and whether they are Parquet."""
    parquet = next(Path(path).glob("logins*.parquet"), None)
    return (parquet, True) if parquet else (next(Path(path).glob("logins*.csv")), False)


def duckdb_links(path):
    import duckdb

    file, parquet = scan(path)
    source = f"read_parquet('{file}')" if parquet else f"read_csv('{file}')"
    counts = {}
    with Cost() as cost:
        base = duckdb.connect(config={"threads": 2})
        for column in ["ip", "device_id"]:
            base.execute(
                f"CREATE TABLE links_{column} AS SELECT account_id, {column}, min(started_at) AS first, max(started_at) AS last,"
                f" count(DISTINCT date_trunc('day', started_at)) AS days, count(*) AS uses"
                f" FROM {source} WHERE {column} IS NOT NULL GROUP BY account_id, {column}"
            )
            counts[column] = base.execute(f"SELECT count(*) FROM links_{column}").fetchone()[0]
    return cost.line(count=counts)


def polars_links(path):
    import polars

    file, parquet = scan(path)
    counts = {}
    with Cost() as cost:
        for column in ["ip", "device_id"]:
            rows = polars.scan_parquet(file) if parquet else polars.scan_csv(file, try_parse_dates=True)
            start = polars.col("started_at")
            links = rows.drop_nulls(column).group_by("account_id", column)
            wanted = [
                start.min().alias("first"),
                start.max().alias("last"),
                start.dt.date().n_unique().alias("days"),
                polars.len().alias("uses"),
            ]
            counts[column] = links.agg(wanted).collect(engine="streaming").height
    return cost.line(count=counts)


KERNELS = {
    "networkit-leiden": networkit_leiden,
    "igraph-leiden": igraph_leiden,
    "igraph-cpm": igraph_cpm,
    "leidenalg": leidenalg_modularity,
    "networkit-cliques": networkit_cliques,
    "networkx-cliques": networkx_cliques,
    "scipy-components": scipy_components,
    "duckdb-links": duckdb_links,
    "polars-links": polars_links,
}

if __name__ == "__main__":
    print(json.dumps(KERNELS[sys.argv[1]](sys.argv[2])))
