// What axe-core finds on a page as it stands.
import axe from "axe-core";
import type { Page } from "playwright-core";

export async function violations(on: Page): Promise<string[]> {
  if (!(await on.evaluate("typeof axe === 'object'"))) await on.evaluate(axe.source);
  // A fade that is under way has colours of its own.
  await on.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)))");
  const result = (await on.evaluate("axe.run(document)")) as axe.AxeResults;
  return result.violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" | ")}`,
  );
}
