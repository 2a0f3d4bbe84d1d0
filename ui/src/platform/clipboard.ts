// The clipboard. The new interface asks the system; where it is refused, as in some webviews, the old one copies a selection.

/** What another program copied. */
export interface Copied {
  readonly text: string;
  /** Null where there is none. */
  readonly html: string | null;
}

/** What is in the clipboard. Null where the system does not tell it to a page; a press of Ctrl+V does. */
export async function readCopied(): Promise<Copied | null> {
  try {
    const items = await navigator.clipboard.read();
    const of = async (type: string): Promise<string | null> => {
      const item = items.find((one) => one.types.includes(type));
      return item === undefined ? null : (await item.getType(type)).text();
    };
    return { text: (await of("text/plain")) ?? "", html: await of("text/html") };
  } catch {
    return null;
  }
}

/** Puts a text into the clipboard. False where the system does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    // Inside an open question, whose focus may not leave it.
    (document.querySelector("[role=dialog]") ?? document.body).append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (before instanceof HTMLElement) before.focus();
    return copied;
  }
}
