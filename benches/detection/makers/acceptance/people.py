"""Ordinary people: everything an account has before any group touches it, drawn for all accounts at once."""

import numpy as np

from . import names, values
from .world import DAY

COUNTRIES = ("JP", "US", "IN", "VN", "CN", "KR", "PH", "NP", "BR")
COUNTRY_SHARES = (0.88, 0.02, 0.02, 0.025, 0.02, 0.01, 0.015, 0.005, 0.005)
LOCALE_SHARES = (0.86, 0.03, 0.02, 0.015, 0.025, 0.015, 0.015, 0.01, 0.01)
WORKER, CLIENT, BOTH = 0, 1, 2
ACTIVE, SUSPENDED, CLOSED = 0, 1, 2


def settle(w):
    """Fill every slot of the world with ordinary life."""
    _who(w)
    _places(w)
    _access(w)
    _habits(w)
    _papers(w)
    _money(w)


def _who(w):
    rng, n = w.rng, w.n
    w.locale = rng.choice(len(LOCALE_SHARES), n, p=LOCALE_SHARES)
    w.family = rng.choice(len(names.JP_FAMILY), n, p=names.FAMILY_WEIGHT / names.FAMILY_WEIGHT.sum())
    w.given = rng.integers(0, len(names.JP_GIVEN), n)
    w.country = rng.choice(len(COUNTRIES), n, p=COUNTRY_SHARES)
    w.role = rng.choice(3, n, p=(0.62, 0.26, 0.12))
    age = np.where(
        rng.random(n) < 0.7, rng.exponential(500, n) * DAY + (w.end - w.start), rng.random(n) * (w.end - w.start)
    )
    w.created = (w.end - age % (2500 * DAY)).astype(np.int64) - 3600
    w.status = rng.choice(3, n, p=(0.945, 0.015, 0.04))
    w.status_at = (w.created + (w.end - w.created) * rng.uniform(0.2, 1.0, n)).astype(np.int64)
    w.organisation = np.full(n, "", dtype=object)


