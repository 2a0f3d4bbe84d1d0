import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode, command }) => ({
  plugins: [vue()],
  // The window's pages are files inside the program; nothing may point to a server's root.
  base: "./",
  server: { port: 5173, strictPort: true },
  resolve: {
    // `vite --mode look` shows the pages over a made-up unit, to look at them without the engine. A build never does.
    alias: mode === "look" && command === "serve" ? [{ find: /^\.\/invoke$/, replacement: here("tests/lookHost.ts") }] : [],
  },
  // Nothing here is written with Vue's options, and nobody debugs what is delivered with its tools.
  define: { __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  build: {
    // Debian 12's webkit2gtk-4.1 and every WebView2 know at least what Safari 16 knows.
    target: "safari16",
    // The polyfill is an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
  },
  // The first test of a file reads every page; on a busy machine that takes seconds.
  test: { environment: "happy-dom", testTimeout: 60_000 },
}));
