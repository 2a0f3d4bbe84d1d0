import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [vue()],
  // The window's pages are files inside the program; nothing may point to a server's root.
  base: "./",
  server: { port: 5173, strictPort: true },
  build: {
    // Debian 12's webkit2gtk-4.1 and every WebView2 know at least what Safari 16 knows.
    target: "safari16",
    // The polyfill is an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
  },
  test: { environment: "happy-dom" },
});
