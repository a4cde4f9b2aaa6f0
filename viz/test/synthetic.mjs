// Makes a results directory that tries the page: 2,000 clusters, one of 2,000 nodes, one of mutual reviews, hostile names.
// node test/synthetic.mjs DIRECTORY
import { mkdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

export const HOSTILE = [
  "<script>window.broken = 1</script>", "</script><script>window.broken = 2</script>", "<img src=x onerror=window.broken=3>",
  `"'\`><svg onload=window.broken=4>`, "\u202egnp.exe\u202c reversed", "a\u200bb\ufeffc", "=HYPERLINK(\"http://example.invalid\")",
  "&lt;b&gt; &amp; &quot;", "{{constructor.constructor('window.broken=5')()}}", "<!--", "]]>", "\\u003cb\\u003e", "שלום مرحبا", "𠮷野家 ＡＢＣ ｱｲｳ", "x".repeat(10_000),
];
export const HOSTILE_CLUSTER = "c-00000000ff";
export const LARGE_CLUSTER = "c-00000000fe";
export const REVIEW_CLUSTER = "c-00000000fd";

/** Mulberry32: the same numbers on every machine. */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const next = random(7);
const below = (n) => Math.floor(next() * n);
const rounded = (bits) => Math.round(bits * 1000) / 1000;
const START = 1_780_000_000;
const CODES = ["P3", "P4", "T1", "N3", "N7", "N8", "shared_payout", "shared_device", "T2"];
const MOTIFS = ["laptop_farm", "payout_funnel", "persona_operator", "stealth_ring", "cloned_id", "shift_team"];

const node = (kind, value, note = "", role = "", degree = 0, hub = false) => ({ kind, value, note, role, degree, hub });
const edge = (a, b, bits, label, weakest = false) => ({ a, b, bits, label, weakest });

/** Sessions of accounts that take turns on a few devices. */
function timeline(cluster, accounts, devices, each) {
  const ips = devices.map((_, i) => `198.51.100.${i % 250}`);
  const lanes = accounts.map((account, lane) => {
    const sessions = [];
    for (let day = 0; day < each; day++) {
      const device = (lane + (next() < 0.1 ? 1 : 0)) % Math.max(1, devices.length);
      const start = START + day * 86_400 + (lane % 6) * 5_400 + below(300);
      sessions.push([start, start + 4_800 + below(400), devices.length ? device : -1, devices.length ? device : -1]);
    }
    return { account, total: sessions.length, sessions };
  });
  return { cluster, devices, ips, lanes };
}

function whole(id, rank, kind, diagram, extra = {}) {
  const accounts = diagram.nodes.filter((one) => one.kind === "account").map((one) => one.value).sort();
  const identifiers = diagram.nodes.filter((one) => one.kind !== "account" && !one.hub).map(({ kind, value }) => ({ kind, value }));
  const count = 2 + below(5);
  const evidence = Array.from({ length: count }, (_, i) => ({
    code: CODES[(rank + i) % CODES.length], weight: rounded(1 + next() * 6 * (1 - rank / 3000)), text: `${accounts.length} accounts share something (${i + 1})`,
    accounts: accounts.slice(0, 40), nodes: identifiers.slice(i, i + 2).map(({ kind, value }) => [kind, value]), rows: Array.from({ length: 5 + below(60) }, (_, r) => ["logins", 17 * r + i]),
  }));
  const alternatives = next() < 0.6 ? [{ class: ["household", "agency", "place", "house_share"][below(4)], weight: rounded(-next() * 3), why: "a lawful reason" }] : [];
  const prior = -6.629;
  let bits = prior + [...evidence, ...alternatives].reduce((sum, one) => sum + one.weight, 0);
  if (bits > 10) {
    const weight = rounded(10 - bits);
    alternatives.push({ class: "unmodelled", weight, why: "no score goes beyond 0.999" });
    bits += weight;
  }
  const weak = diagram.edges.find((one) => one.weakest);
  const name = (at) => [diagram.nodes[at].kind, diagram.nodes[at].value];
  return {
    cluster: id, kind, score: 1 / (1 + 2 ** -bits), rank, accounts, identifiers, motifs: [MOTIFS[rank % MOTIFS.length]], findings: [`f-${id.slice(2)}`],
    cohesion: weak ? { bridges: 1, weakest: [name(weak.a), name(weak.b)], without_weakest: [accounts.slice(0, 1), accounts.slice(1)] } : { bridges: 0, weakest: [], without_weakest: [] },
    prior, alternatives, evidence, ...extra,
  };
}

function ordinary(at) {
  const id = `c-${(at + 4096).toString(16).padStart(10, "0")}`;
  const size = 2 + below(9);
  const nodes = Array.from({ length: size }, (_, i) => node("account", `u${String(at).padStart(5, "0")}${i}`, `Worker ${i} 佐藤`, i ? "worker" : "client"));
  const kinds = ["device", "ip", "document", "bank_account", "template"];
  const edges = [];
  for (let i = 0; i < 1 + below(4); i++) {
    const v = nodes.push(node(kinds[i], `${kinds[i]}-${at}-${i}`, "", "", size)) - 1;
    for (let a = 0; a < size; a++) if (next() < 0.7) edges.push(edge(a, v, rounded(1 + next() * 8), "P4 shared device", false));
  }
  if (edges.length) edges[edges.length - 1].weakest = true;
  const diagram = { cluster: id, nodes, edges };
  return [diagram, timeline(id, nodes.slice(0, size).map((one) => one.value), [`device-${at}-0`, `phone-${at}`], 60)];
}

/** A thousand accounts behind forty addresses and on 950 devices, with 10 hubs. */
function large() {
  const nodes = Array.from({ length: 1000 }, (_, i) => node("account", `L${String(i).padStart(4, "0")}`, `Person ${i}`, i === 3 ? "broker" : ""));
  const edges = [];
  for (let i = 0; i < 40; i++) {
    const v = nodes.push(node("ip", `203.0.${i}.9`, "hosting", "", 26)) - 1;
    for (let a = 0; a < 26; a++) edges.push(edge((i * 25 + a) % 1000, v, rounded(2 + next() * 3), "P4"));
  }
  for (let i = 0; i < 950; i++) {
    const v = nodes.push(node("device", `laptop-${i}`, "", "", 2)) - 1;
    edges.push(edge(i, v, 5, "shared device"), edge((i * 7 + 1) % 1000, v, 4, "N8"));
  }
  for (let i = 0; i < 10; i++) {
    const v = nodes.push(node("ip", `100.64.0.${i}`, "cgnat", "", 4000, true)) - 1;
    for (let a = 0; a < 60; a++) edges.push(edge((i * 90 + a) % 1000, v, 0, ""));
  }
  const diagram = { cluster: LARGE_CLUSTER, nodes, edges };
  return [diagram, timeline(LARGE_CLUSTER, nodes.slice(0, 1000).map((one) => one.value), Array.from({ length: 950 }, (_, i) => `laptop-${i}`), 40)];
}

function reviews() {
  const nodes = Array.from({ length: 14 }, (_, i) => node("account", `r${i}`, `Reviewer ${i}`));
  const edges = [];
  for (let a = 0; a < 14; a++) for (let b = 0; b < a; b++) if (next() < 0.55) edges.push(edge(b, a, rounded(1 + next() * 4), "mutual reviews"));
  const bank = nodes.push(node("bank_account", "0001-1", "ｻﾄｳ", "", 3)) - 1;
  for (let a = 0; a < 3; a++) edges.push(edge(a, bank, 5, "shared payout"));
  return [{ cluster: REVIEW_CLUSTER, nodes, edges }, timeline(REVIEW_CLUSTER, nodes.slice(0, 14).map((one) => one.value), ["d1"], 5)];
}

function hostile() {
  const nodes = HOSTILE.map((text, i) => node("account", `h${i} ${text}`.slice(0, 300), text));
  const kinds = ["device", "ip", "document", "<kind>"];
  const edges = [];
  HOSTILE.forEach((text, i) => {
    const v = nodes.push(node(kinds[i % 4], text, text, "", 3)) - 1;
    edges.push(edge(i, v, 4.5, `label ${text}`.slice(0, 400)), edge((i + 1) % HOSTILE.length, v, 3.5, "P4", i === 0));
  });
  const diagram = { cluster: HOSTILE_CLUSTER, nodes, edges };
  return [diagram, timeline(HOSTILE_CLUSTER, HOSTILE.map((text, i) => `h${i} ${text}`.slice(0, 300)).sort(), HOSTILE, 20)];
}

export function write(directory, clusters = 2000) {
  mkdirSync(directory, { recursive: true });
  const made = [];
  for (let at = 0; at < clusters - 3; at++) made.push(ordinary(at));
  made.splice(1, 0, large());
  made.splice(2, 0, hostile());
  made.splice(3, 0, reviews());
  const special = { [HOSTILE_CLUSTER]: "shared_identity", [REVIEW_CLUSTER]: "mutual_review" };
  let rows = made.map(([diagram], i) => whole(diagram.cluster, i + 1, special[diagram.cluster] ?? (i % 3 ? "proxy_ring" : "linked"), diagram));
  const parts = new Map(made.map(([diagram, lanes]) => [diagram.cluster, [diagram, lanes]]));
  rows.sort((a, b) => b.score - a.score);
  rows = rows.map((row, i) => ({ ...row, rank: i + 1 }));
  const hostileRow = rows.find((row) => row.cluster === HOSTILE_CLUSTER);
  hostileRow.evidence[0].text = HOSTILE.join(" | ");
  hostileRow.alternatives.unshift({ class: "<i>class</i>", weight: 0, why: HOSTILE[1] });
  const file = (name, list) => writeFileSync(`${directory}/${name}`, list.map((one) => `${JSON.stringify(one)}\n`).join(""));
  file("clusters.ndjson", rows);
  file("diagrams.ndjson", rows.map((row) => parts.get(row.cluster)[0]));
  file("timelines.ndjson", rows.map((row) => parts.get(row.cluster)[1]));
  file("findings.ndjson", rows.map((row) => ({
    finding: row.findings[0], indicator: "P6", detector: "account", cluster: row.cluster, accounts: row.accounts.slice(0, 1), nodes: [], weight: 0.5, value: 30, threshold: 24,
    text: "logged in for 30 hours", rows: [["logins", 3]],
  })));
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const accounts = rows.flatMap((row) => row.accounts.map((account) => [account, row])).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  writeFileSync(`${directory}/accounts.csv`, `account_id,component,cluster,score,indicators\n${accounts.map(([account, row]) => `${quoted(account)},${quoted(row.accounts[0])},${row.cluster},${row.score},P6`).join("\n")}\n`);
  writeFileSync(`${directory}/rejects.csv`, "table,file,row,column,reason\n");
  writeFileSync(`${directory}/run.json`, JSON.stringify({
    version: "0.1.0", moment: "2026-08-01T00:00:00Z",
    settings: {
      time_zone: "Asia/Tokyo", score: { accuse_from: 0.5 },
      contacts: [{ name: "A reporting office", name_ja: "通報窓口", url: "https://example.invalid/report", phone: "+81 3 0000 0000" }, { name: HOSTILE[0], url: "javascript:window.broken=6" }],
    },
    inputs: [], tables: { accounts: { read: accounts.length, rejected: 0 } }, indicators: { P3: { ran: true, findings: 10 }, C4: { ran: false, why: HOSTILE[0], findings: 0 } },
    nodes: { account: accounts.length }, links: {}, estimated: {}, found: { clusters: rows.length }, notes: [HOSTILE[1], "a note"],
  }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) write(process.argv[2], Number(process.argv[3] ?? 2000));
