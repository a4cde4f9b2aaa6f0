"""What a world is like: wide ranges drawn by the seed, bent by the variant."""
import random
from types import SimpleNamespace

VARIANTS = ('v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8')

# Lawful situations: relative weight of one situation (each makes one or several accounts).
SITUATIONS = dict(ordinary=60, household=6, spouse_bank=2, flatmates=2.5, dorm=1.2, agency=0.35, subcontractor=0.6,
                  school=0.2, office=0.8, remittance=4, assistant=0.9, accountant=0.2, friends_review=1.5,
                  two_roles=2.5, re_registered=2.0, lent_device=1.3, family_firm=0.6, twins=0.25, netcafe=0.2,
                  shared_phone=0.5)

MOTIFS = dict(laptop_farm=1, payout_funnel=1.2, rented_identity=1.2, shift_team=0.8, persona_operator=1.2,
              recycling_after_ban=0.8, broker_star=0.8, stealth_ring=0.8, mutual_review=0.7, cloned_id=0.8)


def draw(n, seed, variant):
    r = random.Random(f'lives/{seed}/{variant}/params')
    u, lg = r.uniform, lambda lo, hi: lo * (hi / lo) ** r.random()
    p = SimpleNamespace(n=n, seed=seed, variant=variant)
    p.days = r.randint(60, 150)
    p.start = 1735689600 + 86400 * r.randint(0, 240)            # 2025
    p.ring_share = u(0.012, 0.03)
    p.tradecraft = lambda q: q.betavariate(1.3, 1.3)
    p.p_home_country = u(0.45, 0.85)                             # share of accounts resident in Japan
    p.p_migrant = u(0.03, 0.15)
    p.lease_days = lg(3, 45)                                     # residential address leases
    p.p_static = u(0.03, 0.15)
    p.p_cgnat = u(0.08, 0.3)
    p.p_v6 = u(0.15, 0.55)
    p.mobile_weight = u(0.15, 0.5)
    p.sessions = u(16, 24)                                       # mean sessions per account in the window
    p.p_cafe, p.p_office, p.p_cowork, p.p_vpn = u(.06, .2), u(.05, .15), u(.02, .07), u(.1, .22)
    p.p_remote = u(.03, .06)                                    # lawful users of hosted or remote desktops
    p.p_course = u(.05, .2)
    p.p_new_device = u(.08, .2)
    p.p_secondhand = u(.25, .6)
    p.p_move = u(.03, .1)
    p.p_typo = u(.004, .012)
    p.p_phone_recycled = u(.004, .015)
    p.p_takeover = u(.05, .15)
    p.p_review, p.p_recip = u(.35, .7), u(.1, .5)
    p.contracts = u(3, 6)
    p.payout_days = r.choice([14, 14, 30])
    p.p_onward_known = u(.42, .65)
    p.p_tie = u(.12, .3)
    p.p_money_service = u(.04, .12)
    p.p_crypto = u(.02, .06)
    p.p_suspended = u(.02, .05)
    p.p_closed = u(.02, .06)
    p.n_merger = r.choice([0, 1, 1, 2])
    p.reports = u(.02, .06)
    p.vendors = r.randint(3, 6)
    p.mix = {k: w * lg(.6, 1.7) for k, w in SITUATIONS.items()}
    p.motifs = {k: w * lg(.4, 2.5) for k, w in MOTIFS.items()}
    p.drop = []
    if variant == 'v2':
        p.tradecraft = lambda q: 0.72 + 0.28 * q.random()
        p.motifs['stealth_ring'] *= 2
    if variant == 'v3':
        pool = ['documents', 'reviews', 'changes', 'networks', 'ties', 'reports', 'known', 'work', 'contracts']
        if r.random() < .4:
            pool.append(r.choice(['identifiers', 'payouts', 'bank_accounts']))
        p.drop = sorted(r.sample(pool, r.randint(3, 5)))
    if variant == 'v4':
        p.lease_days, p.p_static = lg(.4, 2), .02
        p.p_cgnat, p.mobile_weight, p.p_v6 = u(.45, .65), u(1.2, 2.2), u(.35, .6)
    if variant == 'v5':
        for k in ('household', 'spouse_bank', 'flatmates', 'agency', 'family_firm', 'assistant', 'accountant',
                  'subcontractor', 'school', 'office', 'dorm', 'shared_phone', 'lent_device'):
            p.mix[k] *= 2.6
    if variant == 'v6':
        p.contracts, p.p_review, p.p_recip = u(7, 10), u(.75, .95), u(.75, .95)
        p.mix['friends_review'] *= 3
        p.motifs['mutual_review'] *= 2.5
    if variant == 'v7':
        p.sessions, p.payout_days = u(5, 8), 7
        p.p_onward_known, p.p_money_service, p.p_crypto = u(.6, .8), u(.2, .35), u(.05, .12)
        p.mix['remittance'] *= 2
        p.mix['subcontractor'] *= 2
        p.motifs['payout_funnel'] *= 2
    if variant == 'v8':
        p.ring_share, p.vendors = .06, 3
    return p
