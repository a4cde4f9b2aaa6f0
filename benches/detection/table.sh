# The table of evaluations that the scripts beside it write; to be sourced.

# The head of the table; `$1` names the first column.
head_of() {
    echo "| $1 | pairs: precision | recall | F1 | rings within 1.25 R | lawful accused |"
    echo "|---|---|---|---|---|---|"
}

# A row of it: `$1` is its name, `$2` what `ringtrace evaluate` printed.
row() {
    awk -v name="$1" '
        $1 == "pairs" { p = $2; r = $3; f = $4 }
        /^Rings found/ { gsub(/[()]/, "", $NF); found = $NF }
        /all lawful/ { lawful = $NF }
        END { printf "| %s | %.3f | %.3f | %.3f | %.3f | %s |\n", name, p, r, f, found, lawful }' "$2"
}
