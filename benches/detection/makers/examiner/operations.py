"""Hidden operations: each motif in several forms, each form a list of traces from the strongest down.

Every member starts as an ordinary persona with a home line, a machine and habits of its own. A form then says what its
people share; how much of it shows is drawn for each operation, and less of it where the operation is careful.
"""

from . import belongings as own
from . import traces as use
from .people import DAY, Channel, holder_of


def clique(world, accounts, share) -> None:
    """All praise all, in knots of up to twenty."""
    for part in use.parts(world, use.some(world, accounts, share), 4, 20):
        own.praise(world, own.mutual_pairs(world, part, 1.0), world.rng.uniform(0.2, 0.9))


def near_clique(world, accounts, share) -> None:
    """About 85 % of the pairs praise each other, spread over weeks or within a few."""
    for part in use.parts(world, use.some(world, accounts, share), 5, 24):
        window = world.rng.uniform(world.begin, world.end - 30 * DAY) if world.rng.random() < 0.4 else None
        own.praise(world, own.mutual_pairs(world, part, 0.85), world.rng.uniform(0.2, 0.9), window)


def praise_star(world, accounts, share) -> None:
    """A few favourites are praised by all, and praise back in part."""
    rng, chosen = world.rng, use.some(world, accounts, share)
    centres = chosen[: 1 + len(chosen) // 8]
    pairs = [(leaf, centre) for leaf in chosen[len(centres) :] for centre in centres]
    own.praise(world, pairs + [(b, a) for a, b in pairs if rng.random() < 0.4], rng.uniform(0.2, 0.9))


def push(world, accounts, share) -> None:
    """Fake clients rate a few sellers up; each also buys from strangers, so as to look like a client."""
    rng, chosen = world.rng, use.some(world, accounts, share)
    cut = max(1, len(chosen) // int(rng.integers(3, 6)))
    sellers, buyers = chosen[:cut], chosen[cut:]
    for buyer in buyers:
        buyer.role = "both" if buyer.role == "worker" else buyer.role
        pairs = [(buyer, seller) for seller in sellers for _ in range(int(rng.integers(1, 4)))]
        own.praise(world, pairs, 0.8, world.moment(buyer) if rng.random() < 0.5 else None)
        for _ in range(int(rng.poisson(2))):
            own.deal(world, buyer, world.stranger(), chance=0.8)


def front_client(world, accounts, share) -> None:
    """One of them plays the client that hires and praises the others."""
    front, *others = use.some(world, accounts, share)
    front.role = "client"
    window = world.rng.uniform(world.begin, world.end - 30 * DAY)
    for worker in others:
        for _ in range(int(world.rng.integers(1, 4))):
            own.deal(world, front, worker, 5, 0.85, window + world.rng.uniform(0, 20) * DAY)


def broker(world, accounts, share) -> None:
    """One brings the others, writes to them, and takes a fee from each."""
    rng, (hub, *others) = world.rng, use.some(world, accounts, share)
    for other in others:
        if rng.random() < 0.7:
            world.tie(hub, other, "referral", max(other.created, hub.created))
        for _ in range(int(rng.integers(0, 5))):
            world.tie(other, hub, "transfer", world.moment(other, hub), rng.lognormal(8.5, 0.7))
        if rng.random() < 0.5:
            world.tie(hub, other, "message", world.moment(hub, other))


def come_back(world, accounts, share) -> None:
    """Accounts are banned, and others that took over a thing or two of theirs appear days later."""
    rng, line = world.rng, use.some(world, accounts, share)
    for old, new in zip(line, line[1:]):
        if old.status != "active" or rng.random() < 0.25:
            continue
        low = max(old.created + 10 * DAY, world.begin + 5 * DAY)
        if low > world.end - 20 * DAY:
            continue
        old.ended, old.status = float(int(rng.uniform(low, world.end - 15 * DAY))), "suspended"
        new.created = float(int(old.ended + rng.exponential(6) * DAY + 3600))
        new.created = min(new.created, world.end - 5 * DAY)
        for kind in ("phone", "recovery_email", "card", "template", "portrait"):
            if old.value(kind) and rng.random() < 0.2:
                new.set(kind, old.value(kind))
        if rng.random() < 0.3 and old.banks:
            bank = old.banks[0]
            new.banks = [type(bank)(bank.number, bank.kind, bank.holder, bank.country, new.created + DAY)]
        if rng.random() < 0.35:
            new.channels.append(Channel(old.home, old.device, use.pace(new), old.hour, 2.5))


def farm_line(world, accounts, share) -> None:
    """Machines side by side at facilitators' homes; a lodger who has no part in it uses the line, too."""
    for part in use.parts(world, use.some(world, accounts, share), 5, 14):
        place = world.net.home()
        for account in part:
            account.channels.append(
                Channel(
                    place, account.device, use.pace(account) * world.rng.uniform(0.5, 3), account.hour, 2.5, weekend=0.9
                )
            )
        if world.rng.random() < 0.8:
            use.move_in(world, [world.people.person("lodger_at_ring")], place)


def used_machines(world, accounts, share) -> None:
    """Machines bought second-hand: the former owner used one for months before."""
    for account in use.some(world, accounts, share):
        seller = world.people.person("former_owner")
        sold = world.rng.uniform(world.begin + 20 * DAY, world.end - 30 * DAY)
        account.channels.append(
            Channel(account.home, seller.device, use.pace(account), account.hour, 2.5, sold + 5 * DAY)
        )
        for channel in seller.channels:
            channel.end = min(channel.end, sold)
        seller.channels.append(Channel(seller.home, world.new_device(), use.pace(seller), seller.hour, 3, sold))


def stolen_papers(world, accounts, share) -> None:
    """Copies of real people's papers; some of those people have accounts of their own."""
    for account in use.some(world, accounts, share):
        if account.documents and world.rng.random() < 0.5:
            owner = world.people.person("identity_owner", country=account.country)
            owner.name = account.name
            owner.documents = [account.documents[0][:4] + [owner.created + DAY]]
            owner.banks = [world.people.bank(owner, holder_of(owner.name, owner.country))]


# motif: traces from the strongest down, each with the least and greatest share of the members that it touches,
# and after '?' the chance (in per cent) that it is there at all
FORMS = """
laptop_farm: farm_line 70-100, remote_control 30-90 ?80, sent_on 20-60 ?60, template 20-60 ?50, stolen_papers 10-40 ?80
laptop_farm: relay 50-90, farm_line 40-70 ?80, born_together 30-70 ?50, used_machines 5-30 ?80, address 20-50 ?50
laptop_farm: private_exit 60-100, remote_control 40-90 ?90, slips 30-60 ?80, recovery 20-50 ?50
payout_funnel: pooled_bank 60-100, sent_on 50-90 ?80, slips 20-60 ?60, template 20-50 ?40
payout_funnel: sent_on 70-100, recovery 20-50 ?60, shared_machine 20-50 ?70, restless 20-60 ?60
payout_funnel: crypto_wallet 50-90, common_line 30-60 ?80, complaints 20-50 ?60, phone 20-50 ?50
rented_identity: handed_over 60-100, sent_on 50-90 ?90, stolen_papers 10-30 ?40, slips 30-60 ?70, referred 30-80 ?50
rented_identity: sent_on 60-100, handed_over 40-80 ?70, relay 30-60 ?70, restless 20-50 ?60
shift_team: shifts 70-100, overwork 30-80 ?80, template 20-50 ?60, transfers_up 30-70 ?50
shift_team: shifts 50-90, common_line 40-80 ?70, pooled_bank 20-50 ?60, complaints 20-60 ?50
persona_operator: relay 70-100, recovery 30-70 ?70, portrait 20-50 ?60, template 20-60 ?50
persona_operator: same_minutes 70-100, slips 40-80 ?90, phone 20-60 ?60, born_together 40-80 ?50
persona_operator: shared_machine 60-100, card 20-60 ?70, pooled_bank 20-50 ?60
recycling: come_back 80-100, template 20-60 ?60, slips 30-60 ?60
recycling: come_back 60-100, shared_machine 30-60 ?70, portrait 20-50 ?60, sent_on 20-50 ?40
broker_star: broker 80-100, sent_on 30-70 ?80, handed_over 20-60 ?60, phone 20-40 ?40
broker_star: broker 70-100, born_together 40-80 ?80, template 30-60 ?70, pooled_bank 20-40 ?40
stealth: slips 40-80, same_minutes 30-70 ?80, recovery 10-30 ?50, sent_on 20-40 ?60
stealth: private_exit 40-70, template 20-50 ?70, transfers_up 30-60 ?60, card 10-30 ?50
stealth: born_together 50-90, sent_on 30-60 ?80, slips 20-50 ?60
mutual_review: clique 90-100, shared_machine 20-50 ?70, talk 20-60 ?50
mutual_review: near_clique 90-100, common_line 20-50 ?60, referred 20-60 ?50
mutual_review: praise_star 90-100, card 20-50 ?70, slips 20-50 ?60
boosting: push 90-100, card 30-70 ?80, born_together 30-70 ?70
boosting: front_client 90-100, shared_machine 20-50 ?80, template 20-50 ?50, pooled_bank 20-40 ?40
forged_identity: one_document 60-100, portrait 20-60 ?60, slips 20-60 ?60, sent_on 20-50 ?50
forged_identity: portrait 70-100, relay 20-50 ?80, template 20-50 ?50, complaints 20-40 ?40
forged_identity: one_document 40-70, stolen_papers 20-50 ?80, common_line 30-60 ?70, address 20-50 ?60
"""


def read_forms() -> list[tuple]:
    """The table above as (motif, steps), a step being (trace, least share, greatest share, chance)."""
    known = {**vars(use), **vars(own), **globals()}
    forms = []
    for line in FORMS.strip().splitlines():
        motif, text = line.split(": ")
        steps = []
        for part in text.split(", "):
            name, extent, *chance = part.split()
            low, high = (int(bound) / 100 for bound in extent.split("-"))
            steps.append((known[name], low, high, int(chance[0][1:]) / 100 if chance else 1.0))
        forms.append((motif, steps))
    return forms


SIDE = (
    own.talk,
    own.phone,
    own.recovery,
    own.transfers_up,
    own.restless,
    own.complaints,
    use.same_minutes,
    use.slips,
    own.referred,
    own.template,
)


def make(world, motif: str, form: list, size: int) -> None:
    """One operation: its personas, the care drawn for it, and the traces that its form leaves."""
    rng, operator = world.rng, world.new_operator()
    care = int(rng.choice(3, p=world.variant.difficulty))
    shown, kept = ((1.1, 1.3), (0.95, 1.1), (0.65, 0.75))[care]
    roles = ("both", "client", "worker") if motif in ("mutual_review", "boosting") else ("worker", "worker", "both")
    members = [world.people.person("", operator, roles[rng.integers(3)]) for _ in range(size)]
    hour = rng.normal(10, 4)
    for member in members:
        member.motif = motif
        member.demand = member.demand * rng.uniform(0.8, 3) + rng.uniform(0.2, 2.5)
        if rng.random() < 0.5:
            member.hour = member.main().hour = hour + rng.normal(0, 1.5)
        member.main().rate = max(member.main().rate, 0.04)
        if rng.random() < (0.15, 0.3, 0.5)[care]:
            member.channels.append(
                Channel(world.net.vpn(), member.device, use.pace(member) * rng.uniform(0.3, 2), member.hour, 3)
            )
    strongest = form[0][0]
    if world.variant.remove_strongest:
        form, kept = form[1:], 1.0
    steps = [step for at, step in enumerate(form) if at < 2 or rng.random() < step[3] * kept]
    extra = [trace for trace in SIDE if not world.variant.remove_strongest or trace is not strongest]
    side = [(extra[i], 0.1, 0.6, 1) for i in rng.permutation(len(extra))[: int(rng.integers(1, 4))]]
    # births come first: later traces must know when an account exists
    for trace, low, high, _ in sorted(steps + side, key=lambda step: step[0] not in (use.born_together, come_back)):
        trace(world, members, min(1.0, rng.uniform(low, high) * shown))
    if rng.random() < 0.5:
        client = world.people.person("client_of_ring", role="client")
        for worker in use.some(world, members, rng.uniform(0.1, 0.5)):
            own.deal(world, client, worker, chance=0.7)


def make_all(world) -> None:
    """Operations until their share of the accounts is reached, each form of each motif in turn."""
    rng, variant = world.rng, world.variant
    forms = read_forms()
    left, order = max(3, round(world.size * variant.member_share)), []
    low, high = variant.ring_bounds
    high = min(high, max(low + 2, left // 4))
    while left >= low:
        order = order or [forms[i] for i in rng.permutation(len(forms))]
        size = int(min(max(rng.lognormal(0, variant.ring_spread) * variant.ring_median, low), high, left))
        make(world, *order.pop(), size)
        left -= size
