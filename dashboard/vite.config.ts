// The desk: one page, whose parts are loaded when they are opened; beside it the chat for a clinic's
// web site, which shares nothing with it, and the one script that puts it there. The server fills in
// the nonce that the content security policy asks for.
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "/dashboard/",
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": at("./src") } },
  build: {
    outDir: "../api/desk",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    sourcemap: false,
    target: "es2023",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: at("./index.html"), widget: at("./widget.html"), loader: at("./widget/loader.ts") },
      output: { entryFileNames: ({ name }) => (name === "loader" ? "widget.js" : "assets/[name]-[hash].js") },
    },
  },
});
