//! The columns of each type of row.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StructArray};
use arrow::datatypes::{DataType, Field, Fields};

use super::columns::{Column, expect, record};
use super::network::{NetworkEdge, NetworkNode};
use crate::model::Table;
use crate::report::{
    AccountResult, Alternative, Cluster, ClusterKind, Cohesion, Evidence, Finding, IdentifierName, NodeName, RowName,
};
use crate::snapshot::Reject;

record!(IdentifierName { kind as kind: String, value as value: String });
record!(NodeName { 0 as kind: String, 1 as value: String });
record!(RowName { 0 as table: Table, 1 as row: u32 });
record!(Alternative { class as class: String, weight as weight: f64, why as why: String });
record!(Cohesion {
    bridges as bridges: u64,
    weakest as weakest: Vec<NodeName>,
    without_weakest as without_weakest: Vec<Vec<String>>,
});
record!(Evidence {
    code as code: String,
    weight as weight: f64,
    text as text: String,
    accounts as accounts: Vec<String>,
    nodes as nodes: Vec<NodeName>,
    rows as rows: Vec<RowName>,
});
record!(Cluster {
    cluster as cluster: String,
    kind as kind: ClusterKind,
    score as score: f64,
    rank as rank: u64,
    accounts as accounts: Vec<String>,
    identifiers as identifiers: Vec<IdentifierName>,
    motifs as motifs: Vec<String>,
    findings as findings: Vec<String>,
    cohesion as cohesion: Cohesion,
    prior as prior: f64,
    alternatives as alternatives: Vec<Alternative>,
    evidence as evidence: Vec<Evidence>,
});
record!(Finding {
    finding as finding: String,
    indicator as indicator: String,
    detector as detector: String,
    cluster as cluster: String,
    accounts as accounts: Vec<String>,
    nodes as nodes: Vec<NodeName>,
    weight as weight: f64,
    value as value: f64,
    threshold as threshold: f64,
    text as text: String,
    rows as rows: Vec<RowName>,
});
type SharedText = Arc<str>;
type Code = Cow<'static, str>;
record!(AccountResult {
    account_id as account_id: String,
    component as component: SharedText,
    cluster as cluster: String,
    score as score: f64,
    indicators as indicators: Vec<Code>,
});
record!(NetworkNode {
    id as id: String,
    kind as kind: String,
    value as value: String,
    note as note: String,
    role as role: String,
    degree as degree: u64,
    hub as hub: bool,
    clusters as clusters: Vec<String>,
    score as score: f64,
});
record!(NetworkEdge {
    source as source: String,
    target as target: String,
    bits as bits: f64,
    label as label: String,
    weakest as weakest: bool,
    cluster as cluster: String,
});
type TableName = &'static str;
record!(Reject {
    table as table: TableName,
    file as file: String,
    row as row: u64,
    column as column: String,
    reason as reason: String,
});
