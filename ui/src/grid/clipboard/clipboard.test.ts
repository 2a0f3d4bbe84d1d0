import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupsFrom } from "../model/rows";
import type { Shape } from "../model/shape";
import { FakeEngine } from "../testing/fake-engine";
import { parseHtmlTable, writeHtmlTable, type HtmlCell } from "./html";
import { parseTsv, writeTsv } from "./tsv";
import { cellsOf, understand, type Pasted } from "./understand";

const SHAPE: Shape = { sides: ["period", "annual"], fields: ["name", "value"] };
const GROUPS = groupsFrom(SHAPE, new FakeEngine().groups());

const meant = (table: readonly (readonly HtmlCell[])[]): Pasted => understand(SHAPE, GROUPS, table);
const texts = (table: readonly (readonly HtmlCell[])[] | null): string[][] => (table ?? []).map((row) => row.map((cell) => cell.text));

/** What Excel 365 puts on the clipboard: a whole document with style sheet, fragment marks, merged cells, a break inside a cell. */
const EXCEL = `Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000002000\r\n<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=Generator content="Microsoft Excel 15">
<style><!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {white-space:normal;}--></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=512 style='border-collapse:
 collapse;width:384pt'><!--StartFragment-->
 <col width=64 span=4 style='width:48pt'>
 <tr height=19 style='height:14.25pt'>
  <td rowspan=3 height=57 class=xl65 width=64>产出指标</td>
  <td rowspan=2 class=xl65>数量指标</td>
  <td class=xl65>宣传册印制<span style='mso-spacerun:yes'>&nbsp;</span>数量</td>
  <td class=xl65>&ge;3000册</td>
 </tr>
 <tr height=19>
  <td class=xl65>培训<br>
    次数</td>
  <td class=xl65 x:num>≥6次</td>
 </tr>
 <tr height=19>
  <td class=xl65>质量指标</td>
  <td class=xl65>验收合格率</td>
  <td class=xl65>100%</td>
 </tr>
 <!--EndFragment--></table></body></html>`;

/** What WPS puts there: upper case, colspan beside rowspan, a font in each cell, an empty line behind. */
const WPS = `<HTML><HEAD><STYLE>.et1{mso-style-name:常规}</STYLE></HEAD><BODY><TABLE x:str>
<TR><TD class=et2 colspan=2 rowspan=2><FONT face="宋体">社会效益指标</FONT></TD><TD class=et3><FONT>公众知晓度</FONT></TD><TD>提升</TD></TR>
<TR><TD>办事便利度</TD><TD>提高</TD></TR><TR><TD></TD><TD></TD><TD></TD><TD></TD></TR></TABLE></BODY></HTML>`;

describe("text tables", () => {
  it("keep line breaks, tabs and quotation marks inside a cell, and make no line of the last break", () => {
    const text = '培训次数\t≥6次\r\n"分两批\n进行"\t"含""骨干""班"\r\n"a\tb"\t\r\n';
    expect(parseTsv(text)).toEqual([["培训次数", "≥6次"], ["分两批\n进行", '含"骨干"班'], ["a\tb", ""]]);
  });

  it("take a quotation mark that begins a word as a sign like any other", () => {
    expect(parseTsv('"十四五"规划宣讲\t≥2场')).toEqual([['"十四五"规划宣讲', "≥2场"]]);
    expect(parseTsv('"没有结束\t5次')).toEqual([['"没有结束', "5次"]]);
  });

  it("are nothing, one cell, or one blank cell", () => {
    expect(parseTsv("")).toEqual([]);
    expect(parseTsv("\n")).toEqual([[""]]);
    expect(parseTsv("一句话")).toEqual([["一句话"]]);
    expect(parseTsv("a\rb")).toEqual([["a"], ["b"]]);
  });

  it("come back as they were written", () => {
    const cell = fc.array(fc.constantFrom("甲", '"', "\t", "\n", " ", "≥5")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }), (rows) => {
        expect(parseTsv(writeTsv(rows))).toEqual(rows);
      }),
    );
  });

  it("are read whatever they hold", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', "\t", "\r", "\n", "x") }), (text) => void parseTsv(text)));
  });
});

