"""Lawful trade that looks arranged: loyal pairs, popular clients, friends, circles, referrers."""
from .economy import deal
from .lawful_places import groups
from .names import company
from .nets import DAY
from .world import END


def loyal_client(w, n):
    for _ in range(n // 2):
        c, k = w.person("loyal_client", role="client"), w.person("loyal_client", role="worker")
        deal(w, c, k, w.r.randint(5, 40), p_cw=0.9, p_wc=0.8)


def popular_client(w, n):
    """Hundreds of workers review one client, nearly always with five stars."""
    for _ in range(n):
        w.person("popular_client", role="client", pull=w.r.uniform(60, 400), organisation=company(w.r)[0], created=w.start + int(w.r.random() * 60 * DAY))


def friends_trade(w, n):
    for k in groups(w, n, [2, 3, 4], [65, 25, 10]):
        people = [w.person("friends_trade", role="both") for _ in range(k)]
        for a in people:
            for b in people:
                if a is not b and w.r.random() < 0.6:
                    deal(w, a, b, w.r.randint(1, 4), p_cw=0.85, p_wc=0.7)
        for b in people[1:]:
            if w.r.random() < 0.4:
                w.tie(people[0], b, "referral", max(people[0].created, b.created))


def subcontractor(w, n):
    """Takes large orders and gives parts on: money in, smaller money out, to the same few."""
    for k in groups(w, n, [2, 3, 4, 6], [35, 30, 20, 15]):
        lead = w.person("subcontractor", role="both", work_factor=4)
        for _ in range(k - 1):
            sub = w.person("subcontractor", role="worker")
            deal(w, lead, sub, w.r.randint(3, 15), p_cw=0.7, p_wc=0.6, fee=0.7)
            w.tie(lead, sub, "message", sub.created + DAY)


def trade_circle(w, n):
    """Translators who pass work among themselves for months, log it, and do not always praise it."""
    for k in groups(w, n, [5, 6, 8, 12], [35, 30, 20, 15]):
        people = [w.person("trade_circle", role="both", category="translation", work_factor=1.5) for _ in range(k)]
        for a in people:
            for b in people:
                if a is not b and w.r.random() < 0.3:
                    deal(w, a, b, w.r.randint(1, 5), p_cw=0.6, p_wc=0.5, category="translation", work_p=0.8)


def influencer(w, n):
    """One person's link brings dozens or hundreds, many in the week of the video."""
    for k in groups(w, n, (20, 200)):
        head, code = w.person("influencer"), w.uid("inv", 32)
        peak = w.between(head.created, END - 5 * DAY)
        for _ in range(k - 1):
            p = w.person("influencer", created=min(END - DAY, peak + int(w.r.expovariate(1 / (12 * DAY)))))
            w.ident(p, "invite_code", code, p.created)
            w.tie(head, p, "referral", p.created)


def word_of_mouth(w, n):
    """Neighbours and colleagues who invite one another, one by one."""
    for k in groups(w, n, [2, 3, 4, 6], [50, 28, 14, 8]):
        prev = w.person("word_of_mouth")
        for _ in range(k - 1):
            p = w.person("word_of_mouth", created=w.between(prev.created, END - DAY))
            w.tie(prev, p, "referral", p.created)
            prev = p if w.r.random() < 0.6 else prev


def test_buyer(w, n):
    """Buys one small thing from very many, to try them out, and thanks each."""
    for _ in range(n):
        w.person("test_buyer", role="client", pull=w.r.uniform(20, 60))


CLASSES = [
    ("loyal_client", 110, loyal_client), ("popular_client", 8, popular_client), ("friends_trade", 70, friends_trade),
    ("subcontractor", 60, subcontractor), ("trade_circle", 30, trade_circle), ("influencer", 60, influencer),
    ("word_of_mouth", 110, word_of_mouth), ("test_buyer", 4, test_buyer),
]
