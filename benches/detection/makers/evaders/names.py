"""People's names: Japanese by real frequency, foreign ones of several regions, and the ways they are written."""
import unicodedata

import numpy as np

from . import real

REGIONS = {
    "VN": ("Nguyen Tran Le Pham Hoang Phan Vu Dang Bui Do Ho Ngo Duong Ly", "Anh Linh Huong Minh Duc Tuan Hung Thao Trang Nam Long Ha Mai Phuong Quang Khanh"),
    "CN": ("Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo Lin", "Wei Fang Na Min Jing Lei Jun Yan Jie Tao Ming Chao Ping Hui Xin Yu Bo Hao"),
    "KR": ("Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin", "Minjun Seoyeon Jiho Hayoon Jiwoo Yuna Hyunwoo Sujin Taeyang Eunji Donghyun Mina"),
    "PH": ("Santos Reyes Cruz Bautista Garcia Mendoza Torres Flores Ramos Aquino Villanueva Castro", "Maria Jose Angelica Mark John Grace Rowena Carlo Jasmine Paolo Liza Ramon"),
    "NP": ("Sharma Thapa Gurung Shrestha Rai Tamang Magar Karki Adhikari Poudel", "Bikash Sita Ramesh Anita Suresh Gita Prakash Nisha Dipak Sunita Binod Kabita"),
    "BR": ("Silva Souza Oliveira Lima Pereira Costa Almeida Ribeiro Tanaka Sato Yamada", "Lucas Ana Paulo Beatriz Rafael Juliana Marcos Camila Bruno Fernanda Thiago"),
    "US": ("Smith Johnson Brown Miller Davis Wilson Moore Clark Hill Young Baker Turner", "Emma Liam Olivia Noah Sarah James Kate Daniel Alice Peter Laura Tom"),
    "RU": ("Ivanov Petrov Sidorov Smirnov Kuznetsov Popov Volkov Orlov Morozov", "Alexei Dmitri Sergei Olga Irina Natalia Pavel Elena Anton Marina"),
    "IN": ("Kumar Singh Patel Gupta Reddy Nair Iyer Khan Das Joshi", "Arjun Priya Rahul Neha Vikram Anjali Rohan Kavya Amit Deepa"),
}
_V = {"a": "ア", "i": "イ", "u": "ウ", "e": "エ", "o": "オ"}
_R = {"k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ", "t": "タティトゥテト", "d": "ダディドゥデド",
      "n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ", "y": "ヤイユイェヨ",
      "r": "ラリルレロ", "l": "ラリルレロ", "w": "ワウィウウェウォ", "f": "ファフィフフェフォ", "j": "ジャジジュジェジョ", "v": "バビブベボ"}


def _row(c):
    out = []
    for ch in _R[c]:
        if ch in "ァィゥェォャュョ" and out:
            out[-1] += ch
        else:
            out.append(ch)
    return dict(zip("aiueo", out))


_R = {c: _row(c) for c in _R}


def kana_of_latin(word):
    """Rough katakana, as a clerk would write it."""
    w = word.lower().replace("ng", "n").replace("ph", "f").replace("th", "t").replace("sh", "s").replace("ch", "t")
    w = "".join(c for i, c in enumerate(w) if i == 0 or c != w[i - 1] or c in "aeiou")
    w = w.replace("nh", "n").replace("x", "s").replace("q", "k").replace("c", "k")
    out, i = "", 0
    while i < len(w):
        c, nx = w[i], w[i + 1] if i + 1 < len(w) else ""
        if c in _V:
            out += _V[c]
        elif c in _R and nx in _V:
            out += _R[c][nx]
            i += 1
        elif c == "y":
            out += "イ"
        elif c in ("n", "m") and (nx == "" or nx not in _V):
            out += "ン"
        elif c in _R:
            out += _R[c]["u" if c not in "td" else "o"]
        i += 1
    return out


