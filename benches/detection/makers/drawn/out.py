"""The snapshot's files: pseudonyms, gaps, time formats, shuffled rows."""
import csv
import hashlib
import os

import numpy as np

from contract import COLUMNS

TIMES = {"created_at", "status_at", "submitted_at", "added_at", "removed_at", "started_at", "ended_at", "changed_at", "posted_at",
         "paid_at", "onward_at", "seen_at", "at", "reported_at"}


class Out:
    def __init__(self, w):
        self.w, self.d = w, w.d
        self.cols = {t: [[] for _ in c.split(",")] for t, c in COLUMNS.items()}
        self.salt = f"{w.token(60):x}".encode()
        self.cache = {}

    def add(self, table, *row):
        for col, value in zip(self.cols[table], row):
            col.append(value)

    def extend(self, table, columns):
        for col, values in zip(self.cols[table], columns):
            col.extend(values)

    def _show(self, value):
        """A thing as this platform stores it: (kind, raw) becomes the raw value or its pseudonym."""
        if type(value) is not tuple:
            return value
        if value in self.cache:
            return self.cache[value]
        kind, raw = value
        if kind == "device":
            text = (f"{raw:032x}", f"{raw & 0xffffffffffff:012x}", f"dev-{raw}")[self.d.device_style]
            if self.d.device_style == 0:
                text = "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
        else:
            text = str(raw)
        if kind in self.d.hashed or (kind == "onward" and "bank" in self.d.hashed):
            text = hashlib.sha256(self.salt + kind.encode() + text.lower().encode()).hexdigest()[:self.d.hash_len]
        self.cache[value] = text
        return text

    def _times(self, values):
        style = self.d.time_style
        known = np.array([v != "" for v in values])
        numbers = np.array([int(v) if v != "" else 0 for v in values], dtype=np.int64)
        if style in ("s", "ms"):
            text = (numbers * (1000 if style == "ms" else 1)).astype(str)
        else:
            text = np.datetime_as_string((numbers + (32400 if style == "jst" else 0)).astype("datetime64[s]"))
            text = np.char.add(text, "Z" if style == "z" else "+09:00")
        return np.where(known, text, "").tolist()

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        rng = self.w.rng
        for table, names in COLUMNS.items():
            path = os.path.join(folder, table + ".csv")
            if table not in self.d.tables:
                if os.path.exists(path):
                    os.remove(path)
                continue
            header, columns = [], []
            order = rng.permutation(len(self.cols[table][0]))
            for name, values in zip(names.split(","), self.cols[table]):
                full = self.d.full.get((table, name), 1)
                if full == 0:
                    continue
                values = self._times(values) if name in TIMES else [self._show(v) for v in values]
                if full < 1:
                    gone = rng.random(len(values)) > full
                    values = ["" if g else v for g, v in zip(gone.tolist(), values)]
                header.append(name)
                columns.append([values[i] for i in order.tolist()])
            with open(path, "w", newline="", encoding="utf-8") as f:
                sheet = csv.writer(f)
                sheet.writerow(header)
                sheet.writerows(zip(*columns))
        with open(os.path.join(folder, "truth.csv"), "w", newline="", encoding="utf-8") as f:
            sheet = csv.writer(f)
            sheet.writerow(["account_id", "operator", "motif", "class"])
            for a in sorted(self.w.accounts, key=lambda a: a.id):
                sheet.writerow([a.id, a.operator, a.motif, "" if a.operator else a.klass or "ordinary"])
