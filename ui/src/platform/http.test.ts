import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { engineBehind } from "./engine";
import { RequestFailed } from "./envelope";
import { browserHost } from "./http";
import { hostHere } from "./index";
import { desktopHost } from "./invoke";

interface Sent {
  readonly target: string;
  readonly init: RequestInit;
}

let sent: Sent[] = [];
let answer: () => Promise<Response> = () => Promise.reject(new Error("no answer set"));

beforeEach(() => {
  sent = [];
  vi.stubGlobal("fetch", (target: string, init: RequestInit) => {
    sent.push({ target, init });
    return answer();
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function answering(value: unknown): void {
  answer = () => Promise.resolve(new Response(JSON.stringify(value), { status: 200 }));
}

/** Clicks of links and of the file dialog, which a test browser does not carry out. */
function clicks(): HTMLElement[] {
  const seen: HTMLElement[] = [];
  vi.spyOn(HTMLElement.prototype, "click").mockImplementation(function (this: HTMLElement) {
    seen.push(this);
  });
  return seen;
}

describe("the browser as host of the pages", () => {
  it("is chosen where no desktop window is around the pages", () => {
    expect(hostHere({})).toBe(browserHost);
    expect(hostHere({ __TAURI_INTERNALS__: {} })).toBe(desktopHost);
  });

  it("asks the engine as JSON, with the cookie of these pages only", async () => {
    answering({ ok: { version: "1.2.3" } });
    expect((await engineBehind(browserHost).call("app.about", {})).version).toBe("1.2.3");
    expect(sent[0]?.target).toBe("/rpc");
    expect(sent[0]?.init).toMatchObject({ method: "POST", credentials: "same-origin", redirect: "error", headers: { "Content-Type": "application/json" } });
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual({ op: "app.about" });
  });

  it("fails with E_HOST and the program's words where the program refuses, and where it is gone", async () => {
    answer = () => Promise.resolve(new Response("程序正忙，请稍后再试", { status: 503 }));
    const failure: unknown = await engineBehind(browserHost).call("app.about", {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RequestFailed);
    expect(failure).toMatchObject({ code: "E_HOST" });
    expect((failure as RequestFailed).message).toContain("程序正忙");
    answer = () => Promise.reject(new TypeError("failed to fetch"));
    await expect(engineBehind(browserHost).call("app.about", {})).rejects.toMatchObject({ code: "E_HOST" });
  });

  it("brings each chosen file to the program and gives the engine's paths", async () => {
    const seen = clicks();
    const picked = browserHost.pickFiles({ title: "", kinds: [{ name: "表", extensions: ["xlsx", "docx"] }], several: true });
    const input = seen[0] as HTMLInputElement;
    expect([input.type, input.multiple, input.accept]).toEqual(["file", true, ".xlsx,.docx"]);
    Object.defineProperty(input, "files", { value: [new File(["x"], "去年 表&.xlsx"), new File(["y"], "b.docx")] });
    answering({ path: "/d/browser/1/x" });
    input.dispatchEvent(new Event("change"));
    expect(await picked).toEqual(["/d/browser/1/x", "/d/browser/1/x"]);
    expect(sent.map(({ target }) => target)).toEqual(["/file?name=%E5%8E%BB%E5%B9%B4%20%E8%A1%A8%26.xlsx", "/file?name=b.docx"]);
    expect(sent[0]?.init.headers).toEqual({ "Content-Type": "application/octet-stream" });
  });

  it("gives no file where the dialog was left", async () => {
    const seen = clicks();
    const picked = browserHost.pickFiles({ title: "", kinds: [], several: false });
    seen[0]?.dispatchEvent(new Event("cancel"));
    expect(await picked).toEqual([]);
    expect(sent).toEqual([]);
  });

  it("lets the engine write where the program says, and fetches it from there", async () => {
    answering({ path: "/d/browser/2/全部.pdf" });
    const path = await browserHost.pickTarget({ title: "", name: "全部.pdf", kinds: [] });
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual({ name: "全部.pdf" });
    await browserHost.pickFolder("");
    expect(JSON.parse(String(sent[1]?.init.body))).toEqual({ name: null });
    const seen = clicks() as HTMLAnchorElement[];
    await browserHost.openFile(path ?? "");
    await browserHost.openFile("/d/browser/3/表.xlsx");
    await browserHost.deliver(path ?? "");
    expect(seen[0]?.getAttribute("href")).toBe("/file?path=%2Fd%2Fbrowser%2F2%2F%E5%85%A8%E9%83%A8.pdf");
    expect([seen[0]?.target, seen[0]?.download]).toEqual(["_blank", ""]);
    expect([seen[1]?.target, seen[1]?.download]).toEqual(["", "表.xlsx"]);
    expect([seen[2]?.target, seen[2]?.download], "what is delivered is never opened instead").toEqual(["", "全部.pdf"]);
  });

  it("asks before the page closes only while something is under way", async () => {
    let finish: (response: Response) => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = resolve));
    const mayClose = vi.fn(() => Promise.resolve(true));
    await browserHost.onClose(mayClose);
    const close = (): boolean => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(close()).toBe(false);
    const saving = browserHost.send({ op: "form.edit" });
    expect(close()).toBe(true);
    finish(new Response("{}", { status: 200 }));
    await saving;
    expect(close()).toBe(false);
    expect(mayClose).toHaveBeenCalledTimes(3);
  });
});
