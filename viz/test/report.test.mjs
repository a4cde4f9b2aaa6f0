// The tour of a report, in a real browser, from disk: made by `ringtrace report` from results that try the page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";
import { HOSTILE, HOSTILE_CLUSTER, LARGE_CLUSTER, write } from "./synthetic.mjs";

const binary = process.env.RINGTRACE ?? fileURLToPath(new URL("../../target/debug/ringtrace", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const directory = mkdtempSync(join(tmpdir(), "ringtrace-viz-"));
const report = join(directory, "report.html");
const blanked = join(directory, "blanked.html");
let browser;

before(async () => {
  write(join(directory, "results"));
  execFileSync(binary, ["report", join(directory, "results"), "--out", report]);
  execFileSync(binary, ["report", join(directory, "results"), "--out", blanked, "--redact", "names,ips", "--lang", "ja", "--clusters", "800"]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true });
});

/** A page on which nothing went wrong and nothing was requested. */
async function opened(file = report, hash = "", options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || problems.push(`request: ${request.url()}`));
  page.on("dialog", (dialog) => problems.push(`dialog: ${dialog.message()}`));
  await page.goto(pathToFileURL(file).href + hash);
  return { page, done: async () => { assert.deepEqual(problems, []); await page.close(); } };
}

const atCluster = (page, id) => page.waitForSelector(`svg.diagram[aria-label*="${id}"]`);

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map(({ id, impact, nodes }) => ({ id, impact, first: nodes[0].html.slice(0, 200), why: nodes[0].failureSummary }));
}

test("the queue of 2,000 clusters shows at once, and the first cluster beside it", async () => {
  const { page, done } = await opened();
  await page.waitForSelector(".list li");
  assert.equal(await page.locator(".list ol").evaluate((list) => list.children.length > 5 && list.children.length < 60), true);
  await page.waitForSelector("svg.diagram");
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  console.log(`first paint ${Math.round(paint)} ms, report ${(statSync(report).size / 1e6).toFixed(1)} MB`);
  assert.ok(paint < 1000, "the first view comes within a second");
  assert.match(await page.textContent(".tally"), /of 2,000/);
  await done();
});

test("filters and search narrow the queue", async () => {
  const { page, done } = await opened();
  await page.waitForSelector(".list li");
  await page.selectOption(".picks label:nth-child(1) select", "all");
  await page.selectOption(".picks label:nth-child(2) select", "mutual_review");
  await page.waitForFunction(() => /^1 cluster/.test(document.querySelector(".tally").textContent));
  await page.selectOption(".picks label:nth-child(2) select", "");
  await page.fill("#find", "ＬＡＰＴＯＰ-77"); // folded: full width finds laptop-77
  await page.waitForFunction(() => /^1 cluster/.test(document.querySelector(".tally").textContent));
  assert.equal(await page.getAttribute(".list li a", "href"), `#/c/${LARGE_CLUSTER}`);
  await page.fill("#find", "nothing carries this");
  await page.waitForSelector(".tally button");
  await page.click(".tally button");
  await page.waitForFunction(() => /^2,000 clusters/.test(document.querySelector(".tally").textContent));
  await done();
});

test("the waterfall adds up to the score, for every kind of cluster", async () => {
  const { page, done } = await opened();
  await page.waitForSelector(".list li");
  const links = await page.locator(".list li a").evaluateAll((all) => all.slice(0, 8).map((one) => one.getAttribute("href")));
  for (const href of [...links, `#/c/${HOSTILE_CLUSTER}`, `#/c/${LARGE_CLUSTER}`]) {
    await page.evaluate((to) => (location.hash = to), href);
    await atCluster(page, href.slice(4));
    const { sum, score } = await page.locator(".sum-is").evaluate((cell) => ({ sum: Number(cell.dataset.sum), score: Number(cell.dataset.score) }));
    assert.ok(Math.abs(1 / (1 + 2 ** -sum) - score) < 1e-6, `${href}: ${sum} bits, score ${score}`);
    const shown = await page.locator(".waterfall tbody .bits").allTextContents();
    const added = shown.reduce((total, text) => total + Number(text.replace("−", "-").replace("+", "")), 0);
    assert.ok(Math.abs(added - sum) < 0.006 * shown.length, `${href}: the rows show ${added}`);
    assert.equal(await page.locator(".waterfall .problem").count(), 0);
  }
  await done();
});

