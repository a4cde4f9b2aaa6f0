// Search for anything on the platform, and walk from neighbour to neighbour, in a cluster or not.
import { useEffect, useState } from "preact/hooks";
import type { Neighbour, NodeName, Run } from "../data";
import { count } from "../format";
import { edgeLabel, t, word } from "../i18n";
import { go, href } from "../route";
import type { Server } from "../source";
import { shorten, Value } from "../text";
import { Bits, kindClass, KindIcon, Loaded, NodeChip, Rows, Section, shape, useAsync } from "../ui";

export function SearchView({ server, run, query }: { server: Server; run: Run; query: URLSearchParams }) {
  const [kind, value] = [query.get("kind") ?? "", query.get("value") ?? ""];
  return (
    <article class="cluster">
      <header class="heading"><h1>{t("search")}</h1></header>
      <Find server={server} run={run} q={query.get("q") ?? ""} />
      {kind && value && <Around server={server} run={run} node={[kind, value]} />}
    </article>
  );
}

function Find({ server, run, q }: { server: Server; run: Run; q: string }) {
  const [text, setText] = useState(q);
  const [asked, ask] = useState(q.trim());
  useEffect(() => {
    const wait = setTimeout(() => ask(text.trim()), 180);
    return () => clearTimeout(wait);
  }, [text]);
  const found = useAsync(() => (asked ? server.search(run.run, asked) : Promise.resolve({ hits: [], more: false })), [run.run, asked]);
  return (
    <Section id="find" title={t("find")}>
      <form role="search" onSubmit={(event) => { event.preventDefault(); ask(text.trim()); }}>
        <input id="find-all" class="big-find" type="search" aria-label={t("search_hint")} placeholder={t("search_hint")} value={text}
          onInput={(event) => setText(event.currentTarget.value)} autocomplete="off" spellcheck={false} />
      </form>
      {asked && (
        <Loaded of={found}>
          {({ hits, more }) => (
            <>
              <p class="quiet" role="status">{hits.length ? t("hits", { n: hits.length }) : t("no_hits")} {more && t("more_hits")}</p>
              <ul class="hits">
                {hits.map((hit) => (
                  <li key={`${hit.kind} ${hit.value}`}>
                    <NodeChip node={[hit.kind, hit.value]} link />
                    {hit.note && <Value text={note(hit)} width={30} />}
                    {hit.degree > 0 && <span class="quiet">{t("carried_by", { n: hit.degree })}</span>}
                    {hit.cluster ? <a href={href("c", hit.cluster)}>{t("in_cluster", { cluster: hit.cluster })}{hit.rank ? ` (${hit.rank})` : ""}</a> : <span class="quiet">{t("no_cluster")}</span>}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
      )}
    </Section>
  );
}

/** A second line: a name as it is, a network's kind in words. */
const note = (of: { kind: string; note: string }) => (of.kind === "ip" && of.note ? word("network", of.note) : of.note);

const same = (a: NodeName, b: NodeName) => a[0] === b[0] && a[1] === b[1];

/** The neighbours of a node; each step is kept, so that one can go back along the way. */
function Around({ server, run, node }: { server: Server; run: Run; node: NodeName }) {
  const [way, setWay] = useState<NodeName[]>([node]);
  useEffect(() => {
    setWay((before) => {
      const at = before.findIndex((one) => same(one, node));
      return at >= 0 ? before.slice(0, at + 1) : [...before, node];
    });
  }, [node[0], node[1]]);
  const around = useAsync(() => server.neighbourhood(run.run, node[0], node[1]), [run.run, ...node]);
  return (
    <Section id="around" title={t("around", { value: word("node", node[0]) })}>
      {way.length > 1 && (
        <nav aria-label={t("path")} class="way">
          {way.map((one, i) => <span key={i}>{i > 0 && <span aria-hidden="true"> → </span>}<NodeChip node={one} link /></span>)}
        </nav>
      )}
      <Loaded of={around}>
        {({ node: here, neighbours, more }) => (
          <>
            <p class="here">
              <KindIcon kind={here.kind} size={20} hub={here.hub} /> <b class="mono"><Value text={here.value} width={80} /></b> {here.note && <Value text={note(here)} width={60} />}
              {here.role && <span class="tag">{word("role", here.role)}</span>}{here.hub && <span class="tag">{t("context")}</span>}
              {here.degree > 0 && <span class="quiet">{t("carried_by", { n: here.degree })}</span>}
              {here.cluster && <a href={href("c", here.cluster)}>{t("in_cluster", { cluster: here.cluster })}</a>}
            </p>
            <Fan here={here} neighbours={neighbours.map((one) => one.node)} />
            <div class="scroll" tabIndex={0} role="region" aria-labelledby="h-around">
              <table>
                <thead><tr><th>{t("node")}</th><th>{t("name")}</th><th>{t("label")}</th><th class="num">{t("bits")}</th><th class="num">{t("platform_degree")}</th><th>{t("queue")}</th></tr></thead>
                <tbody>
                  {neighbours.map((one) => (
                    <tr key={`${one.node.kind} ${one.node.value}`}>
                      <td><NodeChip node={[one.node.kind, one.node.value]} link /></td>
                      <td><Value text={note(one.node)} width={30} />{one.node.role && <span class="tag">{word("role", one.node.role)}</span>}{one.node.hub && <span class="tag">{t("context")}</span>}</td>
                      <td>{edgeLabel(one.label)}{one.rows.length > 0 && <details><summary>{t("rows", { n: one.rows.length })}</summary><Rows rows={one.rows} /></details>}</td>
                      <td class="num"><Bits value={one.bits} /></td>
                      <td class="num">{one.node.degree > 0 ? count(one.node.degree) : ""}</td>
                      <td>{one.node.cluster && <a href={href("c", one.node.cluster)}><code>{one.node.cluster}</code></a>}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {more > 0 && <p class="quiet">{t("left_out", { n: more })}</p>}
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** The node and its nearest neighbours, at a glance; the table beside it says the same in words. */
function Fan({ here, neighbours }: { here: Neighbour; neighbours: Neighbour[] }) {
  const shown = neighbours.slice(0, 24);
  // Two columns, the strongest at the top of each: whatever their number, no label runs into another.
  const rows = Math.ceil(shown.length / 2);
  const height = Math.max(120, rows * 22 + 16);
  const place = (i: number) => {
    const inColumn = i % 2 ? Math.floor(shown.length / 2) : rows;
    const step = Math.min(44, (height - 16) / inColumn);
    return [i % 2 ? 470 : 170, height / 2 + (Math.floor(i / 2) - (inColumn - 1) / 2) * step] as const;
  };
  const open = (to: Neighbour) => go(href("search", "", { kind: to.kind, value: to.value }));
  return (
    <svg class="fan" viewBox={`0 0 640 ${height}`} aria-hidden="true">
      {shown.map((_, i) => <line key={i} class="tie" x1="320" y1={height / 2} x2={place(i)[0]} y2={place(i)[1]} />)}
      <FanMark node={here} x={320} y={height / 2} size={13} side="middle" />
      {shown.map((one, i) => <FanMark key={i} node={one} x={place(i)[0]} y={place(i)[1]} size={8} side={i % 2 ? "start" : "end"} open={() => open(one)} />)}
    </svg>
  );
}

function FanMark({ node, x, y, size, side, open }: {
  node: Neighbour; x: number; y: number; size: number; side: "start" | "middle" | "end"; open?: () => void;
}) {
  const at = side === "middle" ? [0, size + 14] : [side === "start" ? size + 6 : -size - 6, 4];
  return (
    <g class={`unit ${kindClass(node.kind)} ${node.hub ? "hub" : ""}`} transform={`translate(${x} ${y})`} onClick={open}>
      <path class="glyph" d={shape(node.kind)} transform={`scale(${size})`} />
      <text class="t1 halo" x={at[0]} y={at[1]} text-anchor={side}>{shorten(node.value, 20)}</text>
    </g>
  );
}
