// The views that only `serve` has, against a stand-in that answers the shapes of API.md.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { mock } from "./mock.mjs";
import { write } from "./synthetic.mjs";

const binary = process.env.RINGTRACE ?? fileURLToPath(new URL("../../target/debug/ringtrace", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const directory = mkdtempSync(join(tmpdir(), "ringtrace-viz-"));
let browser;
let server;

before(async () => {
  write(join(directory, "results"), 300);
  execFileSync(binary, ["report", join(directory, "results"), "--out", join(directory, "report.html")]);
  server = await mock(join(directory, "report.html"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
  rmSync(directory, { recursive: true });
});

async function opened(hash = "") {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(server.url + hash);
  const serious = async () => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]);
  };
  return { page, serious, done: async () => { assert.deepEqual(problems, []); await page.close(); } };
}

test("a decision is made by keyboard, stands in the queue, and is undone", async () => {
  const { page, serious, done } = await opened();
  await page.waitForSelector("#decide .actions button");
  const cluster = await page.evaluate(() => location.hash.slice(4));
  await page.keyboard.press("d");
  await page.keyboard.press("Tab"); // confirm, then dismiss
  await page.keyboard.press("Enter");
  await page.waitForSelector("form.decision");
  assert.deepEqual(await serious(), []);
  await page.selectOption("form.decision select", "household");
  await page.fill("form.decision textarea", "One family; <b>checked</b> by phone");
  await page.fill("form.decision input[autocomplete=name]", "Investigator 7");
  await page.click("form.decision button[type=submit]");
  await page.waitForSelector(".history li");
  assert.equal(server.decisions[0].cluster, cluster);
  assert.equal(server.decisions[0].class, "household");
  assert.equal(server.decisions[0].who, "Investigator 7");
  assert.ok((await page.textContent(".history")).includes("One family; <b>checked</b> by phone"));
  await page.waitForSelector(".list [aria-current] .tag:has-text('✓')");
  await page.reload();
  await page.waitForSelector(".history li .link");
  await page.click(".history li .link");
  await page.fill("form.undo input >> nth=0", "the family moved");
  await page.click("form.undo button[type=submit]");
  await page.waitForSelector(".history li.over");
  assert.deepEqual([server.decisions[0].who, server.decisions[0].note], ["Investigator 7", "the family moved"]);
  assert.equal(server.decisions[0].undoes, 1);
  await done();
});

test("search walks from neighbour to neighbour", async () => {
  const { page, serious, done } = await opened("#/search");
  await page.fill("#find-all", "u00000");
  await page.waitForSelector(".hits li a.chip");
  await page.click(".hits li a.chip");
  await page.waitForSelector("#h-around");
  await page.locator(".card table a.chip").first().click();
  await page.waitForFunction(() => document.querySelectorAll(".way a.chip").length === 2);
  assert.deepEqual(await serious(), []);
  await done();
});

test("why linked, and why not", async () => {
  const { page, serious, done } = await opened("#/explain");
  await page.fill(".ask input >> nth=0", "a1");
  await page.fill(".ask input >> nth=1", "b1");
  await page.click(".ask button");
  await page.waitForSelector(".chain li:nth-child(2)");
  assert.match(await page.textContent("main"), /\+3\.20 bits/);
  assert.deepEqual(await serious(), []);
  await page.fill(".ask input >> nth=1", "nobody");
  await page.click(".ask button");
  await page.waitForFunction(() => document.querySelector("main").textContent.includes("not linked, because"));
  await done();
});

test("changes and decisions", async () => {
  const { page, serious, done } = await opened("#/diff");
  await page.waitForSelector("#h-diff-born");
  await page.waitForSelector("#h-diff-gone");
  assert.deepEqual(await serious(), []);
  await page.evaluate(() => (location.hash = "#/decisions"));
  await page.waitForSelector("#h-decisions");
  assert.deepEqual(await serious(), []);
  await done();
});
