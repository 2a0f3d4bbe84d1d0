#!/usr/bin/env python3
"""Prints the same one-page form N times with typst, for the figures in docs/performance.md.

usage: typst_forms.py FORM.json FONTS N OUT   (needs the package `typst` of PyPI)

The table has the cells, spans and texts of the project form; no watermark, no check code.
"""
import json, sys, time
from decimal import Decimal
import typst

SOURCES = [("total", "资金总额:"), ("central", "其中:中央财政资金"), ("provincial", "省级财政资金"),
           ("local", "市县(区)财政资金"), ("self_raised", "单位自筹"), ("other", "其他资金")]
TEXTS = [("overview", "项目概况"), ("basis", "立项依据"), ("necessity", "项目设立必要性"),
         ("safeguards", "保证项目实施的制度、措施"), ("plan", "项目实施计划")]


def quoted(text):
    return json.dumps(text or "", ensure_ascii=False)


def cell(text, **spans):
    options = ", ".join(f"{key}: {value}" for key, value in spans.items())
    return f"table.cell({options})[#text({quoted(text)})]" if spans else f"[#text({quoted(text)})]"


def source(form):
    cells = [cell("项目名称", colspan=2), cell(form["project_name"], colspan=6),
             cell("主管部门及代码", colspan=2), cell(form["department_code"] + "-" + form["department"], colspan=3),
             cell("实施单位"), cell(form["implementing_unit"], colspan=2),
             cell("项目属性", colspan=2), cell(form["attribute"], colspan=3), cell("项目期"), cell(form["term"], colspan=2),
             cell("项目资金(元)", colspan=2, rowspan=6)]
    for key, label in SOURCES:
        for side in ("period", "annual"):
            amount = form["funds"][side][key]
            shown = "" if amount is None else f"{Decimal(amount):,.2f}".removesuffix(".00")
            cells += [cell(label, colspan=2 if side == "period" else 1), cell(shown, colspan=1 if side == "period" else 2)]
    for key, label in TEXTS:
        cells += [cell(label, colspan=2), cell(form[key], colspan=6)]
    cells += [cell("总体目标", rowspan=2), cell("实施期目标", colspan=4), cell("年度目标", colspan=3),
              cell(form["goal_period"], colspan=4), cell(form["goal_annual"], colspan=3)]
    rows = list(zip(form["indicators"]["period"], form["indicators"]["annual"]))
    cells += [cell("绩效指标", rowspan=len(rows) + 1)]
    cells += [cell(text) for text in ("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")]
    for period, annual in rows:
        cells += [cell(period["level1"]), cell(period["level2"]), cell(period["name"]), cell(period["value"]),
                  cell(annual["level2"]), cell(annual["name"]), cell(annual["value"])]
    return f"""#set page(paper: "a4", margin: (x: 15mm, y: 18mm))
#set text(font: "Noto Serif SC", size: 9pt, lang: "zh")
#align(center, text(size: 18pt, weight: "bold", {quoted(form["title"])}))
#align(center, text({quoted("(" + str(form["year"]) + "年度)")}))
#table(columns: (30fr, 48fr, 52fr, 32fr, 80fr, 56fr, 108fr, 52fr), stroke: 0.5pt, inset: 3pt, {", ".join(cells)})
"""


def main():
    path, fonts, count, out = sys.argv[1:]
    form = json.load(open(path, encoding="utf-8"))
    faces = typst.Fonts(font_paths=[fonts], include_system_fonts=False, include_embedded_fonts=False)
    compiler = typst.Compiler(font_paths=faces)  # One for all forms: its fonts are read once.
    name, size, begin = form["project_name"], 0, time.perf_counter()
    for number in range(int(count)):
        form["project_name"] = f"第{number}号{name}"
        pdf = compiler.compile(input=source(form).encode())
        open(f"{out}/{number:05}.pdf", "wb").write(pdf)
        size = len(pdf)
    spent = time.perf_counter() - begin
    print(f"typst: {spent:.2f} s, {1000 * spent / int(count):.1f} ms a form, {size} bytes a form")


main()