def katakana(h):
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in h)


_SMALL = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
_HALF = {}
for _o in range(0xFF66, 0xFF9E):
    _HALF[unicodedata.normalize("NFKC", chr(_o))] = chr(_o)


def zengin(kana):
    """A holder as banks write it: half width, small kana up, voiced marks apart, at most 30."""
    out = ""
    for c in unicodedata.normalize("NFD", kana.translate(_SMALL)):
        out += {"゙": "ﾞ", "゚": "ﾟ", "ー": "-", " ": " "}.get(c) or _HALF.get(c, c)
    return out[:30]


def passport(romaji):
    """Hepburn as in passports: long vowels dropped."""
    x = romaji.lower()
    for a, b in (("ouo", "oo"), ("ou", "o"), ("oo", "o"), ("uu", "u")):
        x = x.replace(a, b)
    return x.upper()


class Person:
    __slots__ = ("fam", "giv", "fkana", "gkana", "from_", "from_g", "country")

    @property
    def name(s):
        return f"{s.fam} {s.giv}" if s.country == "JP" else f"{s.giv} {s.fam}"

    @property
    def kana(s):
        return f"{s.fkana} {s.gkana}"

    @property
    def latin(s):
        return f"{passport(s.from_)} {passport(s.from_g)}" if s.country == "JP" else f"{s.from_} {s.from_g}".upper()

    def holder(s, r):
        return zengin(s.kana) if s.country == "JP" or r.random() < 0.55 else s.latin[:30]


class Namer:
    def __init__(s, r, foreign, local=0):
        s.r, s.foreign = r, foreign
        s.sur = real.surnames()
        w = np.array([x[3] for x in s.sur]) ** 0.97
        if local:   # a small town: half of the people carry one of a few local surnames
            keep = r.choice(len(w), local, replace=False)
            extra = np.zeros(len(w))
            extra[keep] = r.dirichlet(np.full(local, 0.8)) * w.sum()
            w = w + extra
        s.sw = np.cumsum(w / w.sum())
        s.giv = [real.given("man"), real.given("woman")]
        s.gw = [np.cumsum(np.array([len(x[2]) ** 0.8 for x in g]) / sum(len(x[2]) ** 0.8 for x in g)) for g in s.giv]
        s.reg = list(REGIONS)
        s.rw = np.cumsum(r.dirichlet(np.full(len(s.reg), 2.0)))

    def person(s, like=None, country=None, rel=True):
        """A new person; `like` gives the surname and the region (a relative)."""
        r, p = s.r, Person()
        if like is not None:
            p.country = like.country
        elif country:
            p.country = country
        else:
            p.country = s.reg[min(int(np.searchsorted(s.rw, r.random())), len(s.reg) - 1)] if r.random() < s.foreign else "JP"
        if p.country == "JP":
            k = s.sur[min(int(np.searchsorted(s.sw, r.random())), len(s.sur) - 1)]
            p.fam, p.fkana, p.from_ = k[0], katakana(k[1]), k[2]
            x = int(r.random() < 0.5)
            g = s.giv[x][min(int(np.searchsorted(s.gw[x], r.random())), len(s.giv[x]) - 1)]
            p.giv, p.gkana, p.from_g = g[2][min(int(r.exponential(4)), len(g[2]) - 1)], katakana(g[0]), g[1]
        else:
            f, g = (x.split() for x in REGIONS[p.country])
            p.fam, p.giv = f[int(r.integers(len(f)))], g[int(r.integers(len(g)))]
            if r.random() < 0.35:
                p.giv += " " + g[int(r.integers(len(g)))]
            p.from_, p.from_g = p.fam, p.giv
            p.fkana, p.gkana = kana_of_latin(p.fam), " ".join(kana_of_latin(x) for x in p.giv.split())
        if like is not None and rel:
            p.fam, p.fkana, p.from_ = like.fam, like.fkana, like.from_
        return p
