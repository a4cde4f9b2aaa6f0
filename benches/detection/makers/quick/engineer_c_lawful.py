"""Engineer C's lawful scenes: people who once were accused by mistake."""

from .engineer_c_rings import complain, give, place
from .people import Name
from .tables import DAY, HOUR, START


def some(stage, word, low, high, **keys):
    """A lawful group of one class."""
    return [stage.person(word, **keys) for _ in range(stage.rng.randint(low, high))]


def home(stage):
    """Parents and children: one name, line and address; a family PC in every second home."""
    people = some(stage, "home", 2, 5)
    for person in people[1:]:
        person["name"] = Name(stage.rng, people[0]["name"].japanese, people[0]["name"].family)
        person["holder"] = person["name"].holder
    give(people, home=people[0]["home"], address=people[0]["address"], country=people[0]["country"])
    if stage.rng.random() < 0.5:
        place(stage, people, device=people[0]["pc"])


def flatmates(stage):
    """Students of other names on one line at one address, online in the same evenings."""
    people = some(stage, "flatmates", 3, 6)
    give(people, home=people[0]["home"], address=people[0]["address"], hour=21)


def office(stage):
    """Colleagues on the firm's line by day; two or three hot desks."""
    people = some(stage, "office", 8, 35, role="worker")
    line, desks = stage.net.place("office", "office"), [stage.token("pc") for _ in range(3)]
    place(stage, people, ip=line)
    place(stage, people[:9], ip=line, device=stage.rng.choice(desks))
    give(people, hour=13)


def agency_declared(stage):
    """Openly an agency: declared, paid on its own bank, a common text, an office."""
    people = some(stage, "agency_declared", 6, 25, role="worker")
    give(
        people,
        org="合同会社" + stage.token(""),
        bank=stage.token("bk"),
        holder="ド)アシスト",
        template=stage.token("text"),
    )
    place(stage, people[::2], ip=stage.net.place("office", "agency"))


def agency_evident(stage):
    """An agency that declares nothing, but the bank is a company's and the phone is its desk's."""
    people = some(stage, "agency_evident", 5, 14, role="worker")
    give(people, bank=stage.token("bk"), holder="カ)スタツフ", phone=people[0]["phone"])


def support_centre(stage):
    """A centre for disabled people: the helper's PC and the centre's line and phone, own papers and banks."""
    people = some(stage, "support_centre", 4, 10, role="worker")
    place(stage, people, ip=stage.net.place("office", "support centre"), device=stage.token("pc"))
    give(people, phone=people[0]["phone"])
    complain(stage, people[:2], "refuses_video")


def school(stage):
    """A class opens accounts in one room on two days; half of them come back to the campus net."""
    people, line = some(stage, "school", 10, 35, role="worker"), stage.net.place("campus", "school")
    machines, made = [stage.token("pc") for _ in range(4)], int(stage.rng.uniform(START, stage.end - 40 * DAY))
    for person in people:
        person["made"] = made + stage.rng.randrange(36) * HOUR
        stage.sessions.append((person, person["made"] + 600, 30, line, stage.rng.choice(machines), False))
    place(stage, people[::2], ip=line, weight=0.3)


def course(stage):
    """A course whose pupils all paste the teacher's profile."""
    give(some(stage, "course", 10, 40, role="worker"), template=stage.token("text"))


def cafe_regulars(stage):
    """Regulars of an internet cafe, on whichever machine is free."""
    cafe = stage.rng.randrange(len(stage.cafes))
    for person in some(stage, "cafe", 5, 15):
        for machine in stage.rng.sample(stage.cafe_machines[cafe], 4):
            place(stage, [person], ip=stage.cafes[cafe], device=machine)


def vpn_private(stage):
    """Likes to be private: most sessions through a VPN."""
    place(stage, [stage.person("vpn")], ip=stage.rng.choice(stage.vpns))


def spouse_bank(stage):
    """Both are paid on one account, which has the name of one of them."""
    one, other = some(stage, "spouse_bank", 2, 2)
    give(
        [one, other],
        bank=one["bank"],
        holder=one["holder"],
        home=one["home"],
        address=one["address"],
        country=one["country"],
    )