def _places(w):
    """Carriers, VPN services and cafés that the whole world uses."""
    lines, rng = w.lines, w.rng
    lines.register_homes()
    size = max(64, w.n // 100)
    for _ in range(4):
        w.carriers.append(
            lines.place(
                "mobile", size, float(rng.integers(2, 30)), listed=min(1.0, lines.variant.known_networks + 0.15)
            )
        )
    w.carriers += [lines.mobile_v6(), lines.mobile_v6()]
    w.vpns = [lines.place("vpn", max(4, w.n // 1500), float(rng.integers(2, 48))) for _ in range(6)]
    w.cafes = [lines.place("public") for _ in range(max(12, w.n // 150))]
    w.common_templates = [w.value("template") for _ in range(max(10, w.n // 400))]


def _access(w):
    """A home line with a PC and a phone, the carrier, sometimes a café, a VPN or a new machine."""
    rng, n, everyone = w.rng, w.n, w.accounts()
    home = np.array([w.lines.home(COUNTRIES[c]) for c in w.country.tolist()])
    w.pc, w.phone_device = w.new_device(n), w.new_device(n)
    pc_share = np.where(rng.random(n) < 0.15, 0.0, rng.beta(2, 1.5, n))
    w.add_means(everyone, home, w.pc, pc_share)
    w.add_means(everyone, home, w.phone_device, (1 - pc_share) * rng.beta(2, 2, n))
    carrier = rng.choice(w.carriers, n)
    mobile = w.variant.mobile_weight * rng.beta(1.2, 3, n) * (rng.random(n) < 0.8)
    w.add_means(everyone, carrier, w.phone_device, mobile)
    out = everyone[rng.random(n) < 0.07]
    w.add_means(out, rng.choice(w.cafes, len(out)), w.pc[out], rng.uniform(0.02, 0.4, len(out)))
    private = everyone[rng.random(n) < w.variant.vpn_users]
    w.add_means(private, rng.choice(w.vpns, len(private)), w.pc[private], rng.uniform(0.1, 1.5, len(private)))
    renewed = everyone[rng.random(n) < 0.1]
    moment = w.moments(len(renewed))
    w.until[renewed, 0] = moment
    w.add_means(renewed, home[renewed], w.new_device(len(renewed)), np.maximum(pc_share[renewed], 0.2), since=moment)


def _habits(w):
    rng, n = w.rng, w.n
    w.activity = rng.lognormal(3.05, 0.8, n) * (rng.random(n) > 0.03)
    w.peak = np.where(rng.random(n) < 0.45, rng.normal(13, 2.5, n), rng.normal(21, 2.0, n))
    w.spread = rng.uniform(1.0, 4.0, n)
    w.session = rng.lognormal(7.6, 0.5, n)
    w.remote = np.where(rng.random(n) < 0.01, 0.5, 0.0005)
    w.trade = rng.gamma(0.8, 4.5, n)
    w.fee_factor = rng.lognormal(0, 0.35, n)
    w.hours = rng.lognormal(0, 0.4, n)
    w.reported = np.where(rng.random(n) < 0.02, 1.5, 0.015)
    w.patron, w.patron_share = np.full(n, -1), np.zeros(n)


def _papers(w):
    rng, n = w.rng, w.n
    foreign = w.locale > 0
    kinds = np.where(foreign, rng.choice((2, 3), n, p=(0.6, 0.4)), rng.choice(4, n, p=(0.55, 0.3, 0.15, 0)))
    w.document_kind = kinds
    w.document = values.document_numbers(rng, kinds)
    w.document[rng.random(n) < 0.08] = None
    w.document_person = np.arange(n)
    w.phone, w.address = values.phones(rng, n), values.addresses(rng, n)
    w.portrait, w.card = values.hexes(rng, n, 8, "img"), values.hexes(rng, n, 8, "tok_")
    w.template = values.hexes(rng, n, 6, "tx")
    borrowed = np.flatnonzero(rng.random(n) < 0.05)
    w.template[borrowed] = w.pick(w.common_templates, len(borrowed))
    for slot, missing in ((w.phone, 0.08), (w.address, 0.25), (w.portrait, 0.4), (w.card, 0.82), (w.template, 0.3)):
        slot[rng.random(n) < missing] = None


def _money(w):
    rng, n = w.rng, w.n
    w.bank = values.bank_ids(rng, n)
    w.bank[(w.role == CLIENT) & (rng.random(n) < 0.85)] = None
    w.bank_kind = rng.choice(3, n, p=(0.95, 0.035, 0.015))
    w.holder_person, w.holder_text = np.arange(n), np.full(n, None, dtype=object)
    w.bank_before, w.bank_since = np.full(n, None, dtype=object), np.zeros(n, dtype=np.int64)
    changed = np.flatnonzero((rng.random(n) < 0.06) & (w.bank != None))  # noqa: E711 (an object array)
    w.bank_before[changed], w.bank_since[changed] = values.bank_ids(rng, len(changed)), w.moments(len(changed))
    w.onward = np.full(n, None, dtype=object)
    w.remitters = [w.value("onward") for _ in range(max(8, n // 2500))]
    senders = np.flatnonzero(rng.random(n) < 0.08)
    w.onward[senders] = values.hexes(rng, len(senders), 6, "BEN")
    through_agents = senders[rng.random(len(senders)) < 0.35]
    w.onward[through_agents] = w.pick(w.remitters, len(through_agents))
    w.keep, w.keep_spread = rng.uniform(0, 0.6, n), rng.uniform(0.02, 0.5, n)
    w.onward_hours = rng.lognormal(3.5, 0.8, n)
    w.onward_country = rng.choice(len(COUNTRIES), n, p=(0.3, 0.1, 0.1, 0.15, 0.1, 0.05, 0.12, 0.05, 0.03))
