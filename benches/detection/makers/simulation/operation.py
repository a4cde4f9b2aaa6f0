"""A hidden operation as an organisation: identities, hands, machines, exits, money, praise, losses and slips."""

import numpy as np

from . import acts
from .motifs import ANY, CHANNELS, MOTIFS, STRENGTH, THINGS, UNWATCHED
from .names import ORIGIN_SHARE
from .town import COUNTRIES


class Operation:
    """One organisation with its own character; `run` lets it live through the snapshot."""

    def __init__(self, w, motif, members):
        self.w, self.motif, self.m = w, motif, members
        rng = w.rng
        _, (low, high), channels = MOTIFS[motif]
        self.discipline = float(np.clip(rng.uniform(low, high) + w.variant.discipline, 0, 0.99))
        care = np.clip(1.4 - 0.75 * self.discipline, 0.4, 1.3)
        self.use = {c: min(1.0, care * rng.uniform(*channels.get(c, ANY[c]))) for c in CHANNELS}
        for c in rng.choice(CHANNELS, rng.integers(1, 5), replace=False):
            self.use[c] = max(self.use[c], min(1.0, care * rng.uniform(*UNWATCHED) * (0.4 if c == "document" else 1)))
        self.dropped = ""
        if w.variant.drop_strongest:
            self.dropped = max(CHANNELS, key=lambda c: self.use[c] * STRENGTH[c])
            self.use[self.dropped] = 0.0
        w.operator[members], w.motif[members], w.klass[members] = members[0], motif, ""

    def run(self):
        """Everything the organisation does, in the order in which its decisions depend on one another."""
        self._grow()
        self._take_identities()
        self._lose_and_recover()
        self._equip()
        self._work()
        self._move_money()
        self._praise()
        self._keep_in_touch()
        self._slip()

    def _grow(self):
        """Accounts are opened over months, in waves, faster as the organisation learns."""
        w, rng, m = self.w, self.w.rng, self.m
        first = rng.uniform(-500, w.span * 0.4)
        w.created[m] = np.sort(first + (w.span - 8 - first) * rng.random(len(m)) ** rng.uniform(0.4, 1.5))
        w.end[m], w.status[m] = w.span, "active"
        if rng.random() < 0.25 and self.dropped not in ("machine", "exit"):
            batch = m[: max(2, len(m) // 2)]
            day, within = rng.uniform(0, w.span * 0.7), rng.uniform(0.2, 7)
            machine = int(w.pc[m[0]]) if rng.random() < 0.4 else None
            acts.join_together(w, batch, day, within, int(w.home[m[0]]), machine)
        w.rate[m] = np.maximum(w.rate[m], rng.uniform(0.03, 0.3))
        w.role[m] = rng.choice(["worker", "both", "client"], len(m), p=[0.85, 0.1, 0.05])
        if self.motif in ("boosting", "fake_clients", "mutual_review"):
            w.role[m] = rng.choice(["worker", "both", "client"], len(m), p=[0.3, 0.35, 0.35])
        w.diligence[m] *= rng.uniform(0.7, 2.0)
        if rng.random() < (0.8 if self.motif == "shift_team" else 0.25):
            w.toil[m] *= rng.uniform(2, 12)
        w.reported[m] += rng.uniform(0, 0.1) * (1.2 - self.discipline)

    def _take_identities(self):
        """Papers are rented, forged from few photographs, or stolen from people who are on the platform themselves."""
        w, rng, m = self.w, self.w.rng, self.m
        self.rented = acts.some(w, m, rng.uniform(0.5, 1) if self.motif == "rented_identity" else rng.uniform(0, 0.4))
        for acc in acts.some(w, m[1:], self.use["document"]):
            w.document[acc] = w.document[rng.choice(m)]
        forged = acts.some(w, m, self.use["portrait"])
        photos = w.new("portrait", 1 + len(forged) // int(rng.integers(2, 7)))
        w.portrait[forged] = rng.choice(photos, len(forged))
        if rng.random() < 0.3:
            owners = w.cast(int(rng.integers(1, 3)))
            if owners is not None:
                w.klass[owners] = "stolen_identity"
                for owner, acc in zip(owners, rng.choice(m, len(owners))):
                    w.document[acc], w.person[acc] = w.document[owner], w.person[owner]
        texts = w.new("template", 1 + len(m) // 15)
        writers = acts.some(w, m, self.use["template"])
        w.template[writers] = rng.choice(texts, len(writers))
        sims, boxes = w.new("phone", 1 + len(m) // int(rng.integers(2, 6))), w.new("email", 1 + len(m) // 6)
        called = acts.some(w, m, self.use["contact"] * rng.uniform(0.3, 1))
        w.phone[called] = rng.choice(sims, len(called))
        mailed = acts.some(w, m, self.use["contact"] * rng.uniform(0.1, 0.9))
        w.recovery[mailed] = rng.choice(boxes, len(mailed))
        if self.motif == "fake_clients":
            w.card[acts.some(w, m, rng.uniform(0, 0.6))] = w.new("card")[0]

    def _lose_and_recover(self):
        """Accounts are suspended; some come back as new ones that keep something of the old."""
        w, rng, m = self.w, self.w.rng, self.m
        lost = acts.some(
            w, m[: len(m) // 2], rng.uniform(0.3, 0.9) if self.motif == "recycling" else rng.uniform(0, 0.35)
        )
        w.close(lost, np.maximum(w.created[lost], 0) + rng.uniform(5, w.span * 0.8, len(lost)), "suspended")
        heirs = m[len(m) // 2 :][: len(lost)]
        pairs = w.chance(self.use["recycle"], len(heirs))
        for old, new in zip(lost[: len(heirs)][pairs], heirs[pairs]):
            acts.succeed(w, np.array([old]), np.array([new]))
            kept = rng.choice(
                [t for t in (*THINGS.values(), "address", "recovery") if t != THINGS.get(self.dropped)],
                rng.integers(1, 4),
                replace=False,
            )
            for thing in kept:
                getattr(w, thing)[new] = getattr(w, thing)[old]
            w.holder_own[new] = "bank" in kept and rng.random() < 0.7

    def _equip(self):
        """Each hand sits at a home of its own, often abroad; each account gets a machine and an exit."""
        w, rng, m = self.w, self.w.rng, self.m
        hands = max(1, round(len(m) / rng.uniform(3, 12)))
        country = (
            COUNTRIES[rng.choice(len(COUNTRIES), p=ORIGIN_SHARE)]
            if rng.random() < 0.5
            else COUNTRIES[rng.integers(1, len(COUNTRIES))]
        )
        self.hand = rng.integers(0, hands, len(m))
        self.hand_home = [w.town.open("home", country) for _ in range(hands)]
        self.hand_machine = w.new("device", hands)
        self.on_machine = w.chance(self.use["machine"], len(m))
        kind = "home" if self.motif == "laptop_farm" else rng.choice(["home", "exit", "vpn", "hosting", "office"])
        exits = [w.town.open(kind) for _ in range(1 + len(m) // int(rng.integers(8, 40)))]
        self.exit = w.home[m].copy()
        shared = w.chance(self.use["exit"], len(m))
        self.exit[shared] = rng.choice(exits, shared.sum())
        private = ~shared & w.chance(rng.uniform(0.2, 0.9), len(m))
        kinds = rng.choice(["vpn", "exit", "hosting", "home"], private.sum())
        self.exit[private] = [w.town.open(k) for k in kinds]
        self.remote = rng.random() < 0.4
        w.own[m] *= rng.uniform(0, 0.5)
        if kind == "home" and rng.random() < 0.6:
            kin = w.cast(int(rng.integers(1, 4)))
            if kin is not None:
                w.klass[kin] = "facilitator_kin"
                acts.live_together(w, kin, exits[0], 1.0)
        if rng.random() < 0.25 and (buyer := w.cast(1)) is not None:
            w.klass[buyer] = "bought_from_operation"
            w.routine(buyer, self.hand_machine[0], w.home[buyer], 0.15, w.span * 0.7, w.span, 40.0, w.hour[buyer], 2.0)

    def _work(self):
        """Hands sit down on their days and hours and open their accounts one after the other, or all at once."""
        w, rng, m = self.w, self.w.rng, self.m
        minutes, gap, diligence = rng.uniform(8, 60), rng.lognormal(1.2, 0.9), rng.uniform(0.08, 0.6)
        hour, rest, rounds = rng.uniform(0, 24), rng.choice([-1, 5, 6, 0]), rng.choice([1, 1, 1, 2, 4])
        for h in range(len(self.hand_home)):
            mine = np.flatnonzero(self.hand == h)
            if len(mine) == 0:
                continue
            shift = (hour + (8 * h if self.motif == "shift_team" else rng.normal(0, 2))) % 24
            rhythm = rng.random() < self.use["rhythm"]
            for day in np.repeat(np.arange(w.span), rounds).tolist():
                if rng.random() > diligence or day % 7 == rest:
                    continue
                today = rng.permutation(mine)[: max(1, rng.binomial(len(mine), rng.uniform(0.2, 0.8)))]
                dev = np.where(self.on_machine[today], self.hand_machine[h], w.pc[m[today]])
                start = day + ((shift + rng.normal(0, 1.2 * rounds)) % 24) / 24
                remote = self.remote and rng.random() < 0.3
                if rhythm:
                    acts.sitting(w, m[today], w.pc[m[today]], self.exit[today], start, 0.02, 3, remote)
                elif rng.random() < self.discipline * 0.8:
                    for acc, one, line in zip(m[today], dev, self.exit[today]):
                        at = day + ((shift + rng.normal(0, 3.5)) % 24) / 24
                        acts.sitting(w, np.array([acc]), one, line, at, minutes, 1, remote)
                else:
                    acts.sitting(w, m[today], dev, self.exit[today], start, minutes, gap, remote)
        for acc in self.rented[w.created[self.rented] > 0]:
            owner_days = w.created[acc] + np.sort(rng.uniform(0, 6, 3))
            w.sessions.add(acc, w.mobile[acc], w.home[acc], owner_days, 12.0, False)
            for field in acts.some(w, np.array(["email", "phone", "bank_account", "address"]), 0.4):
                w.changes.add(acc, field, min(w.created[acc] + rng.uniform(3, 20), w.span - 0.1))

    def _move_money(self):
        """Mules take a few accounts each; houses behind them take it all; facilitators keep a share."""
        w, rng, m = self.w, self.w.rng, self.m
        crowd = rng.permutation(acts.some(w, m, self.use["payee"]))
        while len(crowd):
            k = int(rng.integers(2, 4 + len(m) // 3))
            mule = w.new_bank(w.new_person()[0], rng.choice(3, p=[0.8, 0.12, 0.08]))
            acts.share_payee(w, crowd[:k], mule, 1.0, rng.uniform(0, 0.8), rng.random() < 0.5)
            crowd = crowd[k:]
        houses = w.new("onward", 1 + len(m) // int(rng.integers(5, 40)))
        sent = acts.some(w, m, self.use["onward"])
        keep = np.clip(rng.uniform(0.05, 0.45) + rng.normal(0, rng.uniform(0, 0.12), len(sent)), 0.02, 0.6)
        if len(sent):
            w.onward.add(
                sent,
                rng.choice(houses, len(sent)),
                keep,
                rng.uniform(0.01, 0.2),
                rng.uniform(0.3, 1),
                rng.random() < 0.7,
            )

    def _praise(self):
        """Own clients praise own workers, rings praise each other, boosters praise whoever pays."""
        w, rng, m = self.w, self.w.rng, self.m
        if self.use["praise"] > 0.08:
            acts.praise_each_other(w, m, self.use["praise"] * rng.uniform(0.2, 0.8))
            clients, workers = m[w.role[m] != "worker"], m[w.role[m] != "client"]
            if len(clients) and len(workers):
                hires = rng.poisson(self.use["praise"] * 3 * len(workers))
                acts.hire(w, rng.choice(clients, hires), rng.choice(workers, hires), 0.95, 7.5)
        if self.motif == "boosting":
            buyers = w.cast(int(rng.integers(3, 6 + len(m))))
            if buyers is not None:
                w.klass[buyers] = "bought_praise"
                for buyer in buyers:
                    crew = rng.choice(m, min(len(m), int(rng.integers(2, 12))), replace=False)
                    acts.hire(w, crew, np.full(len(crew), buyer), 0.97, 6.5)
        if rng.random() < 0.3 and (client := w.cast(1)) is not None:
            w.klass[client], w.role[client] = "operation_client", "client"
            workers = rng.choice(m, int(rng.integers(3, 20)))
            acts.hire(w, np.repeat(client, len(workers)), workers, rng.uniform(0.4, 1))

    def _keep_in_touch(self):
        """Referrals, money between accounts, messages: around a broker, or along a chain of acquaintances."""
        w, rng, m = self.w, self.w.rng, self.m
        rest = acts.some(w, m[1:], self.use["ties"])
        if len(rest):
            hub = (
                np.full(len(rest), m[0])
                if self.motif == "broker_star" or rng.random() < 0.4
                else rng.choice(m, len(rest))
            )
            apart = hub != rest
            times = rng.integers(1, 6)
            acts.tie(w, np.repeat(rest[apart], times), np.repeat(hub[apart], times), "transfer", 9.5)
        acts.refer(w, m, self.use["ties"] * rng.uniform(0, 0.8), rng.random())
        acts.chat(w, m, self.use["ties"] * rng.uniform(0, 0.3))

    def _slip(self):
        """A forgotten VPN, the wrong browser, a number used twice, a payee reused when one is closed."""
        w, rng, m = self.w, self.w.rng, self.m
        for _ in range(rng.poisson((1.05 - self.discipline) * len(m) * 0.5 + 0.5)):
            i, j = rng.integers(0, len(m), 2)
            kind, day = rng.choice(["home", "home", "machine", "contact", "payee", "ties"]), w.days(m[i : i + 1])[0]
            if kind == self.dropped:
                continue
            if kind == "home":
                acts.sitting(w, m[i : i + 1], w.pc[m[i]], self.hand_home[self.hand[i]], day, 20, 1)
            elif kind == "machine":
                acts.sitting(w, m[[j, i]], w.pc[m[j]], self.exit[[j, i]], day, 15, 4)
            elif kind == "contact":
                w.phone[m[i]] = w.phone[m[j]]
            elif kind == "payee" and i != j:
                acts.share_payee(w, m[i : i + 1], w.bank[m[j]], 1.0, 1.0, True)
            else:
                acts.tie(w, m[i : i + 1], m[j : j + 1], "transfer" if i != j else "message", 9.0)


def simulate_operations(w):
    """Found operations until their share of the accounts is reached."""
    words = list(MOTIFS)
    share = np.array([MOTIFS[k][0] for k in words])
    left, largest = int(w.variant.operations * w.n), int(max(12, w.n * 0.004 * w.variant.size))
    while left >= 3:
        size = int(np.clip(w.rng.lognormal(2.0, 0.75) * w.variant.size, 3, min(left, largest)))
        members = w.cast(size)
        Operation(w, w.rng.choice(words, p=share / share.sum()), members).run()
        left -= size