OF_A_PERSON = (
    "operator",
    "name",
    "document",
    "bank",
    "holder",
    "phone",
    "home",
    "pc",
    "address",
    "country",
    "portrait",
)


def two_roles(stage):
    """One person orders and works, with one paper, bank, phone and PC."""
    client, worker = stage.person("two_roles", "client"), stage.person("two_roles", "worker")
    for key in (*OF_A_PERSON, "phone_id"):
        worker[key] = client[key]


def permitted_return(stage):
    """Closed the account, came back months later, was let in."""
    old, new = stage.person("permitted_return", "worker"), stage.person("permitted_return", "worker")
    for key in OF_A_PERSON:
        new[key] = old[key]
    old["made"], old["status"], old["ended"] = START - 60 * DAY, "closed", START + stage.rng.randint(15, 35) * DAY
    new["made"] = old["ended"] + stage.rng.randint(5, 30) * DAY


def bought_machine(stage):
    """A used PC: the seller's until a day, the buyer's after."""
    seller, buyer = some(stage, "bought_machine", 2, 2)
    at, machine = START + stage.rng.randint(30, stage.knobs.span - 30) * DAY, stage.token("pc")
    place(stage, [seller], device=machine, until=at)
    place(stage, [buyer], device=machine, begin=at + 4 * DAY)


def friends(stage):
    """Freelancers who work and chat together, and praise each other as earned."""
    people = some(stage, "friends", 3, 7, role="both")
    for i, a in enumerate(people):
        for b in people[i + 1 :]:
            if stage.rng.random() < 0.5:
                stage.deals.append(
                    (a, b, stage.moment(a, b, margin=6), stage.rng.randint(3, 5), stage.rng.randint(3, 5))
                )
                stage.ties.append((a, b, "message", stage.moment(a, b), ""))


def family_firm(stage):
    """The firm of a father orders from wife and son, and reviews them."""
    boss = stage.person("family_firm", "client")
    for worker in some(stage, "family_firm", 1, 3, role="worker", family=boss["name"].family):
        give([worker], home=boss["home"], address=boss["address"], country=boss["country"])
        stage.deals.append((boss, worker, stage.moment(boss, worker, margin=6), 5, 5))


def misread_document(stage):
    """A clerk typed a number wrong and hit another's."""
    one, other = some(stage, "misread_document", 2, 2)
    other["document"] = one["document"]


def twins(stage):
    """Two faces that the matcher takes for one; one home."""
    one, other = some(stage, "twins", 2, 2)
    give([other], portrait=one["portrait"], home=one["home"], address=one["address"], country=one["country"])


def married(stage):
    """Name, bank and address change within a month."""
    person = stage.person("married")
    at = stage.moment(person, margin=35)
    stage.changes += [(person, field, at + n * 9 * DAY) for n, field in enumerate(("name", "bank_account", "address"))]


def remittance(stage):
    """Neighbours who send money home through one shop, each another share."""
    give(some(stage, "remittance", 3, 9, role="worker"), onward=stage.token("exchange"))


def loyal_client(stage):
    """A client who hires a whole team and is glad."""
    client = stage.person("loyal_client", "client")
    for worker in some(stage, "loyal_client", 3, 8, role="worker"):
        stage.deals.append((client, worker, stage.moment(client, worker, margin=6), stage.rng.randint(4, 5), 5))


LAWFUL = [(home, 600), (flatmates, 60), (office, 12), (agency_declared, 7), (agency_evident, 5), (support_centre, 8)]
LAWFUL += [(school, 8), (course, 12), (cafe_regulars, 25), (vpn_private, 400), (spouse_bank, 110), (two_roles, 120)]
LAWFUL += [(permitted_return, 40), (bought_machine, 120), (friends, 40), (family_firm, 50), (misread_document, 35)]
LAWFUL += [(twins, 15), (married, 120), (remittance, 50), (loyal_client, 25)]
