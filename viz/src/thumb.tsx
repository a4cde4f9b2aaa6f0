import type { Thumb } from "./data";

/** A small picture of a cluster: round dots are accounts, squares identifiers, pale squares context. */
export function Thumbnail({ thumb }: { thumb: Thumb }) {
  return (
    <svg class="thumb" width="64" height="40" viewBox="-4 -4 72 48" aria-hidden="true">
      <path class="te" d={thumb.edges} />
      <path class="th" d={thumb.hubs} />
      <path class="ti" d={thumb.identifiers} />
      <path class="ta" d={thumb.accounts} />
    </svg>
  );
}
