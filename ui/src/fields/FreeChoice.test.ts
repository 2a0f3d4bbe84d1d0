import { mount } from "@vue/test-utils";
import { expect, test } from "vitest";
import type { CellView, FieldView } from "../platform";
import FreeChoice from "./FreeChoice.vue";

const options = ["一次性项目(1年结束)", "经常性项目(长期开展)", "延续性项目(阶段开展)"].map((text) => ({ text, label: text }));

function made() {
  const field = { path: "attribute", label: "项目属性", options } as unknown as FieldView;
  const cell = { text: "" } as unknown as CellView;
  const page = mount(FreeChoice, { props: { field, cell, describedBy: "", invalid: false, readonly: false }, attachTo: document.body });
  const input = page.get("input");
  const write = (text: string): Promise<void> => {
    input.element.value = text;
    return input.trigger("input");
  };
  return { page, input, write };
}

test("a word begun is finished with an arrow and Enter", async () => {
  const { page, input, write } = made();
  await write("经常");
  await input.trigger("keydown", { key: "ArrowDown" });
  await input.trigger("keydown", { key: "Enter" });
  expect(page.emitted("commit")).toEqual([["经常性项目(长期开展)"]]);
  page.unmount();
});

test("a text of one's own stays as it is", async () => {
  const { page, input, write } = made();
  await write("经常");
  await input.trigger("keydown", { key: "Enter" });
  expect(page.emitted("commit")).toEqual([["经常"]]);
  expect(page.find("[role=listbox]").exists()).toBe(false);
  page.unmount();
});

test("the arrows of an empty field begin at the ends of the list", async () => {
  const { page, input } = made();
  await input.trigger("keydown", { key: "ArrowUp" });
  await input.trigger("keydown", { key: "Enter" });
  expect(page.emitted("commit")).toEqual([["延续性项目(阶段开展)"]]);
  page.unmount();
});
