//! A module imports only what stands before it: the order of `ARCHITECTURE.md`, read from the `crate::` paths in `src`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules, each after all that it may import.
const ORDER: [&str; 22] = [
    "allocator",
    "model",
    "algo",
    "names",
    "progress",
    "settings",
    "snapshot",
    "graph",
    "ties",
    "messages",
    "clusters",
    "detect",
    "report",
    "cases",
    "analyze",
    "export",
    "synth",
    "calibrate",
    "casebook",
    "explore",
    "serve",
    "cli",
];

fn sources(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The first part of a path within `src`: the module that a file belongs to.
fn module(path: &Path) -> String {
    let first = path.iter().next().expect("a part").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that a file names by `crate::`, with their lines. Comments do not import, and tests may use what they like.
fn imports(text: &str) -> BTreeMap<String, usize> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = BTreeMap::new();
    for (at, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        for after in line.split("crate::").skip(1) {
            let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            if ORDER.contains(&name.as_str()) {
                found.entry(name).or_insert(at + 1);
            }
        }
        assert!(
            !line.contains("use crate::{"),
            "line {}: one `use crate::module` a line, so that imports can be read",
            at + 1
        );
    }
    found
}

#[test]
fn imports_point_back_only() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let place = |name: &str| ORDER.iter().position(|other| *other == name);
    let mut wrong = Vec::new();
    for path in sources(&src) {
        let within = path.strip_prefix(&src).expect("below src");
        let name = module(within);
        if ["lib", "main"].contains(&name.as_str()) || within.ends_with("tests.rs") {
            continue;
        }
        let Some(own) = place(&name) else { panic!("src/{name}: a module without a place in the order") };
        for (other, line) in imports(&fs::read_to_string(&path).expect("a source")) {
            if place(&other).is_some_and(|other| other > own) {
                wrong.push(format!("src/{}:{line} imports {other}, which stands after {name}", within.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\nthe order is {ORDER:?}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_crate_has_its_place() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let declared: BTreeSet<&str> = lib
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ").or_else(|| line.trim().strip_prefix("mod ")))
        .filter_map(|rest| rest.strip_suffix(';'))
        .collect();
    assert!(declared.len() > 10, "{declared:?}");
    for name in declared {
        assert!(ORDER.contains(&name), "src/{name}: a module without a place in the order");
    }
}

#[test]
fn what_imports_are_is_seen() {
    let text = "use crate::graph::Graph;\n// crate::cli\nlet x = crate::ties::f(crate::model::X);\n#[cfg(test)]\nmod tests { use crate::cases; }";
    let found: Vec<String> = imports(text).into_keys().collect();
    assert_eq!(found, ["graph", "model", "ties"]);
}
