// The shapes of API.md.

export type NodeName = [kind: string, value: string];
export type RowName = [table: string, row: number];
export type Lang = "en" | "ja";

export interface Contact { name: string; name_ja?: string; url?: string; phone?: string }

export interface Boot {
  mode: "report" | "serve";
  lang: Lang;
  version: string;
  redacted: string[];
  contacts: Contact[];
  sentences?: [en: string, ja: string][];
  user?: string;
  runs?: Run[];
  queue?: Row[];
  run_info?: RunInfo;
}

export interface Run {
  run: string; moment: string; version: string; time_zone: string;
  clusters: number; accuse_from: number; found: Record<string, number>; notes: string[];
}

export interface RunInfo {
  version: string; moment: string; settings: Record<string, unknown>;
  inputs: { path: string; table: string; bytes: number; rows: number; rejected: number; digest: string }[];
  tables: Record<string, { read: number; rejected: number }>;
  indicators: Record<string, { ran: boolean; why?: string; findings: number }>;
  nodes: Record<string, number>; links: Record<string, number>;
  estimated: Record<string, unknown>; found: Record<string, number>; notes: string[];
}

export interface Thumb { edges: string; accounts: string; identifiers: string; hubs: string }

export interface Row {
  cluster: string; rank: number; score: number; bits: number;
  kind: string; motifs: string[]; accounts: number; identifiers: number;
  codes: string[]; lawful: string; thumb: Thumb;
  change?: string;
  decision?: { id: number; action: string; class?: string; at: string; who: string; stale: boolean };
  fresh?: boolean;
}

export interface Since { id: number; at: string; who: string; run: string }
export interface QueueData { rows: Row[]; since?: Since }

export interface Evidence {
  code: string; weight: number; text: string; accounts: string[]; nodes: NodeName[]; rows: RowName[];
}

export interface Cluster {
  cluster: string; kind: string; score: number; rank: number; accounts: string[];
  identifiers: { kind: string; value: string }[];
  motifs: string[]; findings: string[];
  cohesion: { bridges: number; weakest: NodeName[]; without_weakest: string[][] };
  prior: number;
  alternatives: { class: string; weight: number; why: string }[];
  evidence: Evidence[];
}

export interface Finding {
  finding: string; indicator: string; accounts: string[]; nodes: NodeName[];
  weight: number; value: number; threshold: number; text: string; rows: RowName[];
}

export interface Member {
  account: string; name: string; role: string; component: string; score: number; indicators: string[]; sessions: number;
}

export interface PlacedNode {
  kind: string; value: string; note: string; role: string; degree: number; hub: boolean; x: number; y: number;
}

export interface PlacedGroup { x: number; y: number; kind: string; hub: boolean; role: string; members: number[] }

export interface PlacedDiagram {
  layout: "columns" | "round" | "stress"; width: number; height: number;
  nodes: PlacedNode[];
  edges: { a: number; b: number; bits: number; label: string; weakest: boolean }[];
  groups: PlacedGroup[];
  folded?: { width: number; height: number; places: [number, number][] };
  unplaced: number[];
}

export interface TimelineData {
  devices: string[]; ips: string[];
  lanes: { account: string; total: number; sessions: [number, number, number, number][] }[];
}

export interface Page {
  cluster: Cluster; findings: Finding[]; members: Member[]; diagram: PlacedDiagram; timeline: TimelineData;
  decisions?: Decision[];
}

export interface Hit { kind: string; value: string; note: string; degree: number; cluster: string; rank?: number }

export interface Neighbour {
  kind: string; value: string; note: string; role: string; degree: number; hub: boolean; cluster: string;
}

export interface Neighbourhood {
  node: Neighbour;
  neighbours: { node: Neighbour; bits: number; label: string; rows: RowName[] }[];
  more: number;
}

export interface Explanation {
  a: string; b: string; cluster: string; linked: boolean; bits: number;
  steps: { from: NodeName; to: NodeName; bits: number; code: string; text: string; nodes: NodeName[]; rows: RowName[] }[];
  reasons: string[];
}

export type Action = "confirm" | "dismiss" | "separate" | "ignore" | "note" | "undo";

export interface NewDecision {
  action: Action; run: string; who: string;
  cluster?: string; class?: string; nodes?: NodeName[]; until?: string; note?: string; undoes?: number;
}

export interface Decision extends NewDecision { id: number; at: string; hash: string; expired: boolean; undone_by?: number }

export interface DecisionList { decisions: Decision[]; verified: boolean; head: string }

export interface Diff {
  old: string; new: string; same: number;
  changes: {
    change: string; cluster: string; from: string[]; to: string[];
    rank?: number; score_before?: number; score_after?: number;
    accounts_added: string[]; accounts_removed: string[];
    ties: { a: NodeName; b: NodeName; bits: number; label: string; change: string }[];
  }[];
}

export const LAWFUL = ["household", "house_share", "agency", "place", "two_roles", "re_registration", "reseller", "school", "family_firm", "subcontract", "acquaintances", "clerical_error", "other"];
