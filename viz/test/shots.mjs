// Pictures for looking at: node test/shots.mjs REPORT.html DIRECTORY [CLUSTER]
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const [report, out, cluster = ""] = process.argv.slice(2);
const browser = await launch();
for (const [width, height] of [[1280, 800], [1920, 1080], [390, 844]]) {
  for (const lang of ["en", "ja"]) {
    for (const scheme of lang === "en" ? ["light", "dark"] : ["light"]) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
      page.on("pageerror", (error) => console.error("page:", error.message));
      page.on("console", (message) => message.type() === "error" && console.error("console:", message.text()));
      await page.goto(pathToFileURL(report).href);
      await page.waitForSelector(".list li");
      await page.selectOption(".prefs select:nth-of-type(2)", lang);
      const name = `${out}/${width}-${lang}${scheme === "dark" ? "-dark" : ""}`;
      if (width < 1100) await page.screenshot({ path: `${name}-queue.png` });
      if (cluster) await page.evaluate((id) => (location.hash = `#/c/${id}`), cluster);
      else if (width < 1100) await page.click(".list li a");
      await page.waitForSelector("svg.diagram");
      await page.waitForTimeout(150);
      await page.screenshot({ path: `${name}.png` });
      // The whole of the cluster, as one tall picture.
      await page.setViewportSize({ width, height: 100 + (await page.evaluate(() => document.querySelector("main").scrollHeight)) });
      await page.waitForTimeout(150);
      await page.screenshot({ path: `${name}-whole.png` });
      await page.close();
    }
  }
}
await browser.close();
