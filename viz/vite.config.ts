import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";

const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

/** Puts the script and the style into one page whose policy allows these two, by their hashes, and nothing else. */
function onePage(): Plugin {
  return {
    name: "one-page",
    enforce: "post",
    generateBundle(_options, bundle) {
      let script = "";
      let style = "";
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === "chunk") script += file.code;
        else if (name.endsWith(".css")) style += String(file.source);
        delete bundle[name];
      }
      script = `\n${script.trim()}\n`;
      style = `\n${style.trim()}\n`;
      if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) {
        throw new Error("the bundle holds a sequence that would end its own block");
      }
      const policy = [
        "default-src 'none'",
        `script-src ${sha256(script)}`,
        `style-src ${sha256(style)}`,
        "img-src data:",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ].join("; ");
      const source = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        '<meta name="referrer" content="no-referrer">',
        '<link rel="icon" href="data:,">',
        "<title>ringtrace</title>",
        `<style>${style}</style>`,
        "</head>",
        "<body>",
        '<div id="app"></div>',
        "<noscript>This page needs JavaScript to draw its tables and diagrams. このページの表示には JavaScript が必要です。</noscript>",
        "<!--ringtrace:first-->",
        `<script>${script}</script>`,
        "<!--ringtrace:rest-->",
        "</body>",
        "</html>",
        "",
      ].join("\n");
      this.emitFile({ type: "asset", fileName: "page.html", source });
    },
  };
}

export default defineConfig({
  plugins: [onePage()],
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    rollupOptions: { input: "src/main.tsx", output: { format: "iife" } },
  },
});
