//! A STIX 2.1 bundle (OASIS, 2021): observables, the ties between them, and a grouping with notes for each cluster.
//!
//! Ids follow from what they name, so that the same results give the same bundle and two platforms that see one address
//! give it one id. Kinds for which STIX has no observable are carried by an extension that the bundle defines. Every
//! object is marked TLP:AMBER: what is exported are people's data, and ties for review.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::{Value, json};

use super::network::{Network, NetworkEdge, NetworkNode};
use super::uuid::uuid5;
use crate::report::{Cluster, RunInfo};

/// Namespace of observables, fixed by the standard (section 2.9).
const OBSERVABLES: u128 = 0x00ab_edb4_aa42_466c_9c01_fed2_3315_a9b7;
/// Namespace of everything else in our bundles.
const OURS: u128 = 0x8a1c_6d52_3f0b_4e97_b6a4_5d2e_90c7_1f38;
/// TLP:AMBER, an id that the standard fixes.
const AMBER: &str = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82";

/// The extension that carries identifiers for which STIX has no observable.
const EXTENSION: &str = "extension-definition--6b1e4c7a-52f0-5d39-9c18-3f7a2d90b4e1";
/// The type of such identifiers.
const IDENTIFIER: &str = "platform-identifier";

/// Writes the clusters and their network as one bundle, an object a line.
pub fn write_stix(run: &RunInfo, clusters: &[Cluster], network: &Network, mut out: impl Write) -> io::Result<()> {
    let maker = Maker::new(&run.moment);
    let mut objects = vec![amber(), maker.author(), maker.extension()];
    let ids: BTreeMap<&str, String> = network.nodes.iter().map(|node| (node.id.as_str(), observable(node).0)).collect();
    objects.extend(network.nodes.iter().map(|node| observable(node).1));
    objects.extend(network.edges.iter().filter_map(|edge| maker.tie(edge, &ids)));
    objects.extend(clusters.iter().flat_map(|cluster| maker.cluster(cluster, network, &ids)));
    let mut seen = BTreeSet::new();
    objects.retain(|object| seen.insert(object["id"].to_string()));
    let names: Vec<&str> = clusters.iter().map(|cluster| cluster.cluster.as_str()).collect();
    let id = uuid5(OURS, &format!("bundle {} {}", run.moment, names.join(" ")));
    writeln!(out, r#"{{"type":"bundle","id":"bundle--{id}","objects":["#)?;
    for (at, object) in objects.iter().enumerate() {
        out.write_all(if at > 0 { b",\n" } else { b"" })?;
        serde_json::to_writer(&mut out, object)?;
    }
    writeln!(out, "\n]}}")?;
    out.flush()
}

/// The marking that every object bears, as the standard words it.
fn amber() -> Value {
    json!({
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": AMBER,
        "created": "2017-01-20T00:00:00.000Z",
        "definition_type": "tlp",
        "name": "TLP:AMBER",
        "definition": { "tlp": "amber" },
    })
}

/// An observable with its id. Ids are those of the standard: version 5 UUIDs of the canonical JSON (RFC 8785) of the
/// properties that identify it.
fn observable(node: &NetworkNode) -> (String, Value) {
    let kind = observable_type(node);
    let (identity, extra) = match kind {
        "user-account" if node.note.is_empty() => (json!({ "user_id": node.value }), json!({})),
        "user-account" => (json!({ "user_id": node.value }), json!({ "display_name": node.note })),
        IDENTIFIER => {
            let extensions = json!({ EXTENSION: { "extension_type": "new-sco" } });
            (json!({ "kind": node.kind, "value": node.value }), json!({ "extensions": extensions }))
        }
        _ => (json!({ "value": node.value }), json!({})),
    };
    let id = format!("{kind}--{}", uuid5(OBSERVABLES, &identity.to_string()));
    let mut object = json!({ "type": kind, "spec_version": "2.1", "id": id, "object_marking_refs": [AMBER] });
    for part in [identity, extra] {
        if let (Value::Object(object), Value::Object(part)) = (&mut object, part) {
            object.extend(part);
        }
    }
    (id, object)
}

fn observable_type(node: &NetworkNode) -> &'static str {
    let (address, prefix) = node.value.split_once('/').unwrap_or((&node.value, "0"));
    let prefixed = prefix.parse::<u8>().is_ok();
    match node.kind.as_str() {
        "account" => "user-account",
        "ip" if prefixed && address.parse::<Ipv4Addr>().is_ok() => "ipv4-addr",
        "ip" if prefixed && address.parse::<Ipv6Addr>().is_ok() => "ipv6-addr",
        "email" if node.value.contains('@') => "email-addr",
        _ => IDENTIFIER,
    }
}

