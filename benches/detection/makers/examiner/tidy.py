"""Makes the whole consistent: nothing happens before an account exists, after it ended, or after the snapshot."""

import numpy as np


def tidy(world) -> None:
    accounts = world.accounts
    born = np.array([max(a.created, world.begin) for a in accounts], dtype=np.int64)
    gone = np.array([a.ended or world.end for a in accounts], dtype=np.int64)

    def alive(index: int, at: float) -> bool:
        return born[index] <= at < gone[index]

    logins = np.concatenate(world.logins)
    inside = (logins[:, 1] >= born[logins[:, 0]]) & (logins[:, 1] < gone[logins[:, 0]])
    logins = logins[inside]
    world.logins = logins[np.argsort(logins[:, 1], kind="stable")]

    order = sorted(range(len(world.contracts)), key=lambda i: world.contracts[i][4])
    order = [i for i in order if all(alive(who, world.contracts[i][4]) for who in world.contracts[i][:2])]
    renumbered = {old: new for new, old in enumerate(order)}
    world.contracts = [world.contracts[i] for i in order]
    world.reviews = sorted(
        (a, b, at, stars, renumbered.get(contract, -1))
        for a, b, at, stars, contract in world.reviews
        if alive(a, at) and born[b] <= at and (contract < 0 or contract in renumbered)
    )
    world.work = sorted(
        (who, begin, end, renumbered.get(contract, -1))
        for who, begin, end, contract in world.work
        if alive(who, begin) and end < world.end
    )
    world.ties = [row for row in world.ties if alive(row[0], row[3]) or (row[2] == "referral" and row[3] < world.end)]
    world.changes = sorted(row for row in world.changes if alive(row[0], row[2]))
    world.reports = [row for row in world.reports if born[row[0]] <= row[3] < world.end]
    for account in accounts:
        account.documents = [paper for paper in account.documents if paper[4] < world.end]
        account.banks = [bank for bank in account.banks if bank.added < world.end]
