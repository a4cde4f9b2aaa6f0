"""The guilty: one hidden operator behind several accounts, with traces of at least two kinds and camouflage."""
from . import names, traces as t
from .lawful_work import firm
from .people import address, email, group, paper
from .world import DAY, END, RETAIN, Spot

# the strongest trace of each motif comes first; the variant strongest_removed leaves it out
MOTIFS = {
    "laptop_farm": ("farm_line", "payee", "same_minute", "change", "contact", "onward"),
    "rented_identity": ("operator_machine", "onward", "contact", "change", "template", "hand_over"),
    "cloned_id": ("document", "portrait", "operator_machine", "contact", "payee", "line"),
    "payout_funnel": ("payee", "onward", "transfer", "line", "contact", "template"),
    "mutual_review": ("praise", "line", "template", "transfer", "onward", "operator_machine"),
    "broker_star": ("broker", "transfer", "payee", "template", "onward", "line"),
    "persona_operator": ("hand_over", "template", "line", "operator_machine", "onward", "portrait"),
    "recycling_after_ban": ("bans", "operator_machine", "portrait", "payee", "contact", "document", "onward"),
    "shift_team": ("team_machines", "hand_over", "line", "payee", "contact", "template"),
    "stealth_ring": ("onward", "hand_over", "template", "contact", "transfer", "line"),
}
MORE = ("onward", "contact", "line", "operator_machine", "template", "payee", "transfer", "document")
ALIKE = {"farm_line": "line", "team_machines": "operator_machine"}     # what would bring the removed trace back
# one machine in one place is one trace, not two: kinds that come together count once
FAMILY = {"farm_line": "where", "line": "where", "operator_machine": "where", "team_machines": "where", "bans": "where"}
NEEDS = {"praise": ("reviews", "contracts"), "transfer": ("ties",), "broker": ("ties", "contracts")}