describe("HTML tables", () => {
  it("of Excel: merged cells, breaks, and what the style sheet says is no text", () => {
    expect(texts(parseHtmlTable(EXCEL))).toEqual([
      ["产出指标", "数量指标", "宣传册印制 数量", "≥3000册"],
      ["", "", "培训\n次数", "≥6次"],
      ["", "质量指标", "验收合格率", "100%"],
    ]);
  });

  it("of WPS: merged in both directions", () => {
    const table = parseHtmlTable(WPS);
    expect(texts(table)).toEqual([
      ["社会效益指标", "", "公众知晓度", "提升"],
      ["", "", "办事便利度", "提高"],
      ["", "", "", ""],
    ]);
    expect(table?.[1]?.map((cell) => cell.covered)).toEqual([true, true, false, false]);
  });

  it("without a table are none, and a claim to cover everything is bounded", () => {
    expect(parseHtmlTable("<p>一句话</p>")).toBeNull();
    const wide = parseHtmlTable('<table><tr><td colspan="99999999" rowspan="99999999">x</td></tr></table>');
    expect(wide).toHaveLength(1);
    expect(wide?.[0]?.length).toBeLessThanOrEqual(2000);
    expect(parseHtmlTable('<table><tr><td rowspan="0" colspan="-3">x</td><td>y</td></tr></table>')).toHaveLength(1);
  });

  it("go out as text and come back as they were", () => {
    const rows = [["0012", "5-6", "≥5<6 & \"x\""], ["两\n行", "", "2026年3月"]];
    const html = writeHtmlTable(rows);
    expect(html).toContain("mso-number-format:'\\@'");
    expect(texts(parseHtmlTable(html))).toEqual(rows);
  });
});

describe("what a pasted table means", () => {
  it("levels in merged cells decide where the rows go, on both sides where there is one", () => {
    expect(meant(parseHtmlTable(EXCEL) ?? [])).toEqual({
      kind: "levelled",
      rows: [
        { level1: "产出指标", level2: "数量指标", sides: [["宣传册印制 数量", "≥3000册"], ["宣传册印制 数量", "≥3000册"]] },
        { level1: "产出指标", level2: "数量指标", sides: [["培训\n次数", "≥6次"], ["培训\n次数", "≥6次"]] },
        { level1: "产出指标", level2: "质量指标", sides: [["验收合格率", "100%"], ["验收合格率", "100%"]] },
      ],
    });
  });

  it("a level merged over two columns counts once", () => {
    expect(meant(parseHtmlTable(WPS) ?? [])).toEqual({
      kind: "levelled",
      rows: [
        { level1: "", level2: "社会效益指标", sides: [["公众知晓度", "提升"], ["公众知晓度", "提升"]] },
        { level1: "", level2: "社会效益指标", sides: [["办事便利度", "提高"], ["办事便利度", "提高"]] },
      ],
    });
  });

  it("the printed table: heads, and the second level standing on both sides", () => {
    const table = parseTsv(
      [
        "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值",
        "\t产出指标\t数量指标\t印刷册数\t3000册\t数量指标\t印刷册数\t1000册",
        "\t\t时效指标\t完成时间\t12月底前\t时效指标\t完成时间\t11月底前",
        "\t效益指标\t经济效益\t\t\t经济效益\t\t",
        "\t满意度指标\t服务对象满意度\t读者满意度\t≥95%\t服务对象满意度\t读者满意度\t≥90%",
      ].join("\n"),
    );
    // The first column is blank but for its head: a person selects from the title on.
    expect(meant(cellsOf(table))).toEqual({
      kind: "levelled",
      rows: [
        { level1: "产出指标", level2: "数量指标", sides: [["印刷册数", "3000册"], ["印刷册数", "1000册"]] },
        { level1: "产出指标", level2: "时效指标", sides: [["完成时间", "12月底前"], ["完成时间", "11月底前"]] },
        { level1: "满意度指标", level2: "服务对象满意度", sides: [["读者满意度", "≥95%"], ["读者满意度", "≥90%"]] },
      ],
    });
  });

  it("names and values alone are a block, also where a name is spelled like a level", () => {
    expect(meant(cellsOf([["服务对象满意度", "≥95%"]]))).toEqual({ kind: "block", block: [["服务对象满意度", "≥95%"]] });
    const both = [["服务对象满意度", "≥95%", "服务对象满意度", "≥90%"]];
    expect(meant(cellsOf(both))).toEqual({ kind: "block", block: both });
    expect(meant(cellsOf([["三级指标", "指标值"], ["册数", "5册"]]))).toEqual({ kind: "block", block: [["册数", "5册"]] });
  });

  it("one side with its head goes in without the head; one word stays a word", () => {
    expect(meant(cellsOf([["数量指标"]]))).toEqual({ kind: "block", block: [["数量指标"]] });
    expect(meant(cellsOf([[""]]))).toEqual({ kind: "block", block: [[""]] });
    expect(meant([])).toEqual({ kind: "nothing" });
  });
});
