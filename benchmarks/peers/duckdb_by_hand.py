"""What one would write in DuckDB's SQL: keys, half points and averages of the scores, nothing else."""

import sys

import duckdb

from ocdataset.reference.compositions import compositions

folder = sys.argv[1]
duckdb.execute("set enable_progress_bar = false")
for table in ("scores", "averages", "composition", "countries"):
    duckdb.execute(f"create view {table} as from read_csv('{folder}/data/{table}.csv')")
weights = [
    (year, parent, leaf, share, divisor, len(shares))
    for year, tree in compositions().items()
    for parent in tree.parents
    for shares, divisor in [tree.weights(parent)]
    for leaf, share in shares.items()
]
columns = ("tree", "parent", "measure", "weight", "divisor", "leaves")
listed = {name: [row[at] for row in weights] for at, name in enumerate(columns)}
cells = ", ".join(f"unnest(${at}) as {name}" for at, name in enumerate(columns, start=1))
duckdb.execute(f"create table weights as select {cells}", list(listed.values()))
QUERIES = (
    "select edition, country, measure from scores group by all having count(*) > 1",
    "select edition, country, measure from averages group by all having count(*) > 1",
    "select * from scores where value * 2 <> floor(value * 2) or value < 1 or value > 10",
    "select * from scores anti join composition using (edition, measure)",
    "select * from scores anti join countries using (country)",
    """with exact as (
        select s.edition, country, parent, sum(cast(value * 100 as bigint) * weight) as total, divisor
        from scores s join weights w on w.tree = least(s.edition, 2025) and w.measure = s.measure
        group by all having count(*) = any_value(leaves))
    select * from averages a join exact e
        on a.edition = e.edition and a.country = e.country and a.measure = e.parent
    where (2 * total + divisor) // (2 * divisor) <> cast(round(value * 100) as bigint)""",
)
found = [len(duckdb.sql(query).fetchall()) for query in QUERIES]
print(found)
