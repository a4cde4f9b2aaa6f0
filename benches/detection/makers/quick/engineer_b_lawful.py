"""Engineer B's lawful groups: families, firms, schools and chance."""

from .people import Name
from .tables import DAY, HOUR, START


class Lawful:
    """Lawful groups: families, firms, schools and chance."""

    def __init__(self, platform):
        self.platform, self.rng = platform, platform.rng

    def people(self, size, group, **keys):
        """Some people of one class."""
        people = [self.platform.person(**keys) for _ in range(size)]
        for person in people:
            person.group = group
        return people

    def plant(self):
        """Number of groups for each 20,000 accounts."""
        plan = [
            (self.home, 700),
            (self.office, 12),
            (self.agency_declared, 7),
            (self.agency_evident, 5),
            (self.school, 8),
        ]
        plan += [(self.two_roles, 120), (self.spouse_bank, 100), (self.bought_machine, 100), (self.friends, 40)]
        plan += [(self.misread_document, 30), (self.course, 10), (self.married, 120), (self.permitted_return, 40)]
        plan += [(self.loyal_client, 20), (self.new_computer, 200), (self.complained, 100), (self.remittance, 50)]
        for method, rate in plan:
            for _ in range(max(1, round(rate * self.platform.knobs.lawful * self.platform.count / 20000))):
                method()

    def same(self, people, *columns):
        """Values of the first for all."""
        for person in people[1:]:
            for column in columns:
                setattr(person, column, getattr(people[0], column))

    def home(self):
        """A family: one line and address; two in three share a computer too; they are there in the same hours."""
        first = self.people(1, "home")[0]
        rest = self.people(self.rng.choice([1, 1, 1, 2, 3]), "home", family=None, country=first.country)
        for person in rest:
            person.name = Name(self.rng, first.name.japanese, first.name.family)
            person.holder = person.name.holder
        self.same([first] + rest, "lines", "address")
        if self.rng.random() < 0.65:
            self.same([first] + rest, "devices")

    def office(self):
        """Colleagues on one line at one address, who are paid alone; in every second office three share a PC."""
        people = self.people(self.rng.randint(8, 40), "office", role="worker")
        line = self.platform.net.place("office", "office building")
        for person in people:
            person.lines, person.days = [(line, 0, self.platform.end)], 0.3
        self.same(people, "address")
        if self.rng.random() < 0.5:
            for start in range(0, len(people), 3):
                self.same(people[start : start + 3], "devices")

    def remittance(self):
        """Neighbours who send money home through one kiosk."""
        people = self.people(self.rng.randint(3, 9), "remittance", role="worker")
        people[0].onward = self.platform.next("remit-")
        self.same(people, "onward")

    def agency_declared(self):
        """An agency says so, is paid on one bank of its own, and some of its people sit in its office."""
        people = self.people(self.rng.randint(6, 25), "agency_declared", role="worker")
        bank, name, line = (
            self.platform.next("B"),
            self.rng.choice(["ミライ", "アオバ", "ヒカリ"]),
            self.platform.net.place("office"),
        )
        for person in people:
            person.organisation, person.bank, person.holder = f"株式会社{name}{bank[-3:]}", bank, f"カ){name}"
            if self.rng.random() < 0.5:
                person.lines = [(line, 0, self.platform.end)]
        self.same(people, "template")

    def agency_evident(self):
        """An agency that declares nothing, but its bank is a company's."""
        people = self.people(self.rng.randint(5, 15), "agency_evident", role="worker")
        self.same(people, "bank", "phone")
        for person in people:
            person.holder = "ユ)サポ-ト"

    def school(self):
        """A class signs up in one room within days, and never meets there again."""
        people = self.people(self.rng.randint(10, 35), "school", role="worker")
        line = self.platform.net.place("campus", "school")
        machines = [self.platform.next("dev-") for _ in range(5)]
        made = int(self.rng.uniform(START, self.platform.end - 40 * DAY))
        for person in people:
            person.created = made + self.rng.randrange(3 * DAY)
            self.platform.extra_logins.append((person, person.created + 300, line, self.rng.choice(machines)))

    def course(self):
        """A course teaches one text to its class."""
        people = self.people(self.rng.randint(10, 50), "course", role="worker")
        self.same(people, "template")

    def two_roles(self):
        """One person is client and worker."""
        client = self.people(1, "two_roles", role="client")[0]
        worker = self.people(1, "two_roles", role="worker", country=client.country)[0]
        columns = "operator name document bank holder phone address devices lines portrait".split()
        self.same([client, worker], *columns)

    def permitted_return(self):
        """Somebody leaves, and comes back later by the front door."""
        old, new = self.people(2, "permitted_return", role="worker")
        self.same([old, new], *"operator name document bank holder phone address country devices lines".split())
        old.created = START - 50 * DAY
        left = int(self.rng.uniform(START + 20 * DAY, START + 50 * DAY))
        self.platform.close(old, left, "closed")
        new.created = left + 20 * DAY

    def spouse_bank(self):
        """Paid on the spouse's account; the spouse has an account here too."""
        people = self.people(2, "spouse_bank")
        self.same(people, "bank", "holder", "address", "lines", "country")

    def bought_machine(self):
        """A machine sold at mid-term."""
        seller, buyer = self.people(2, "bought_machine")
        at = START + self.rng.randint(30, self.platform.knobs.span - 30) * DAY
        device, own = seller.devices[0][0], buyer.devices[0][0]
        seller.devices = [(device, 0, at), (self.platform.next("dev-"), at, self.platform.end)]
        buyer.devices = [(own, 0, at + 3 * DAY), (device, at + 3 * DAY, self.platform.end)]

    def friends(self):
        """Freelancers who work for one another."""
        people = self.people(self.rng.randint(3, 7), "friends")
        for index, a in enumerate(people):
            for b in people[index + 1 :]:
                if self.rng.random() < 0.6:
                    at = int(self.rng.uniform(max(START, a.created, b.created), self.platform.end - 10 * DAY))
                    self.platform.extra_contracts.append((a, b, at, self.rng.choice([4, 5]), True))
                    self.platform.ties.append((a, b, "message", at, ""))

    def misread_document(self):
        """Two numbers that a scanner read as one."""
        self.same(self.people(2, "misread_document"), "document")

    def married(self):
        """Two changes and a third: the name, the address, the bank."""
        person = self.people(1, "married")[0]
        at = int(self.rng.uniform(max(START, person.created + 15 * DAY), self.platform.end - DAY))
        person.changes += [("name", at), ("address", at + HOUR), ("bank_account", at + 2 * HOUR)]

    def new_computer(self):
        """Moves house with a new computer."""
        person, at = self.people(1, "new_computer")[0], START + self.rng.randint(20, 80) * DAY
        person.devices = [(person.devices[0][0], 0, at), (self.platform.next("dev-"), at, self.platform.end)]
        person.lines = [(person.lines[0][0], 0, at), (self.platform.net.home(person.country), at, self.platform.end)]

    def loyal_client(self):
        """A client who likes a team and says so in one week."""
        client = self.people(1, "loyal_client", role="client")[0]
        for worker in self.people(self.rng.randint(4, 9), "loyal_client", role="worker"):
            at = int(max(START, client.created, worker.created) + self.rng.randrange(12 * DAY))
            self.platform.extra_contracts.append((client, worker, at, 5, False))

    def complained(self):
        """Newcomers, of whom clients complain without cause."""
        person = self.people(1, "complained", role="worker")[0]
        kind = self.rng.choice(["unnatural_language", "refuses_video", "below_market"])
        for _ in range(2):
            at = int(self.rng.uniform(max(START, person.created), self.platform.end))
            self.platform.reports.append((person, kind, self.rng.choice(self.platform.accounts), at))

    def everyday_noise(self):
        """Messages, referrals and changes that anybody makes, and accounts that end for reasons of their own."""
        accounts, rng = self.platform.accounts, self.rng
        for account in accounts:
            if account.group == "plain" and not account.motif and rng.random() < 0.02:
                at = self.platform.end - rng.randint(1, 25) * DAY
                self.platform.close(account, at, rng.choice(["closed", "suspended"]))
        for _ in range(self.platform.count // 5):
            a, b = rng.sample(accounts, 2)
            at = int(rng.uniform(max(START, a.created, b.created), self.platform.end))
            self.platform.ties.append((a, b, rng.choice(["message", "message", "referral"]), at, ""))
            a.changes.append((rng.choice(["phone", "email", "address", "bank_account"]), at))
