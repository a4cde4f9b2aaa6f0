//! A module imports only what stands before it: the order of `ARCHITECTURE.md`, read from the `crate::` paths in `src`. Within a module files import
//! one another in no circle, and none is too long to be read at one sitting.

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

/// A file's place among modules: `["names", "pair"]` of `names/pair.rs`, `["names"]` of `names/mod.rs`.
fn place_of(within: &Path) -> Vec<String> {
    let mut parts: Vec<String> = within.with_extension("").iter().map(|part| part.to_string_lossy().into()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// The lines that can import, each with its position. Comments do not, and tests may use what they like.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The modules that a file names by `crate::`, with their lines.
fn imports(text: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (at, line) in code(text) {
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
        let name = place_of(within).swap_remove(0);
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

/// Lines of a source at most.
const LONGEST: usize = 300;

#[test]
fn no_source_is_too_long() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lines = |path: &PathBuf| fs::read_to_string(path).expect("a source").lines().count();
    let long: Vec<_> = sources(&src).into_iter().filter(|path| lines(path) > LONGEST).collect();
    assert!(long.is_empty(), "over {LONGEST} lines: {long:?}");
}

/// The paths that a file at `own` names by `super::` and `crate::`, from the crate's root; of a list in braces each.
fn named(own: &[String], text: &str) -> Vec<Vec<String>> {
    let code = code(text).map(|(_, line)| line).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    let mut rest = code.as_str();
    while let Some(at) = ["super::", "crate::"].iter().filter_map(|word| rest.find(word)).min() {
        rest = &rest[at..];
        let mut path = own.to_vec();
        if let Some(after) = rest.strip_prefix("crate::") {
            (path, rest) = (Vec::new(), after);
        }
        while let Some(after) = rest.strip_prefix("super::") {
            path.pop();
            rest = after;
        }
        let until = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(rest.len());
        let segments = |text: &str| text.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let head: Vec<String> = segments(&rest[..until]);
        path.extend(head);
        match rest[until..].strip_prefix('{').and_then(|list| list.split_once('}')) {
            Some((list, _)) => found.extend(list.split(',').map(|item| {
                let tail: Vec<String> = segments(item.trim());
                [path.clone(), tail].concat()
            })),
            None => found.push(path),
        }
    }
    found
}

/// A circle of files, where there is one: each imports the next.
fn circle(imports: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>) -> Option<Vec<String>> {
    let mut left = imports.clone();
    // What imports nothing that is left is in no circle.
    while let Some(done) =
        left.iter().find(|(_, of)| !of.iter().any(|to| left.contains_key(to))).map(|(at, _)| at.clone())
    {
        left.remove(&done);
    }
    let mut at = left.keys().next()?.clone();
    let mut walk: Vec<Vec<String>> = Vec::new();
    while !walk.contains(&at) {
        walk.push(at.clone());
        at = left[&at].iter().find(|to| left.contains_key(*to))?.clone();
    }
    let from = walk.iter().position(|before| *before == at)?;
    Some(walk[from..].iter().map(|path| path.join("/")).collect())
}

#[test]
fn files_import_one_another_in_no_circle() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files: BTreeMap<Vec<String>, PathBuf> = sources(&src)
        .into_iter()
        .map(|path| (place_of(path.strip_prefix(&src).expect("below src")), path))
        .filter(|(place, _)| !["lib", "main"].contains(&place[0].as_str()))
        .filter(|(place, _)| place.last().is_some_and(|last| last != "tests"))
        .collect();
    let file_of =
        |path: &[String]| (1..=path.len()).rev().map(|parts| path[..parts].to_vec()).find(|p| files.contains_key(p));
    let mut imports = BTreeMap::new();
    for (place, path) in &files {
        let text = fs::read_to_string(path).expect("a source");
        let paths = named(place, &text);
        let to = paths.iter().filter_map(|path| file_of(path)).filter(|to| to != place);
        // A face shows what its files hold: both ways are of one thing.
        imports.insert(place.clone(), to.filter(|to| !place.starts_with(to)).collect::<BTreeSet<_>>());
    }
    assert!(imports.values().map(BTreeSet::len).sum::<usize>() > 500, "imports are seen");
    if let Some(circle) = circle(&imports) {
        panic!("files import one another in a circle: {}", circle.join(" -> "));
    }
}

#[test]
fn what_files_name_is_seen() {
    let own = ["names".to_owned(), "pair".to_owned()];
    let text =
        "use super::reason::{NameMatch, b::C};\n// super::x\nuse crate::model::Time;\nlet x = super::super::y();\n";
    let found: Vec<String> = named(&own, text).iter().map(|path| path.join("/")).collect();
    assert_eq!(found, ["names/reason/NameMatch", "names/reason/b/C", "model/Time", "y"]);
    let file = |name: &str| vec![name.to_owned()];
    let graph = |edges: &[(&str, &str)]| {
        let mut graph: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
        for (from, to) in edges {
            graph.entry(file(from)).or_default().insert(file(to));
            graph.entry(file(to)).or_default();
        }
        graph
    };
    assert_eq!(circle(&graph(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
    assert_eq!(circle(&graph(&[("a", "b"), ("b", "c"), ("c", "b")])), Some(vec!["b".to_owned(), "c".to_owned()]));
}