test("evidence unfolds to its rows, and points at the diagram", async () => {
  const { page, done } = await opened();
  await page.waitForSelector(".step .link");
  await page.locator(".step .link").first().click();
  await page.waitForSelector(".step-more:not(.folded) .rows");
  assert.match(await page.locator(".step-more:not(.folded) .rows").first().textContent(), /logins/);
  await page.locator(".step-more:not(.folded) .chip-button").first().click();
  await page.waitForSelector(".unit.chosen");
  await done();
});

test("a cluster of 2,000 nodes opens folded, opens a group, and opens whole", async () => {
  const { page, done } = await opened(report, `#/c/${LARGE_CLUSTER}`);
  await atCluster(page, LARGE_CLUSTER);
  const folded = await page.locator("svg.diagram .unit").count();
  assert.ok(folded <= 300, `${folded} nodes at first`);
  await page.locator("svg.diagram .unit.several").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => document.querySelectorAll("svg.diagram .unit").length > before, folded);
  await page.click(".diagram-card .tools button:first-child");
  await page.waitForFunction(() => document.querySelectorAll("svg.diagram .unit").length === 2000);
  await page.click(".diagram-card .tools button:last-child");
  await page.waitForFunction((before) => document.querySelectorAll("svg.diagram .unit").length === before, folded);
  await done();
});

test("hostile names are text", async () => {
  const { page, done } = await opened(report, `#/c/${HOSTILE_CLUSTER}`);
  await atCluster(page, HOSTILE_CLUSTER);
  await page.click(".as-table summary");
  for (const id of ["#/run", `#/c/${HOSTILE_CLUSTER}`]) {
    await page.evaluate((to) => (location.hash = to), id);
    await page.waitForTimeout(150);
  }
  await atCluster(page, HOSTILE_CLUSTER);
  for (const lang of ["ja", "en"]) await page.selectOption(".prefs select:last-of-type", lang);
  assert.equal(await page.evaluate(() => globalThis.broken), undefined);
  assert.equal(await page.locator("main script, main img, main iframe, main foreignObject").count(), 0);
  const text = await page.textContent("main");
  assert.ok(text.includes("<script>window.broken = 1</script>"));
  assert.ok(!/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/.test(text), "characters that turn or hide text are shown as marks");
  assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
  assert.ok((await page.evaluate(() => document.querySelector("main").scrollWidth - document.querySelector("main").clientWidth)) <= 0, "nothing runs over the side");
  for (const i of [0, 4, 14]) {
    await page.locator("svg.diagram .unit").nth(i).click();
    await page.waitForSelector(".chosen .value");
  }
  assert.ok(HOSTILE[14].length === 10_000);
  await done();
});

test("files come out of the page, with formulas defused", async () => {
  const { page, done } = await opened(report, `#/c/${HOSTILE_CLUSTER}`);
  await atCluster(page, HOSTILE_CLUSTER);
  const files = {};
  for (let i = 0; i < 6; i++) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".exports button").nth(i).click()]);
    files[download.suggestedFilename().replace(HOSTILE_CLUSTER, "")] = readFileSync(await download.path(), "utf8");
  }
  assert.deepEqual(Object.keys(files).sort(), ["-evidence.csv", "-members.csv", "-ties.csv", ".dot", ".json", ".svg"]);
  assert.ok(files["-members.csv"].includes("\"'=HYPERLINK"), "a formula starts with an apostrophe");
  assert.match(files[".dot"], /^graph "c-00000000ff" \{[\s\S]*\}\n$/);
  assert.ok(files[".svg"].startsWith("<?xml"));
  assert.equal(await page.evaluate((svg) => new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror")?.textContent, files[".svg"]), undefined);
  assert.equal(JSON.parse(files[".json"]).cluster.cluster, HOSTILE_CLUSTER);
  await done();
});

