#!/usr/bin/env python3
"""Makes the office files of fixtures/ from a sample form, as an officer's office program would have them: make_fixtures.py

xlsx and docx are written here; xls and pdf are converted from the xlsx by LibreOffice (soffice). Needed only to change the fixtures.
"""
import json
import os
import subprocess
import zipfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE = os.path.join(HERE, "..", "..", "crates", "app", "sample", "05-库房屋面维修.json")
OUT = os.path.join(HERE, "fixtures")
LEVELS = [("产出指标", ["数量指标", "质量指标", "时效指标", "成本指标"]),
          ("效益指标", ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
          ("满意度指标", ["服务对象满意度指标"])]
FUNDS = [("total", "实施期资金总额:", "年度资金总额:"), ("central", "其中:中央财政资金", "其中:中央财政资金"),
         ("provincial", "省级财政资金", "省级财政资金"), ("local", "市县(区)财政资金", "市县(区)财政资金"),
         ("self_raised", "单位自筹", "单位自筹"), ("other", "其他资金", "其他资金")]
TEXTS = [("overview", "项目概况"), ("basis", "立项依据"), ("necessity", "项目设立必要性"),
         ("safeguards", "保证项目实施的制度、措施"), ("plan", "项目实施计划")]


def amount(text):
    if text is None:
        return ""
    whole, _, cents = text.partition(".")
    return f"{int(whole):,}" + ("" if cents == "00" else f".{cents}")


def cells(form):
    """(row, column, rows, columns, text), from 0; 8 columns."""
    out, row = [(0, 0, 1, 8, form["title"]), (1, 0, 1, 8, f"({form['year']}年度)")], 2
    out += [(row, 0, 1, 2, "项目名称"), (row, 2, 1, 6, form["project_name"])]
    row += 1
    out += [(row, 0, 1, 2, "主管部门及代码"), (row, 2, 1, 2, f"{form['department_code']}-{form['department']}"),
            (row, 4, 1, 1, "实施单位"), (row, 5, 1, 3, form["implementing_unit"])]
    row += 1
    out += [(row, 0, 1, 2, "项目属性"), (row, 2, 1, 2, form["attribute"]), (row, 4, 1, 1, "项目期"), (row, 5, 1, 3, form["term"])]
    row += 1
    out.append((row, 0, 6, 2, "项目资金(元)"))
    for key, period, annual in FUNDS:
        out += [(row, 2, 1, 1, period), (row, 3, 1, 1, amount(form["funds"]["period"][key])),
                (row, 4, 1, 1, annual), (row, 5, 1, 3, amount(form["funds"]["annual"][key]))]
        row += 1
    for key, label in TEXTS:
        out += [(row, 0, 1, 2, label), (row, 2, 1, 6, form[key])]
        row += 1
    out += [(row, 0, 2, 1, "总体目标"), (row, 1, 1, 4, "实施期目标"), (row, 5, 1, 3, "年度目标"),
            (row + 1, 1, 1, 4, form["goal_period"]), (row + 1, 5, 1, 3, form["goal_annual"])]
    row += 2
    heads = ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"]
    out += [(row, 1 + index, 1, 1, head) for index, head in enumerate(heads)]
    start, row = row, row + 1
    for level1, seconds in LEVELS:
        first = row
        for level2 in seconds:
            sides = [[r for r in form["indicators"][side] if r["level2"] == level2] for side in ("period", "annual")]
            count = max(1, *map(len, sides))
            for side, column in zip(sides, (2, 5)):
                out.append((row, column, count, 1, level2))
                for index, indicator in enumerate(side):
                    out += [(row + index, column + 1, 1, 1, indicator["name"]), (row + index, column + 2, 1, 1, indicator["value"])]
            row += count
        out.append((first, 1, row - first, 1, level1))
    out.append((start, 0, row - start, 1, "绩效指标"))
    out += [(row, 0, 1, 2, "负责人:"), (row, 2, 1, 2, "经办人:"), (row, 4, 1, 2, "联系电话:"),
            (row, 6, 1, 2, "填报日期:" + form["filled_at"])]
    return sorted(out)


def name(row, column):
    return f"{'ABCDEFGH'[column]}{row + 1}"


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def xlsx(path, grid):
    rows = {}
    taken = {(r, c): text for r, c, _, _, text in grid}
    for r, c, high, wide, _ in grid:
        for y in range(r, r + high):
            for x in range(c, c + wide):
                rows.setdefault(y, {})[x] = taken.get((y, x), "")
    body = ""
    for r in sorted(rows):
        longest = max(len(text) for text in rows[r].values())
        body += f'<row r="{r + 1}" ht="{max(18, 16 * (1 + longest // 34))}" customHeight="1">'
        for c in sorted(rows[r]):
            text = rows[r][c]
            inner = f' t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else "/>"
            body += f'<c r="{name(r, c)}" s="{0 if r < 2 else 1}"{inner}'
        body += "</row>"
    merged = "".join(f'<mergeCell ref="{name(r, c)}:{name(r + h - 1, c + w - 1)}"/>' for r, c, h, w, _ in grid if h * w > 1)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    write(path, {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="目标表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{rel}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="9"/><name val="Noto Serif SC"/></font></fonts><fills count="1"><fill><patternFill/></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf><alignment horizontal="center"/></xf><xf borderId="1" applyBorder="1" applyAlignment="1"><alignment wrapText="1" vertical="center"/></xf></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>' + "".join(f'<col min="{i + 1}" max="{i + 1}" width="{w}" customWidth="1"/>' for i, w in enumerate([9, 10, 16, 22, 20, 15, 22, 14])) + f'</cols><sheetData>{body}</sheetData><mergeCells>{merged}</mergeCells><pageSetup paperSize="9" fitToHeight="0"/></worksheet>',
    })


def docx(path, grid):
    paragraphs = lambda text: "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    at = {}
    for r, c, high, wide, text in grid:
        for y in range(r, r + high):
            at[y, c] = (wide, "" if high == 1 else '<w:vMerge w:val="restart"/>' if y == r else "<w:vMerge/>", text if y == r else "")
    body = paragraphs(at[0, 0][2]) + paragraphs(at[1, 0][2]) + "<w:tbl>"
    for r in range(2, max(y for y, _ in at) + 1):
        body += "<w:tr>"
        c = 0
        while c < 8:
            wide, merge, text = at.get((r, c), (1, "", ""))
            body += f'<w:tc><w:tcPr><w:gridSpan w:val="{wide}"/>{merge}</w:tcPr>{paragraphs(text)}</w:tc>'
            c += wide
        body += "</w:tr>"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    write(path, {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{rel}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:tbl><w:sectPr/></w:body></w:document>',
    })


def main():
    with open(SAMPLE, encoding="utf-8") as file:
        grid = cells(json.load(file))
    os.makedirs(OUT, exist_ok=True)
    xlsx(os.path.join(OUT, "form.xlsx"), grid)
    docx(os.path.join(OUT, "form.docx"), grid)
    for kind in ("xls", "pdf"):
        subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", OUT, os.path.join(OUT, "form.xlsx")], check=True)


main()