class Ring:
    def __init__(self, w, motif, k):
        r = w.r
        self.w, self.motif = w, motif
        self.base = w.country()                          # where the operator sits
        city = r.choice(names.COUNTRIES[self.base].cities)
        # identities come from the operator's country, from one other, or from anywhere
        style = r.random()
        origin = self.base if style < .4 else w.country() if style < .7 else None
        family = [r.choice(names.TABLES[names.COUNTRIES[origin].style][0])] if origin and r.random() < .08 else None
        mixed = r.choice((0, .1, .3))
        roles = ("both",) if motif == "mutual_review" or r.random() < .1 else ("client", "worker", "worker") if motif == "broker_star" else None
        cohort = r.choice((None, None, None, 20 * DAY, 90 * DAY))
        self.ms = group(w, k, origin, family, roles=roles, cohort=cohort, mixed=mixed)
        self.line = r.choice((lambda: w.net.home(self.base, city), lambda: w.net.home(self.base, city), lambda: w.net.fixed(self.base, "residential"),
                              lambda: w.net.fixed(self.base, "hosting", 2), lambda: w.net.public(self.base, city)))()
        # where the identity is borrowed, the hours are the operator's
        if r.random() < .5:
            for a in self.ms:
                if r.random() < .7:
                    a.zone = self.base
        self.reached, self.full = [], False              # (kind, accounts)

    def share(self):
        low = .4 if self.motif == "stealth_ring" else .5
        return self.w.r.uniform(low, 1.0)

    def members(self):
        seen = set().union(*(g for _, g in self.reached)) if self.reached else set()
        left = [a for a in self.ms if a.i not in seen]
        if self.full or (self.motif == "stealth_ring" and left and self.reached):
            known = [a for a in self.ms if a.i in seen]  # a thin ring: one bridge to those not reached yet
            return left + self.w.r.sample(known, min(len(known), 1 + self.w.r.randrange(2)))
        return t.some(self.w, self.ms, self.share())

    # each method plants one trace on some members and returns whom it reached
    def farm_line(self):
        ms = self.members()
        own = {a.i: self.w.token("d", 40) for a in ms}
        place = self.w.net.fixed(self.base, "residential", self.w.r.choice((1, 1, 2)))
        return t.at(self.w, ms, place, own, 2.5, remote=self.w.r.random() < .7)

    def operator_machine(self):
        ms = self.members()
        place = self.line if self.w.r.random() < .7 else self.w.net.vpn()
        return t.shared_machines(self.w, ms, place, 1 if len(ms) < 8 else len(ms) // 6, self.w.r.uniform(.3, 1.5))

    def team_machines(self):
        ms = self.members()
        return t.shared_machines(self.w, ms, self.line, max(1, len(ms) // 3), 2.0)

    def line_(self):
        place = self.line if self.line.kind in ("residential", "hosting") else self.w.net.fixed(self.base, "residential")
        return t.at(self.w, self.members(), place, None, self.w.r.uniform(.4, 2.0))

    def payee(self):
        w, ms = self.w, self.members()
        holder = names.on_paper(w.r, names.make_name(w.r, self.base if w.r.random() < .6 else w.country()))
        return t.payee(w, ms, holder, w.r.choices(("bank", "money_transfer", "crypto"), (.6, .3, .1))[0], country=self.base, keep=w.r.uniform(.2, .8))

    def onward(self):
        return t.onward(self.w, self.members(), self.w.token("o", 48), self.base, self.w.r.randrange(3600, 6 * DAY))

    def contact(self):
        w = self.w
        kind = w.r.choice(("phone", "email", "recovery_email", "payment_card", "address", "phone"))
        value = address(w, self.base, names.COUNTRIES[self.base].cities[0]) if kind == "address" else None
        if kind == "recovery_email":
            value = email(w, names.make_name(w.r, self.base))
        return t.contact(w, self.members(), kind, value)

    def template(self):
        return t.contact(self.w, self.members(), "template")

    def portrait(self):
        return t.contact(self.w, self.members(), "portrait")

    def document(self):
        w, ms = self.w, self.members()
        number, kind = paper(w, ms[0].country)
        base = names.on_paper(w.r, ms[0].name)
        alike = w.r.random() < .4                        # one paper as it is, or with each member's name drawn over it
        return t.same_document(w, ms, number, kind, ms[0].country, lambda a: names.respelt(w.r, base) if alike else names.on_paper(w.r, a.name))

    def transfer(self):
        ms = self.members()
        hub = ms[0]
        return t.transfers(self.w, [(a, hub) for a in ms[1:]], 90, self.w.r.randrange(1, 4))

    def broker(self):
        w, ms = self.w, sorted(self.members(), key=lambda a: a.created)
        star = ms[0]
        star.role = "both" if star.role == "worker" else star.role
        hit = t.referral(w, star, ms)
        for a in ms[1:]:
            for _ in range(w.r.randrange(1, 4)):
                t.order(w, star, a, w.when(star, a, hi=END - 10 * DAY), 5 if w.r.random() < .8 else None, 5 if w.r.random() < .4 else None)
        return ms if w.p.has("contracts") else hit

    def praise(self):
        w, ms = self.w, self.members()
        return t.praise(w, ms, min(.9, 4 / len(ms) + .15), w.r.uniform(.6, 1), fee=w.r.choice((None, 5)), bare=w.r.choice((0, .2, .6)))

    def same_minute(self):
        return t.same_minute(self.w, self.members(), self.w.r.randrange(4, 12), self.base)

    def hand_over(self):
        ms = self.members()
        spots = None
        if self.w.r.random() < .5 and self.w.p.has("logins", "device_id"):   # one bench, a machine for each account
            spots = {a.i: Spot(self.line, self.w.token("d", 40), 1) for a in ms}
        return t.hand_over(self.w, ms, self.w.r.randrange(5, 10) + 2 * len(ms), self.base, spots)

    def change(self):
        return t.change_together(self.w, self.members(), self.w.r.choice(("bank_account", "phone", "email", "address")))

    def bans(self):
        """One account after another: suspended, and days later the next one starts."""
        w, ms = self.w, sorted(self.members(), key=lambda a: a.created)
        cut, last = RETAIN + w.r.randrange(5, 30) * DAY, len(ms) - 1
        device, at_ = w.token("d", 40), max(1, last)
        step = max(4 * DAY, (END - 30 * DAY - cut) // at_)
        for j, a in enumerate(ms):
            if j:
                a.created = max(a.created, cut + w.r.randrange(1, 4) * DAY) if a.created > cut - 60 * DAY else a.created
            start = max(a.created, cut if j else RETAIN)
            cut = min(END - 8 * DAY, max(start + 3 * DAY, cut + (step if j else 0)))
            t.at(w, [a], self.line, [device], 3, since=start)
            if j < last and w.r.random() < .8:
                a.status, a.status_at = "suspended", min(END - 2 * DAY, max(cut, a.created + 4 * DAY))
        return ms if w.p.has("logins", "device_id") else []

    def plant(self):
        w, r = self.w, self.w.r
        names_ = list(MOTIFS[self.motif])
        if self.motif == "stealth_ring" and w.p.strongest:   # any two thin traces will do
            r.shuffle(names_)
        first = names_.pop(0)
        order = ([first] if w.p.strongest else []) + r.sample(names_, len(names_))
        order = [m for m in order if w.p.strongest or m != ALIKE.get(first)]
        want = 2 if self.motif == "stealth_ring" else r.choice((3, 3, 4, 5))
        rest = [m for m in r.sample(MORE, len(MORE)) if m not in order and (w.p.strongest or m not in (first, ALIKE.get(first)))]
        for n, what in enumerate(order + rest + rest):
            if self._kinds() >= min(want, 2) and len(self.reached) >= want and self._hang_together():
                break
            # enough kinds, but somebody still stands alone: the next trace goes to those
            self.full = (self._kinds() >= 2 and len(self.reached) >= want) or n >= len(order + rest)
            if any(not w.p.has(table) for table in NEEDS.get(what, ())):
                continue
            got = getattr(self, "line_" if what == "line" else what)()
            if len(got) >= 2:
                self.reached.append((what, {a.i for a in got}))
        if r.random() < .4:
            t.incidental(w, self.ms)
        if r.random() < .35:
            t.report(w, self.ms, ("several_operators", "refuses_video", "unnatural_language", "off_platform", "below_market"), .25)
        if r.random() < .06:                             # a front firm
            org = firm(w)
            for a in self.ms:
                a.org = org
        if r.random() < .06:
            t.contact(w, self.ms, "address", address(w, self.base, names.COUNTRIES[self.base].cities[0]))

    def _kinds(self):
        return len({FAMILY.get(k, k) for k, _ in self.reached})

    def _hang_together(self):
        left, groups = {a.i for a in self.ms}, [set(g) for _, g in self.reached]
        if not groups:
            return False
        seen, grown = groups[0], True
        while grown:
            grown = False
            for g in groups:
                if g & seen and not g <= seen:
                    seen, grown = seen | g, True
        return left <= seen


def plant_all(w):
    r = w.r
    budget, used, n = round(w.p.ring_share * len(w.accounts)), 0, 0
    motifs = list(MOTIFS)
    r.shuffle(motifs)
    while budget - used >= 3 or n == 0:
        k = min(w.p.ring_cap, int(2 + r.paretovariate(1.05)), max(3, budget - used))
        k = max(3, k)
        motif = motifs[n % len(motifs)]
        n += 1
        ring = Ring(w, motif, k)
        ring.plant()
        operator = f"op{n:04d}"
        for a in ring.ms:
            a.operator, a.motif, a.klass = operator, motif, ""
        w.groups.append((motif, operator, [a.i for a in ring.ms], [k for k, _ in ring.reached]))
        used += k
