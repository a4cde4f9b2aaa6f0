"""Engineer B's operations: what they own, and which account has a foreign key to it."""

from .people import Name
from .tables import DAY, HOUR, START

MOTIFS = """laptop_farm payout_funnel rented_identity shift_team persona_operator recycling broker_star stealth
mutual_review review_star one_way_boost shared_identity""".split()


class Rings:
    """One method for each motif; each gives members keys to what the operator owns."""

    def __init__(self, platform):
        self.platform, self.rng, self.knobs = platform, platform.rng, platform.knobs

    def plant(self):
        """Every motif, as often as the knobs say."""
        for motif in MOTIFS:
            for number in range(max(1, round(self.knobs.rings * self.platform.count / 20000))):
                members = []
                for _ in range(self.rng.randint(*self.knobs.sizes)):
                    member = self.platform.person(operator=f"ring-{motif}-{number}")
                    member.motif = motif
                    member.days = self.rng.choice([0.3, 0.4, 0.5])
                    members.append(member)
                getattr(self, motif)(members)
                self.camouflage(members)

    def some(self, members):
        """The members that have a trace."""
        return [m for m in members if self.rng.random() < self.knobs.trait]

    def machines(self, members, number):
        """The operator owns some machines; each member logs in from one of them."""
        machines = [self.platform.next("dev-") for _ in range(number)]
        for index, member in enumerate(members):
            member.devices = [(machines[index % number], 0, self.platform.end)]

    def one_line(self, members):
        """The operator's line, if any of them has it."""
        if not members:
            return
        line = self.platform.net.home(members[0].country)
        for member in members:
            member.lines = [(line, 0, self.platform.end)]

    def one(self, members, column, value):
        """One value of a column for all."""
        for member in members:
            setattr(member, column, value)

    def agent(self, members, keep=0.2):
        """The operator's agent takes all but a share."""
        self.one(members, "onward", self.platform.next("remit-"))
        self.one(members, "keep", keep)

    def moment(self, members):
        """A time at which all members exist."""
        return int(self.rng.uniform(max(START, max(m.created for m in members)), self.platform.end - 12 * DAY))

    def laptop_farm(self, members):
        """Own laptops on one line, driven from afar."""
        self.one_line(self.some(members))
        self.one(self.some(members), "remote", 0.6)
        self.one(self.some(members), "address", members[0].address)
        self.agent(self.some(members))

    def payout_funnel(self, members):
        """The same two banks, held by strangers to the accounts, and one agent."""
        for part in (members[::2], members[1::2]):
            bank, holder = self.platform.next("B"), Name(self.rng, True).holder
            for member in self.some(part):
                member.bank, member.holder = bank, holder
        self.agent(self.some(members), 0.15)
        self.one_line(self.some(members))
        for member in self.some(members):
            at = self.rng.uniform(member.created + 15 * DAY, self.platform.end)
            member.changes += [("bank_account", int(at + step * 9 * DAY)) for step in range(3)]

    def rented_identity(self, members):
        """The owner signs up at home; after a week the operator's machine and line take over, and the bank changes."""
        device, line = self.platform.next("dev-"), self.platform.net.home(members[0].country)
        for member in members:
            member.created = int(self.rng.uniform(START, self.platform.end - 70 * DAY))
            handed = member.created + 8 * DAY
            member.devices = [(member.devices[0][0], 0, handed), (device, handed, self.platform.end)]
            member.lines = [(member.lines[0][0], 0, handed), (line, handed, self.platform.end)]
            member.changes += [("bank_account", handed), ("email", handed + HOUR)]
        self.agent(self.some(members), 0.3)

    def shift_team(self, members):
        """Two machines, all round the clock; each member account is worked in whichever hour."""
        self.machines(members, 2)
        self.one_line(self.some(members))
        for index, member in enumerate(members):
            member.hours = (8 * (index % 3), 8 * (index % 3) + 8)
            member.days = 0.7
        self.report(members, "several_operators")

    def persona_operator(self, members):
        """One person plays many: one text, photos used twice, one machine."""
        self.one(self.some(members), "template", self.platform.next("tpl-own-"))
        for part in (members[::2], members[1::2]):
            self.one(self.some(part), "portrait", self.platform.next("img-"))
        self.machines(self.some(members), 1)
        self.report(members, "refuses_video")

    def recycling(self, members):
        """Each account opens when the one before it was suspended, on its machine, with its phone or bank."""
        device, phone, bank = (self.platform.next(s) for s in ("dev-", "+8190", "B"))
        at = START
        step = self.knobs.span * DAY // (len(members) + 1)
        for member in members:
            member.created = at + DAY
            member.devices = [(device, 0, self.platform.end)]
            at += step
            if member is not members[-1]:
                self.platform.close(member, at, "suspended")
        self.one(self.some(members), "phone", phone)
        self.one(self.some(members), "bank", bank)

    def broker_star(self, members):
        """A broker refers the others, and they send it money; some use its machine and bank."""
        broker, rest = members[0], members[1:]
        for member in rest:
            self.platform.ties.append((broker, member, "referral", max(member.created, broker.created), ""))
            for _ in range(3):
                self.platform.ties.append((member, broker, "transfer", self.moment(members), 10000))
        for member in self.some(rest):
            member.devices = broker.devices
        for member in self.some(rest):
            member.bank, member.holder = broker.bank, broker.holder

    def stealth(self, members):
        """Careful: opened from one machine within a week, then apart; later only the agent ties them."""
        device, line = self.platform.next("dev-"), self.platform.net.home(members[0].country)
        made = int(self.rng.uniform(START, self.platform.end - 60 * DAY))
        for member in members:
            member.created = made + self.rng.randrange(5 * DAY)
            self.platform.extra_logins.append((member, member.created + 600, line, device))
        self.agent(self.some(members), 0.25)

    def mutual_review(self, members):
        """85 to 100 % of all pairs review each other; half of the members work on one machine."""
        density = self.rng.uniform(0.85, 1.0)
        for index, a in enumerate(members):
            for b in members[index + 1 :]:
                if self.rng.random() < density:
                    self.platform.extra_contracts.append((a, b, self.moment([a, b]), 5, True))
        self.machines(self.some(members), 2)

    def review_star(self, members):
        """One client account rates all its workers within two weeks, and is paid to the same bank as some."""
        client, workers = members[0], members[1:]
        client.role = "client"
        at = max(START, max(m.created for m in members))
        for worker in workers:
            worker.role = "worker"
            self.platform.extra_contracts.append((client, worker, at + self.rng.randrange(12 * DAY), 5, True))
        self.one(self.some(members), "bank", client.bank)
        self.one_line(self.some(members))

    def one_way_boost(self, members):
        """Two thirds rate the rest and are never rated; the raters are made together on one machine."""
        cut = max(2, len(members) * 2 // 3)
        made = int(self.rng.uniform(START, self.platform.end - 60 * DAY))
        for rater in members[:cut]:
            rater.role, rater.created = "client", made + self.rng.randrange(3 * DAY)
            for target in members[cut:]:
                self.platform.extra_contracts.append((rater, target, self.moment([rater, target]), 5, False))
        self.machines(members[:cut], 1)
        self.one_line(self.some(members))

    def shared_identity(self, members):
        """Two or three accounts for each document, on one line or paid to one bank."""
        for start in range(0, len(members), 3):
            part = members[start : start + 3]
            self.one(part, "document", part[0].document)
            self.one(part[::2], "name", part[0].name)
        self.one_line(self.some(members))
        self.one(self.some(members), "bank", members[0].bank)

    def report(self, members, kind):
        """Clients complain, of some."""
        for member in self.some(members):
            for _ in range(2):
                at = int(self.rng.uniform(max(START, member.created), self.platform.end))
                self.platform.reports.append(
                    (member, kind, self.rng.choice(self.platform.accounts[: self.platform.count // 9]), at)
                )

    def camouflage(self, members):
        """Trade with strangers."""
        for member in members:
            if self.rng.random() < self.knobs.strangers:
                stranger = self.platform.person()
                stranger.group = "bystander"
                for pair in ((member, stranger), (stranger, member)):
                    self.platform.extra_contracts.append((*pair, self.moment(pair), 5, self.rng.random() < 0.5))
