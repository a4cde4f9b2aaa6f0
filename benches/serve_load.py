#!/usr/bin/env python3
"""Asks a running `ringtrace serve` at a fixed rate, as several investigators would, and prints latencies.

benches/serve_load.py URL RESULTS [--rate 50] [--seconds 60]

Open loop: requests start on schedule whether or not earlier ones were answered, and latency counts from the scheduled
moment, so that a stall is seen in every request that it delays. Standard library only.
"""
import argparse, asyncio, csv, json, random, time, urllib.parse

parser = argparse.ArgumentParser()
parser.add_argument("url", help="as `ringtrace serve` printed it")
parser.add_argument("results", help="the results directory that is served: for ids to ask for")
parser.add_argument("--rate", type=float, default=50)
parser.add_argument("--seconds", type=float, default=60)
args = parser.parse_args()
address = urllib.parse.urlsplit(args.url)
host, port = address.hostname, address.port
chance = random.Random(1)


async def ask(path, cookie=None):
    reader, writer = await asyncio.open_connection(host, port)
    head = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n"
    writer.write((head + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n").encode())
    answer = await reader.read(-1)
    writer.close()
    top, _, body = answer.partition(b"\r\n\r\n")
    return int(top.split()[1]), top.decode(), body


def kinds():
    """What is asked for, how often, and an address for it."""
    with open(f"{args.results}/clusters.ndjson", encoding="utf-8") as file:
        clusters = [json.loads(line) for line in file]
    with open(f"{args.results}/accounts.csv", encoding="utf-8") as file:
        tied = [row["account_id"] for row in csv.DictReader(file)]
    nodes = [(one["kind"], one["value"]) for cluster in clusters for one in cluster["identifiers"]]
    q = urllib.parse.quote
    pair = lambda: (chance.choice(clusters)["accounts"] * 2)[:2] if chance.random() < 0.5 else chance.sample(tied, 2)
    text = lambda: chance.choice([lambda: chance.choice(tied), lambda: chance.choice(nodes)[1], lambda: chance.choice(tied)[:4],
                                  lambda: chance.choice(nodes)[1][-5:]])()
    node = lambda: chance.choice([("account", chance.choice(tied)), chance.choice(nodes)])
    return [
        ("cluster", 40, lambda: f"cluster/{chance.choice(clusters)['cluster']}"),
        ("search", 20, lambda: f"search?q={q(text())}"),
        ("neighbourhood", 20, lambda: "neighbourhood?kind={}&value={}".format(*map(q, node()))),
        ("explain", 10, lambda: "explain?a={}&b={}".format(*map(q, pair()))),
        ("clusters", 5, lambda: "clusters"),
        ("decisions", 5, lambda: "decisions"),
    ]


async def main():
    status, top, _ = await ask(f"/?{address.query}")
    cookie = next(line.split(": ", 1)[1].split(";")[0] for line in top.split("\r\n") if line.lower().startswith("set-cookie"))
    choices, taken, wrong = kinds(), {}, []

    async def one(name, path, due):
        status, _, body = await ask(f"/api/{path}", cookie)
        taken.setdefault(name, []).append((time.perf_counter() - due, len(body)))
        if status != 200:
            wrong.append((status, path))

    start, tasks = time.perf_counter() + 0.1, []
    for at in range(int(args.rate * args.seconds)):
        due = start + at / args.rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        name, _, make = chance.choices(choices, [weight for _, weight, _ in choices])[0]
        tasks.append(asyncio.create_task(one(name, make(), due)))
    await asyncio.gather(*tasks)

    def line(name, found):
        ms = sorted(1000 * seconds for seconds, _ in found)
        at = lambda share: ms[min(len(ms) - 1, int(share * len(ms)))]
        size = sum(length for _, length in found) / len(found) / 1000
        print(f"{name:14} {len(ms):6} requests  p50 {at(0.5):7.1f}  p90 {at(0.9):7.1f}  p99 {at(0.99):7.1f}  max {ms[-1]:7.1f} ms  {size:8.1f} kB each")

    for name, _, _ in choices:
        if taken.get(name):
            line(name, taken[name])
    line("all", [each for found in taken.values() for each in found])
    print(f"{len(wrong)} not answered with 200" + (f", first {wrong[0]}" if wrong else ""))


asyncio.run(main())
