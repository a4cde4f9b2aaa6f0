// Files that a cluster can be taken away as. Everything is made here, in the page.
import type { Page } from "./data";
import { visible } from "./text";

export function download(name: string, type: string, text: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A cell that a spreadsheet shows and does not run (OWASP: CSV injection). */
function cell(value: string | number): string {
  const plain = typeof value === "number" ? String(value) : value;
  const safe = typeof value === "string" && /^[\s]*[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// The mark at the start tells spreadsheets that this is UTF-8.
const csv = (rows: (string | number)[][]) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

export function membersCsv({ cluster, members }: Page): string {
  const rows = members.map((m) => [cluster.cluster, m.account, m.name, m.role, m.component, m.score, m.indicators.join(";"), m.sessions]);
  return csv([["cluster", "account_id", "name", "role", "component", "score", "indicators", "sessions"], ...rows]);
}

export function tiesCsv({ cluster, diagram: { nodes, edges } }: Page): string {
  const rows = edges.map((edge) => {
    const [a, b] = [nodes[edge.a]!, nodes[edge.b]!];
    return [cluster.cluster, a.kind, a.value, b.kind, b.value, edge.bits, edge.label, edge.weakest ? "weakest" : "", a.hub || b.hub ? "context" : ""];
  });
  return csv([["cluster", "a_kind", "a", "b_kind", "b", "bits", "evidence", "weakest", "context"], ...rows]);
}

export function evidenceCsv({ cluster }: Page): string {
  const rows: (string | number)[][] = [[cluster.cluster, "prior", "", cluster.prior, "", "", ""]];
  for (const e of cluster.evidence) {
    rows.push([cluster.cluster, "evidence", e.code, e.weight, e.text, e.accounts.join(";"), e.rows.map(([table, row]) => `${table}:${row}`).join(";")]);
  }
  for (const other of cluster.alternatives) rows.push([cluster.cluster, "lawful", other.class, other.weight, other.why, "", ""]);
  return csv([["cluster", "part", "code", "bits", "text", "accounts", "rows"], ...rows]);
}

/** A quoted string of Graphviz, in which entities and escapes would mean something. */
const quoted = (text: string) =>
  `"${visible(text.length > 200 ? `${text.slice(0, 120)}…${text.slice(-60)}` : text).replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("<", "&lt;").replaceAll(">", "&gt;")}"`;

const SHAPES: Record<string, string> = { account: "ellipse", document: "note", bank_account: "hexagon", device: "box", ip: "diamond", onward: "cds" };

export function toDot({ cluster, diagram: { nodes, edges } }: Page): string {
  const lines = [`graph ${quoted(cluster.cluster)} {`, '  graph [overlap=false, splines=true]; node [fontname="sans-serif", fontsize=10];'];
  nodes.forEach((node, v) => {
    const label = node.note ? `${node.value} / ${node.note}` : node.value;
    lines.push(`  n${v} [label=${quoted(label)}, shape=${SHAPES[node.kind] ?? "trapezium"}, tooltip=${quoted(node.kind)}${node.hub ? ", style=dashed" : ""}];`);
  });
  for (const edge of edges) {
    const width = Math.min(6, 1 + Math.max(0, edge.bits) * 0.42).toFixed(2);
    lines.push(`  n${edge.a} -- n${edge.b} [label=${quoted(edge.label)}, penwidth=${width}${edge.weakest ? ", style=dashed" : ""}];`);
  }
  return [...lines, "}", ""].join("\n");
}

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "font-family", "font-size", "font-weight", "opacity", "paint-order", "display"];

/** The drawing as a file of its own: what the page's style gives is written into each element. */
export function svgOf(svg: SVGSVGElement | null): string {
  if (!svg) return "";
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = svg.querySelectorAll<SVGElement>("*");
  copy.querySelectorAll<SVGElement>("*").forEach((element, i) => {
    const style = getComputedStyle(from[i]!);
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (value) element.setAttribute(name, value);
    }
    for (const name of ["class", "tabindex", "role", "data-key", "aria-pressed", "aria-expanded"]) element.removeAttribute(name);
  });
  const box = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: getComputedStyle(svg.closest(".canvas")!).backgroundColor })) ground.setAttribute(name, value);
  copy.prepend(ground);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}
