// Amounts as text: grouping and 大写. Digits are moved, never calculated with; sums come from the engine.

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * An amount as it is printed: `2100000.00` becomes `2,100,000`, `263138.64` becomes `263,138.64`.
 * `places` keeps that many decimals even where they are zero (万元 in tables). Text that is no amount stays as it is.
 */
export function grouped(amount: string | null, places = 0): string {
  if (amount === null) return "";
  const parts = PLAIN.exec(amount.trim());
  if (parts === null) return amount;
  const whole = (parts[2] ?? "").replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = (parts[3] ?? "").replace(/0+$/, "");
  // Half a 角 is no amount: one decimal is shown as two.
  const shown = decimals.length === 1 ? `${decimals}0` : decimals;
  const kept = shown.padEnd(places, "0");
  return `${parts[1] ?? ""}${whole}${kept === "" ? "" : `.${kept}`}`;
}

/** What stands in a field that is being edited: no separators, no needless zeros. */
export function plain(amount: string | null): string {
  return grouped(amount).replaceAll(",", "");
}

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "兆"];

/** Up to four digits in 大写, without the group's own name; zeros inside are said once, at the ends not at all. */
function fourInWords(digits: string): string {
  let words = "";
  let zero = false;
  [...digits].forEach((digit, index) => {
    if (digit === "0") {
      zero = words !== "";
      return;
    }
    if (zero) words += "零";
    zero = false;
    words += `${DIGITS[Number(digit)] ?? ""}${PLACES[digits.length - 1 - index] ?? ""}`;
  });
  return words;
}

/**
 * An amount in 元 written in 大写: `81000.00` is 捌万壹仟元整, `0.05` is 伍分. Null for what is no amount, has more than two
 * decimals, or is beyond 9999 兆.
 */
export function inWords(amount: string | null): string | null {
  const parts = PLAIN.exec((amount ?? "").replaceAll(",", "").trim());
  if (parts === null) return null;
  const whole = (parts[2] ?? "").replace(/^0+/, "");
  const decimals = (parts[3] ?? "").replace(/0+$/, "").padEnd(2, "0");
  if (decimals.length > 2 || whole.length > 16) return null;

  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 4) groups.push(whole.slice(Math.max(0, end - 4), end));
  let words = "";
  groups.toReversed().forEach((digits, index) => {
    const said = fourInWords(digits);
    if (said === "") return;
    // A group that does not fill its four places, or follows an empty one, is joined with 零.
    const before = groups.toReversed().slice(0, index);
    const gap = digits.startsWith("0") || /^0*$/.test(before.at(-1) ?? "1");
    if (words !== "" && gap) words += "零";
    words += said + (GROUPS[groups.length - 1 - index] ?? "");
  });

  const [jiao, fen] = [decimals[0] ?? "0", decimals[1] ?? "0"];
  const sign = parts[1] === "-" ? "负" : "";
  if (words === "" && decimals === "00") return "零元整";
  let text = words === "" ? "" : `${words}元`;
  if (decimals === "00") return `${sign}${text}整`;
  if (jiao !== "0") text += `${DIGITS[Number(jiao)] ?? ""}角`;
  else if (words !== "") text += "零";
  if (fen === "0") return `${sign}${text}整`;
  return `${sign}${text}${DIGITS[Number(fen)] ?? ""}分`;
}
