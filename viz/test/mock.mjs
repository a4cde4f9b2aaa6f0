// A stand-in for `ringtrace serve`, for the tests of its pages: answers the shapes of API.md from synthetic data.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";

/** Takes the queue and the pages out of a report and answers them one by one. */
export async function mock(report) {
  const html = readFileSync(report, "utf8");
  const data = html.match(/<script type="application\/json" id="data">(.*?)<\/script>/s)[1];
  const boot = JSON.parse(data);
  const { gunzipSync } = await import("node:zlib");
  const page = (id) => JSON.parse(gunzipSync(Buffer.from(html.match(new RegExp(`data-cluster="${id}">([^<]*)`))[1], "base64")));
  const shell = html
    .replace(data, JSON.stringify({ ...boot, mode: "serve", queue: undefined, runs: undefined, run_info: undefined }).replaceAll("<", "\\u003c"))
    .replaceAll(/<script type="text\/plain".*?<\/script>/gs, "")
    .replace("connect-src 'none'", "connect-src 'self'");
  const decisions = [];
  const run = { ...boot.runs[0] };
  const runs = [{ ...run, run: "tuesday" }, { ...run, run: "monday" }];
  const rows = boot.queue.slice(0, 200);
  rows[0].change = "new";
  const inForce = (cluster) => decisions.find((one) => one.cluster === cluster && one.action !== "undo" && one.undone_by === undefined);
  const node = (kind, value, cluster = "") => ({ kind, value, note: "", role: "", degree: kind === "account" ? 0 : 3, hub: false, cluster });
  const answers = {
    runs: () => ({ runs }),
    run: () => ({ run_info: boot.run_info }),
    clusters: () => ({ run: "tuesday", clusters: rows.map((row) => {
      const last = inForce(row.cluster);
      return last ? { ...row, decision: { id: last.id, action: last.action, class: last.class, at: last.at, who: last.who, stale: false } } : row;
    }) }),
    search: (query) => ({ q: query.get("q"), hits: rows.filter((row) => row.cluster.includes(query.get("q")) || query.get("q") === "u00000").slice(0, 3).map((row) => ({ ...node("account", page(row.cluster).cluster.accounts[0], row.cluster), rank: row.rank })), more: true }),
    neighbourhood: (query) => ({
      node: node(query.get("kind"), query.get("value"), rows[0].cluster),
      neighbours: Array.from({ length: 9 }, (_, i) => ({ node: node(query.get("kind") === "account" ? "device" : "account", `${query.get("value").slice(0, 8)}-${i}`, i % 2 ? rows[i].cluster : ""), bits: 5 - i / 2, label: "shared device N8", rows: [["logins", i + 1]] })), more: 12,
    }),
    explain: (query) => query.get("b") === "nobody"
      ? { a: query.get("a"), b: "nobody", cluster: "", linked: false, bits: 0, steps: [], reasons: ["not linked, because no identifier below its limit is shared"] }
      : { a: query.get("a"), b: query.get("b"), cluster: rows[0].cluster, linked: true, bits: 3.2, reasons: ["198.51.100.1 was left out: 4,000 accounts carry it"],
          steps: [["account", query.get("a")], ["account", "between"], ["account", query.get("b")]].slice(0, 2).map((from, i, list) => ({ from, to: list[i + 1] ?? ["account", query.get("b")], bits: 7.1 - 3.9 * i, code: i ? "P4" : "shared_device", text: "used in turn on 12 days", nodes: [["device", "d-1"]], rows: [["logins", 4]] })) },
    diff: (query) => ({ old: query.get("old"), new: query.get("new"), same: 1998, changes: [
      { change: "born", cluster: rows[0].cluster, from: [], to: [rows[0].cluster], rank: 1, score_after: 0.9, accounts_added: ["a", "b"], accounts_removed: [], ties: [{ a: ["account", "a"], b: ["device", "d"], bits: 6, label: "shared device", change: "added" }] },
      { change: "gone", cluster: "c-gone", from: ["c-gone"], to: [], score_before: 0.7, accounts_added: [], accounts_removed: ["z"], ties: [] },
    ] }),
    decisions: () => ({ decisions, verified: true, head: "9f3a00000000" }),
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const send = (status, body) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (url.pathname === "/") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      return response.end(shell);
    }
    const [, , name, id] = url.pathname.split("/");
    if (request.method === "POST") {
      let text = "";
      request.on("data", (part) => (text += part));
      request.on("end", () => {
        const entry = JSON.parse(text);
        if (entry.action === "dismiss" && !entry.class) return send(400, { error: "dismiss: which class?" });
        const made = { ...entry, id: decisions.length + 1, at: "2026-08-02T03:04:05Z", hash: "00", expired: false };
        const undone = decisions.find((one) => one.id === entry.undoes);
        if (undone) undone.undone_by = made.id;
        decisions.unshift(made);
        send(201, made);
      });
      return undefined;
    }
    if (name === "cluster") return send(200, { ...page(decodeURIComponent(id)), decisions: decisions.filter((one) => one.cluster === id || one.undoes) });
    return answers[name] ? send(200, answers[name](url.searchParams)) : send(404, { error: "no such thing" });
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}/`, decisions, close: () => server.close() };
}
