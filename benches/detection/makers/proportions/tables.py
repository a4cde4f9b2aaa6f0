"""The tables of a snapshot: filled column-wise, written as CSV."""

from pathlib import Path

import numpy as np

from . import labels

# Each column's form; * marks what the contract requires, columns without a form are text that is written as it is.
# Times are Unix seconds here and RFC 3339 in the files.
_CONTRACT = """
accounts account_id:account* name name_kana role country created_at:time status status_at:time organisation
documents account_id:account* document_id:document* kind country name submitted_at:time
bank_accounts account_id:account* bank_account_id:bank* kind holder country added_at:time removed_at:time
logins account_id:account* started_at:time* ended_at:time ip:ip device_id:device remote
changes account_id:account* field:text* changed_at:time*
reviews reviewer_id:account* reviewee_id:account* posted_at:time rating:number contract_id:contract
contracts contract_id:contract* client_id:account* worker_id:account* category fee:number currency started_at:time
work account_id:account* started_at:time* ended_at:time* contract_id:contract
payouts account_id:account* bank_account_id:bank* paid_at:time* amount:number currency onward_id:onward \
onward_at:time onward_amount:number onward_country
identifiers account_id:account* kind:text* value:text* seen_at:time
ties account_id:account* other_id:account* kind:text* at:time amount:number
reports account_id:account* kind:text* reporter_id:account reported_at:time
networks cidr:text* kind asn:number country name
"""


def _schema() -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """The form of each column of each table, and the required columns as table.column."""
    schema, required = {}, set()
    for table, *columns in map(str.split, _CONTRACT.strip().splitlines()):
        schema[table] = {}
        for column, _, form in (entry.partition(":") for entry in columns):
            schema[table][column] = form.rstrip("*") or "text"
            if form.endswith("*"):
                required.add(f"{table}.{column}")
    return schema, frozenset(required)


SCHEMA, REQUIRED = _schema()
KEPT = frozenset({"accounts.role", "accounts.status", "accounts.status_at", "logins.ip", "logins.remote"})


class Tables:
    """All rows of a snapshot, as parts of columns."""

    def __init__(self):
        self._parts: dict[str, list[dict[str, np.ndarray]]] = {table: [] for table in SCHEMA}

    def add(self, table: str, **columns) -> None:
        """Append rows; single values stand for whole columns, columns left out are not known."""
        length = max((len(value) for value in columns.values() if isinstance(value, (np.ndarray, list))), default=1)
        part = {}
        for column, form in SCHEMA[table].items():
            kind = object if form == "text" else np.int64
            value = columns.pop(column, "" if form == "text" else -1)
            part[column] = (
                np.asarray(value, kind) if isinstance(value, (np.ndarray, list)) else np.full(length, value, kind)
            )
        if columns:
            raise KeyError(f"{table} has no columns {sorted(columns)}")
        self._parts[table].append(part)

    def write(self, directory: Path, platform) -> None:
        """Write every table that the variant exports, in shuffled order, so that the order tells nothing."""
        variant = platform.variant
        for table, schema in SCHEMA.items():
            path = directory / f"{table}.csv"
            path.unlink(missing_ok=True)
            if table in variant.absent:
                continue
            count = sum(len(next(iter(part.values()))) for part in self._parts[table])
            order = platform.rng.permutation(count)
            columns = []
            for column, form in schema.items():
                name = f"{table}.{column}"
                parts = [part[column] for part in self._parts[table]]
                texts = _spelled(form, np.concatenate(parts)[order], variant.hashed)
                if name in variant.empty:
                    texts[:] = ""
                elif name not in REQUIRED and name not in KEPT:
                    texts[platform.rng.random(count) < variant.missing] = ""
                columns.append(texts)
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.write(",".join(schema) + "\n")
                file.writelines(",".join(row) + "\n" for row in zip(*(column.tolist() for column in columns)))


def _spelled(form: str, values: np.ndarray, hashed: bool) -> np.ndarray:
    """A column as texts."""
    if form == "text":
        return values.astype(object)
    if form in ("time", "number"):
        unique, inverse = np.unique(values, return_inverse=True)
        if form == "time":
            texts = np.char.add(np.datetime_as_string(unique.astype("datetime64[s]")), "Z").astype(object)
        else:
            texts = unique.astype(str).astype(object)
        texts[unique < 0] = ""
        return texts[inverse]
    return labels.spell(form, values, hashed)
