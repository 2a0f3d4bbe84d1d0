"""Runs the queries of docs/batch.md in DuckDB over a report and prints their rows as JSON, and each table as DuckDB sees it.

Usage: duck.py DOCUMENT REPORT-FOLDER
"""

import json
import os
import re
import sys

import duckdb

document, folder = sys.argv[1:]
queries = re.findall(r"```sql\n(.*?)```", open(document, encoding="utf-8").read(), re.S)
os.chdir(folder)
engine = duckdb.connect()


def rows(query):
    return engine.execute(query).fetchall()


out = {"version": duckdb.__version__, "queries": [], "tables": {}}
for query in queries:
    out["queries"].append([[None if value is None else str(value) for value in row] for row in rows(query)])
for table in ["forms", "indicators", "findings"]:
    types = {name: kind for name, kind, *_ in rows(f"describe select * from '{table}.parquet'")}
    # The lines of JSON hold the same values, amounts as exact text.
    spelled = "{" + ", ".join(f"{name}: '{kind}'" for name, kind in types.items()) + "}"
    lines = f"(select * from read_json('{table}.jsonl', format = 'newline_delimited', columns = {spelled}))"
    columns = f"(select * from '{table}.parquet')"
    out["tables"][table] = {
        "types": types,
        "rows": rows(f"select count(*) from {columns}")[0][0],
        "lines": rows(f"select count(*) from {lines}")[0][0],
        "differ": rows(f"select count(*) from ({lines} except all {columns})")[0][0],
    }
print(json.dumps(out, ensure_ascii=False))
