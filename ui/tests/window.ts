// The whole window over the made-up unit, for tests without a browser's layout.
import axe from "axe-core";
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, expect, vi } from "vitest";
import type { Host, Request } from "../src/platform/host";
import { fakeHost, type FakeOptions } from "./fakeHost";

export interface Opened {
  readonly page: VueWrapper;
  readonly asked: Request[];
  find(test: string): ReturnType<VueWrapper["find"]>;
  settle(): Promise<void>;
}

/** Pages that come later are read from files by a machine that may be busy. */
export const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000 });

let mounted: VueWrapper | null = null;

/** Starts the window afresh: its state lives in modules. */
export async function start(options: FakeOptions = {}, more: Partial<Host> = {}): Promise<Opened> {
  vi.resetModules();
  const host = fakeHost(options);
  // What the desktop window leaves for the pages to know it by.
  vi.stubGlobal("__TAURI_INTERNALS__", {});
  vi.doMock("../src/platform/invoke", () => ({ desktopHost: { ...host, ...more } }));
  document.body.innerHTML = '<div id="app"></div>';
  delete document.body.dataset["ready"];
  const { default: App } = await import("../src/App.vue");
  const page = mount(App, { attachTo: "#app" });
  mounted = page;
  const settle = async (): Promise<void> => {
    // Pages that come later are imported; a few turns are enough where nothing waits for a clock.
    for (let turn = 0; turn < 5; turn += 1) await flushPromises();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await flushPromises();
  };
  await soon(() => expect(document.body.dataset["ready"]).toBe(""));
  await settle();
  return { page, asked: host.asked, find: (test) => page.find(`[data-test="${test}"]`), settle };
}

/** Ends the window behind each test of the file that calls this. */
export function endEach(): void {
  afterEach(() => {
    mounted?.unmount();
    mounted = null;
  });
}

/** What lies under a question is out of reach, which only a browser with layout can tell. */
export async function violations(under: Element = document.querySelector("[role=dialog]") ?? document.body): Promise<string[]> {
  const result = await axe.run(under, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}
