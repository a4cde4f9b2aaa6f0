"""Names: real Japanese name data, small pools for other countries, bank kana."""
from real_data import real_data

NAMES = real_data("harness", "jp_names") / "jp_names"

POOLS = {
    "PH": ("Santos Reyes Cruz Bautista Garcia Mendoza Torres Castillo Flores Villanueva Ramos Aquino Navarro Salazar "
           "Mercado Pascual Dizon Soriano Tolentino Manalo Lim Tan Rosales Domingo Valdez Ocampo Gonzales Rivera",
           "Maria Jose Juan Angelica Mark John Grace Joy Michael Christine Jerome Rowena Arnel Liza Ramon Noel Carlo "
           "Jasmine Rosalie Dennis Marites Paolo Bianca Rodel Cherry Edwin Kristine Aldrin Lorna Vince"),
    "VN": ("Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh Trinh Mai Truong",
           "Anh Linh Minh Huong Thao Duc Tuan Hung Lan Mai Nam Phuong Quang Son Thanh Trang Tung Yen Khanh Long Ngoc "
           "Hieu Dung Ha Hoa Bao Chau Giang Kien Loan"),
    "IN": ("Sharma Patel Singh Kumar Gupta Reddy Iyer Nair Das Khan Joshi Mehta Verma Rao Mishra Yadav Chopra Bose "
           "Banerjee Kulkarni Desai Pillai Menon Shetty Jain Agarwal Chauhan Thakur",
           "Amit Priya Rahul Neha Arjun Anjali Vikram Pooja Rohan Sneha Karan Divya Sanjay Kavita Nikhil Meera Ravi "
           "Sunita Deepak Asha Manish Rekha Varun Shreya Ajay Lakshmi Suresh Nisha Imran Farah"),
    "CN": ("Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo",
           "Wei Fang Na Min Jing Lei Qiang Yan Jie Tao Ming Xia Hui Ping Yu Bo Xin Ying Hao Peng Jun Mei Lan Chao Rui"),
    "KR": ("Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang",
           "Minjun Seoyeon Jihoon Jiwoo Hyunwoo Sujin Eunji Donghyun Yuna Taeyang Soyeon Jaehyun Minji Sangwoo Hana Kyung"),
    "US": ("Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Martin Jackson White "
           "Harris Clark Lewis Walker Hall Young Allen King Wright Scott Green Baker Adams Nelson Hill Carter Mitchell",
           "James Mary Robert Linda David Susan John Karen Daniel Emily Matthew Sarah Andrew Laura Joshua Megan Ryan "
           "Rachel Kevin Amy Brian Nicole Eric Julia Adam Kelly Jason Hannah Mark Alice"),
    "BR": ("Silva Souza Oliveira Lima Pereira Costa Ferreira Almeida Ribeiro Carvalho Gomes Rocha Barbosa Martins Araujo "
           "Cardoso Nakamura Tanaka Teixeira Moreira", "Ana Lucas Gabriel Julia Pedro Mariana Rafael Camila Bruno "
           "Fernanda Thiago Leticia Carlos Patricia Diego Beatriz Marcos Aline Felipe Renata"),
    "NP": ("Shrestha Gurung Tamang Rai Thapa Magar Karki Adhikari Basnet Khadka Poudel Lama Bhandari Limbu",
           "Ram Sita Bishal Sunita Prakash Anita Dipesh Puja Suman Kabita Nabin Sarita Rajan Manju Santosh Gita"),
    "UA": ("Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliynyk Koval Melnyk Polishchuk Lysenko Marchenko Savchenko",
           "Olena Andriy Oksana Dmytro Iryna Serhiy Natalia Oleh Yulia Maksym Kateryna Ivan Svitlana Bohdan Mariia Taras"),
}
TZ = {"JP": 9, "PH": 8, "VN": 7, "IN": 5.5, "CN": 8, "KR": 9, "US": -6, "BR": -3, "NP": 5.75, "UA": 2}
HALF = dict(zip("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンー",
                "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｰ"))
BIG = dict(zip("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ"))
for _v, _b in zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ"):
    HALF[_v] = HALF[_b] + "ﾞ"
for _v, _b in zip("パピプペポ", "ハヒフヘホ"):
    HALF[_v] = HALF[_b] + "ﾟ"
HALF["ヴ"] = "ｳﾞ"


def katakana(s):
    return "".join(chr(ord(ch) + 0x60) if "ぁ" <= ch <= "ゖ" else ch for ch in s)


def bank_kana(kana):
    """As a bank holder field: half width, no small letters, at most 30 characters."""
    return "".join(HALF.get(BIG.get(ch, ch), ch) for ch in kana)[:30]


class Names:
    def __init__(self):
        rows = [ln.rstrip("\n").split(",") for ln in open(NAMES / "last_name_org.csv", encoding="utf-8")]
        self.fam = [(p[0], katakana(p[2]), p[3]) for p in rows]
        acc, self.cum = 0, []
        for p in rows:
            acc += int(p[1])
            self.cum.append(acc)
        self.given = []
        for f in ("first_name_man_opti.csv", "first_name_woman_opti.csv"):
            got = []
            for ln in open(NAMES / f, encoding="utf-8"):
                p = ln.rstrip("\n").split(",")
                if len(p) > 2:
                    got.append((p[2:], katakana(p[0]), p[1]))
            self.given.append(got)
        self.pool = {k: (a.split(), b.split()) for k, (a, b) in POOLS.items()}

    def person(self, r, origin, family=None):
        """(origin, family, given); Japanese parts are (kanji, kana, romaji)."""
        if origin == "JP":
            k = r.choice(self.given[r.random() < 0.5])
            return ["JP", family or r.choices(self.fam, cum_weights=self.cum)[0], (r.choice(k[0]), k[1], k[2])]
        a, b = self.pool[origin]
        g = r.choice(b)
        if r.random() < 0.6:                          # two given names are common, and keep full names rare
            g += " " + r.choice(b)
        return [origin, family or r.choice(a), g]


def display(p):
    return f"{p[1][0]} {p[2][0]}" if p[0] == "JP" else f"{p[2]} {p[1]}"


def kana(p):
    return f"{p[1][1]} {p[2][1]}" if p[0] == "JP" else ""


def latin(p):
    return f"{p[1][2]} {p[2][2]}".upper() if p[0] == "JP" else f"{p[1]} {p[2]}".upper()


def holder(p):
    return bank_kana(kana(p)) if p[0] == "JP" else latin(p)[:30]


def company(r, names):
    """(open name, holder in bank kana)."""
    f = r.choices(names.fam, cum_weights=names.cum)[0]
    tail = r.choice((("企画", "キカク"), ("商事", "ショウジ"), ("制作", "セイサク"), ("デザイン", "デザイン"),
                     ("オフィス", "オフィス"), ("ソフト", "ソフト"), ("翻訳", "ホンヤク")))
    form = r.choice((("株式会社", "ｶ)"), ("合同会社", "ﾄﾞ)"), ("有限会社", "ﾕ)")))
    return form[0] + f[0] + tail[0], (form[1] + bank_kana(f[1] + tail[1]))[:30]