/// Makes the objects that people or programs create, which bear an author and times.
struct Maker {
    author: String,
    moment: String,
}

impl Maker {
    /// `moment` is the snapshot's latest: the same snapshot gives the same bundle.
    fn new(moment: &str) -> Self {
        let moment: jiff::Timestamp = moment.parse().unwrap_or_default();
        Self { author: format!("identity--{}", uuid5(OURS, "author")), moment: format!("{moment:.3}") }
    }

    /// An object with what all have.
    fn object(&self, kind: &str, name: &str, fields: Value) -> Value {
        let id = if name.starts_with("extension-definition--") || name.starts_with("identity--") {
            name.to_owned()
        } else {
            format!("{kind}--{}", uuid5(OURS, &format!("{kind} {name}")))
        };
        let mut object = json!({
            "type": kind,
            "spec_version": "2.1",
            "id": id,
            "created_by_ref": self.author,
            "created": self.moment,
            "modified": self.moment,
            "object_marking_refs": [AMBER],
        });
        if let (Value::Object(object), Value::Object(fields)) = (&mut object, fields) {
            object.extend(fields);
        }
        object
    }

    fn author(&self) -> Value {
        let fields = json!({ "name": "ringtrace", "identity_class": "system" });
        self.object("identity", &self.author, fields)
    }

    fn extension(&self) -> Value {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": IDENTIFIER,
            "description": "An identifier that accounts of a platform share: a device, a payout account, an ID document",
            "type": "object",
            "required": ["kind", "value"],
            "properties": { "kind": { "type": "string" }, "value": { "type": "string" } },
        });
        let fields = json!({
            "name": "Identifiers of an online-work platform",
            "schema": schema.to_string(),
            "version": "1.0.0",
            "extension_types": ["new-sco"],
        });
        self.object("extension-definition", EXTENSION, fields)
    }

    /// A tie; without an end there is none.
    fn tie(&self, edge: &NetworkEdge, ids: &BTreeMap<&str, String>) -> Option<Value> {
        let (source, target) = (ids.get(edge.source.as_str())?, ids.get(edge.target.as_str())?);
        let name = format!("{source} {target} {} {}", edge.cluster, edge.label);
        let description = match edge.label.as_str() {
            "" => format!("{} bits", edge.bits),
            label => format!("{label}; {} bits", edge.bits),
        };
        let fields = json!({
            "relationship_type": "related-to",
            "description": description,
            "source_ref": source,
            "target_ref": target,
        });
        Some(self.object("relationship", &name, fields))
    }

    /// A grouping of all that a cluster holds, and a note for each piece of evidence and each lawful explanation.
    fn cluster(&self, cluster: &Cluster, network: &Network, ids: &BTreeMap<&str, String>) -> Vec<Value> {
        let inside = |node: &&NetworkNode| node.clusters.contains(&cluster.cluster) && !node.hub;
        let members: Vec<&String> =
            network.nodes.iter().filter(inside).filter_map(|node| ids.get(node.id.as_str())).collect();
        if members.is_empty() {
            return Vec::new();
        }
        let fields = json!({
            "name": cluster.cluster,
            "description": format!(
                "{} accounts tied by evidence, for review: {}, rank {}",
                cluster.accounts.len(),
                cluster.kind.name().replace('_', " "),
                cluster.rank
            ),
            "context": "suspicious-activity",
            "confidence": (cluster.score.clamp(0.0, 1.0) * 100.0).round() as u8,
            "object_refs": members,
        });
        let grouping = self.object("grouping", &cluster.cluster, fields);
        let about = grouping["id"].clone();
        let evidence = cluster
            .evidence
            .iter()
            .map(|evidence| (format!("Evidence {}: {} bits", evidence.code, evidence.weight), evidence.text.as_str()));
        let lawful = cluster.alternatives.iter().map(|alternative| {
            let abstraction =
                format!("Lawful explanation, {}: {} bits", alternative.class.replace('_', " "), alternative.weight);
            (abstraction, alternative.why.as_str())
        });
        let notes = evidence.chain(lawful).enumerate().map(|(at, (abstraction, content))| {
            let fields = json!({ "abstract": abstraction, "content": content, "object_refs": [about] });
            self.object("note", &format!("{} {at}", cluster.cluster), fields)
        });
        let notes: Vec<Value> = notes.collect();
        std::iter::once(grouping).chain(notes).collect()
    }
}
