import { defineConfig } from "vitest/config";

// What runs in a real browser against the built program; scripts/test.sh runs it behind the builds.
export default defineConfig({
  test: { include: [process.env["JIBIAO_PICTURES"] === undefined ? "browser/*.browser.ts" : "browser/pictures.ts"], environment: "node", testTimeout: 120_000, hookTimeout: 60_000, fileParallelism: false },
});