test("the whole tour by keyboard", async () => {
  const { page, done } = await opened();
  await page.waitForSelector("svg.diagram");
  const first = await page.evaluate(() => location.hash);
  await page.keyboard.press("j");
  await page.waitForFunction((before) => location.hash !== before, first);
  await page.keyboard.press("k");
  await page.waitForFunction((before) => location.hash === before, first);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");
  await page.keyboard.type("laptop-5");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.evaluate((to) => (location.hash = to), first);
  await page.waitForSelector("svg.diagram");
  await page.evaluate(() => document.activeElement.blur());
  // Tab reaches the diagram as one stop; arrows move within it.
  for (let i = 0; i < 60 && !(await page.evaluate(() => !!document.activeElement.closest("svg.diagram"))); i++) await page.keyboard.press("Tab");
  const label = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const start = await label();
  assert.match(start, /account/);
  const seen = new Set([start]);
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft"]) {
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    seen.add(await label());
  }
  assert.ok(seen.size > 1, "arrows move");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement.querySelector(".box, .glyph")).strokeWidth);
  assert.equal(outline, "4px", "focus shows");
  await done();
});

test("axe finds no serious violation", async () => {
  for (const [width, scheme, hash] of [[1280, "light", ""], [1280, "dark", `#/c/${HOSTILE_CLUSTER}`], [390, "light", `#/c/${LARGE_CLUSTER}`], [390, "dark", "#/"], [1280, "light", "#/run"]]) {
    const { page, done } = await opened(report, hash, { viewport: { width, height: 900 }, colorScheme: scheme });
    await page.waitForSelector(hash === "#/run" ? "h1" : width === 390 && hash === "#/" ? ".list li" : "svg.diagram");
    const found = await violations(page);
    assert.deepEqual(found.filter(({ impact }) => impact === "serious" || impact === "critical"), [], `${width} ${scheme} ${hash}`);
    await done();
  }
});

test("nothing jumps while a cluster opens", async () => {
  const { page, done } = await opened();
  await page.waitForSelector("svg.diagram");
  await page.evaluate(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => !entry.hadRecentInput && (globalThis.shift += entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press("j");
    await page.waitForTimeout(200);
  }
  assert.ok((await page.evaluate(() => globalThis.shift)) < 0.1, "cumulative layout shift");
  await done();
});

test("a blanked report holds no name and no address", async () => {
  const { page, done } = await opened(blanked, `#/c/${LARGE_CLUSTER}`);
  await atCluster(page, LARGE_CLUSTER);
  assert.equal(await page.getAttribute("html", "lang"), "ja");
  const everything = await page.evaluate(async () => {
    const parts = [document.getElementById("data").textContent];
    for (const block of document.querySelectorAll("script[type='text/plain']")) {
      const bytes = Uint8Array.from(atob(block.textContent), (sign) => sign.charCodeAt(0));
      parts.push(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text());
    }
    return parts.join("\n");
  });
  assert.ok(everything.includes("IP-0001") && everything.includes("■■■"));
  assert.doesNotMatch(everything, /203\.0\.\d+\.9|198\.51\.100\.|100\.64\.0\./);
  assert.doesNotMatch(everything, /Worker \d|Person \d/);
  await done();
});

test("printing gives a dossier of one cluster", async () => {
  const { page, done } = await opened();
  await page.waitForSelector("svg.diagram");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".side").isVisible(), false);
  assert.equal(await page.locator(".top").isVisible(), false);
  assert.equal(await page.locator(".dossier").isVisible(), true);
  assert.equal(await page.locator(".step-more").first().isVisible(), true);
  const pdf = await page.pdf({ format: "A4", printBackground: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
  assert.ok(pages >= 1 && pages < 30, `${pages} pages`);
  await done();
});
