import { afterEach, beforeEach, expect, test } from "vitest";
import { keepFocus } from "./focus";

let stop = (): void => undefined;
const turn = (): Promise<void> => new Promise((done) => setTimeout(done, 5));
const get = <Kind extends HTMLElement>(css: string): Kind => document.querySelector<Kind>(css)!;

beforeEach(() => {
  document.body.innerHTML = '<main><h1 tabindex="-1">资金</h1><input id="one" /><button id="two">打印</button></main>';
  stop = keepFocus();
});
afterEach(() => stop());

test("a field that is left for the next is not gone back to, whatever changes meanwhile", async () => {
  get("#one").focus();
  get("#one").blur();
  get("main").append("已保存");
  await Promise.resolve();
  expect(document.activeElement).toBe(document.body);
  get("#two").focus();
  await turn();
  expect(document.activeElement).toBe(get("#two"));
});

test("a field that is left for nothing in particular is not gone back to", async () => {
  get("#one").focus();
  get("#one").blur();
  await turn();
  get("main").append("已保存");
  await turn();
  expect(document.activeElement).toBe(document.body);
});

test("a button that was off until its work was done has the focus again", async () => {
  const button = get<HTMLButtonElement>("#two");
  button.focus();
  button.blur();
  button.disabled = true;
  await turn();
  expect(document.activeElement).toBe(document.body);
  button.disabled = false;
  await turn();
  expect(document.activeElement).toBe(button);
});

test("what is taken away leaves the focus at the heading", async () => {
  get("#one").focus();
  get("#one").remove();
  if (document.activeElement !== document.body) (document.activeElement as HTMLElement).blur();
  await turn();
  expect(document.activeElement).toBe(get("h1"));
});
