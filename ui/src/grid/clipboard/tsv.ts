// Tables as text, as Excel and WPS put them on the clipboard: cells behind tabs, lines behind line breaks, a cell that holds
// either of them, or quotation marks, in quotation marks.

/** Reads a table. A line break at the end is no line of its own. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const source = text.replace(/\r\n?/gu, "\n").replace(/\0/gu, "");
  if (source === "") return [];
  for (;;) {
    const cell = source[at] === '"' ? quoted(source, at) : null;
    if (cell !== null) {
      row.push(cell.text);
      at = cell.end;
    } else {
      const end = plainEnd(source, at);
      row.push(source.slice(at, end));
      at = end;
    }
    if (source[at] === "\t") {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    // What stands here is a line break or the end of the text.
    at += 1;
    if (at >= source.length) return rows;
  }
}

/** A cell in quotation marks; null where the mark is a sign like any other, because no mark ends the cell. */
function quoted(source: string, start: number): { text: string; end: number } | null {
  let text = "";
  let at = start + 1;
  for (;;) {
    const mark = source.indexOf('"', at);
    if (mark < 0) return null;
    text += source.slice(at, mark);
    if (source[mark + 1] !== '"') {
      const next = source[mark + 1];
      return next === undefined || next === "\t" || next === "\n" ? { text, end: mark + 1 } : null;
    }
    text += '"';
    at = mark + 2;
  }
}

function plainEnd(source: string, start: number): number {
  for (let at = start; at < source.length; at += 1) if (source[at] === "\t" || source[at] === "\n") return at;
  return source.length;
}

/** Writes a table so that Excel and WPS read every cell as it is. */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(writeCell).join("\t")).join("\r\n");
}

function writeCell(text: string): string {
  return /["\t\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
