// Tables as HTML, as Excel, WPS and Word put them on the clipboard: merged cells as rowspan and colspan, line breaks inside a
// cell as <br> or paragraphs. Read with DOMParser, which runs nothing and fetches nothing.

/** A cell of a table: its text stands in the upper left of what it covers. */
export interface HtmlCell {
  readonly text: string;
  /** It is covered by a merged cell that begins above or to the left; `text` is blank. */
  readonly covered: boolean;
}

/** A merged cell may claim to cover the whole sheet; more than this is never pasted. */
const MAX_SPAN = 2_000;

/** Reads the first table; null where there is none. */
export function parseHtmlTable(html: string): HtmlCell[][] | null {
  if (!/<table/iu.test(html)) return null;
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (table === null) return null;
  const lines = [...table.querySelectorAll("tr")].filter((line) => line.closest("table") === table);
  const rows: (HtmlCell | undefined)[][] = lines.map(() => []);
  lines.forEach((line, top) => {
    let left = 0;
    for (const cell of line.children) {
      if (cell.tagName !== "TD" && cell.tagName !== "TH") continue;
      while (rows[top]?.[left] !== undefined) left += 1;
      const [height, width] = [spanOf(cell, "rowspan"), spanOf(cell, "colspan")];
      for (let down = 0; down < height && top + down < rows.length; down += 1) {
        for (let right = 0; right < width; right += 1) {
          const first = down === 0 && right === 0;
          const row = rows[top + down];
          if (row !== undefined) row[left + right] = { text: first ? textOf(cell) : "", covered: !first };
        }
      }
      left += width;
    }
  });
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? { text: "", covered: false }));
}

function spanOf(cell: Element, name: string): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? "1", 10);
  return Number.isFinite(span) ? Math.max(1, Math.min(span, MAX_SPAN)) : 1;
}

/** The text of a cell: blanks as a browser shows them, <br> and paragraphs as line breaks. */
function textOf(cell: Element): string {
  let text = "";
  const walk = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) {
        text += (child.nodeValue ?? "").replace(/[ \t\r\n\f]+/gu, " ");
      } else if (child.nodeName === "BR") {
        text += "\n";
      } else if (child.nodeType === 1 && child.nodeName !== "STYLE" && child.nodeName !== "SCRIPT") {
        const block = /^(?:P|DIV|LI)$/u.test(child.nodeName);
        if (block && text.trim() !== "" && !text.endsWith("\n")) text += "\n";
        walk(child);
      }
    }
  };
  walk(cell);
  return text.replaceAll("\u00a0", " ").replace(/ *\n */gu, "\n").trim();
}

/** Writes a table that Excel and WPS take as text: 0012 stays 0012, 5-6 stays no date, ≥5 stays ≥5. */
export function writeHtmlTable(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `<tr>${row.map((text) => `<td style="mso-number-format:'\\@'">${escaped(text)}</td>`).join("")}</tr>`);
  return `<meta charset="utf-8"><table>${lines.join("")}</table>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/\r\n?|\n/gu, '<br style="mso-data-placement:same-cell">');
}
