// The real program: two nights of the demo platform, and its server, which can be killed and started again.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const binary = process.env.RINGTRACE ?? fileURLToPath(new URL("../../target/debug/ringtrace", import.meta.url));
const demo = fileURLToPath(new URL("../../fixtures/demo", import.meta.url));
const expected = fileURLToPath(new URL("../../fixtures/demo-expected", import.meta.url));

export const analyze = (snapshot, out, ...more) => execFileSync(binary, ["analyze", snapshot, "--out", out, ...more], { encoding: "utf8" });
export const clusters = (run) => readFileSync(join(run, "clusters.ndjson"), "utf8").trim().split("\n").map((line) => JSON.parse(line));

/** Monday's platform lacks one account of the fifth ring and the whole of the third; Tuesday's is the demo itself. */
export function monday(directory) {
  // Not the first two: of these either is the surest, as an account more or less has it, and the first is what Monday decides about.
  const [, , born, , grown] = clusters(expected);
  const missing = new Set([grown.accounts.at(-1), ...born.accounts]);
  mkdirSync(directory, { recursive: true });
  for (const file of readdirSync(demo)) {
    const lines = readFileSync(join(demo, file), "utf8").split("\n");
    writeFileSync(join(directory, file), lines.filter((line) => !line.split(",").some((cell) => missing.has(cell))).join("\n"));
  }
  return { grown: grown.accounts[0], joined: grown.accounts.at(-1), born: born.accounts[0] };
}

export const tuesday = demo;

/** Starts `ringtrace serve`, and resolves with its address when it can be opened. */
export function serve(runs, cases, ...more) {
  const child = spawn(binary, ["serve", ...runs, "--cases", cases, "--port", "0", ...more], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (part) => {
      text += part;
      const found = /^Open +(\S+)$/m.exec(text);
      if (found) resolve({ url: found[1], kill: () => killed(child) });
    });
    child.on("exit", (code) => reject(new Error(`serve ended (${code}): ${text}`)));
  });
}

const killed = (child) =>
  new Promise((ended) => {
    child.removeAllListeners("exit");
    child.on("exit", ended);
    child.kill("SIGKILL");
  });
