// Where the reader is, in the address's fragment: works from disk, and back and forward work.
import { useEffect, useState } from "preact/hooks";

export interface Route { view: string; id: string; query: URLSearchParams }

export function parse(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [view = "", id = ""] = path.split("/");
  return { view: view || "queue", id: safely(id), query: new URLSearchParams(query) };
}

function safely(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function href(view: string, id = "", query: Record<string, string> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value);
  const tail = given.length ? `?${new URLSearchParams(given)}` : "";
  return `#/${view === "queue" ? "" : view}${id ? `/${encodeURIComponent(id)}` : ""}${tail}`;
}

export const go = (to: string) => {
  location.hash = to;
};

export function useRoute(): Route {
  const [route, set] = useState(() => parse(location.hash));
  useEffect(() => {
    const changed = () => set(parse(location.hash));
    addEventListener("hashchange", changed);
    // It may have changed before anybody listened.
    changed();
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}
