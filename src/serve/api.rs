//! The requests of `viz/API.md`, one function each.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::http::StatusCode;
use serde_json::json;

use super::book::{Book, View};
use super::decisions::{NewDecision, ShownDecision, concerns};
use super::library::Library;
use super::reply::{ApiError, Reply};
use super::run::LoadedRun;
use crate::explore::{Index, explain};
use crate::export::dot::{self, Heading};
use crate::export::fold::FoldConfig;
use crate::messages::Lang;
use crate::report::Cluster;

/// Hits of a search at most.
const HITS: usize = 100;
/// Longest text that is searched for, in characters.
const LONGEST_QUERY: usize = 500;

/// What answers are made of.
pub struct Api {
    /// The runs.
    pub library: std::sync::Arc<Library>,
    /// The decisions.
    pub book: Book,
    /// Language of sentences where a request names none.
    pub lang: Lang,
}

/// The parameters of a request.
pub type Query = HashMap<String, String>;

type Answer = Result<Reply, ApiError>;

impl Api {
    /// Answers a GET under `/api/`; `path` is what follows.
    pub fn get(&self, path: &str, query: &Query) -> Answer {
        match path.split_once('/').unwrap_or((path, "")) {
            ("runs", "") => Reply::of(&json!({ "runs": self.library.list() })),
            ("run", "") => Reply::of(&json!({ "run_info": self.run(query)?.1.info })),
            ("clusters", "") => {
                let (at, _) = self.run(query)?;
                Ok(Reply::json(self.library.queue(at, &*self.book.view()?)))
            }
            ("cluster", id) => self.cluster(id, query),
            ("search", "") => self.search(query),
            ("neighbourhood", "") => self.neighbourhood(query),
            ("explain", "") => self.explain(query),
            ("decisions", "") => self.decisions(query),
            ("diff", "") => self.diff(query),
            ("dot", id) => self.dot(id, query),
            _ => Err(ApiError::missing(format!("there is no /api/{path}"))),
        }
    }

    /// Answers a POST under `/api/`.
    pub fn post(&self, path: &str, body: &Bytes) -> Answer {
        if path != "decisions" {
            return Err(ApiError::missing(format!("nothing can be written to /api/{path}")));
        }
        let new: NewDecision = serde_json::from_slice(body)
            .map_err(|error| ApiError::wrong(format!("the decision is not whole: {error}")))?;
        let run = self.find(Some(&new.run))?;
        let moment = self.library.runs()[run].moment();
        let entry = self.book.append(new.resolve(&self.library.runs()[run])?)?;
        let view = self.book.view()?;
        let written = view.all.iter().find(|one| one.entry.seq == entry.seq);
        let written = written.ok_or_else(|| ApiError::missing("the entry is gone"))?;
        Ok(Reply { status: StatusCode::CREATED, ..Reply::of(&ShownDecision::of(written, moment))? })
    }

    fn find(&self, id: Option<&str>) -> Result<usize, ApiError> {
        self.library.find(id).ok_or_else(|| ApiError::missing(format!("there is no run {:?}", id.unwrap_or_default())))
    }

    fn run(&self, query: &Query) -> Result<(usize, &LoadedRun), ApiError> {
        let at = self.find(query.get("run").map(String::as_str))?;
        Ok((at, &self.library.runs()[at]))
    }

    fn index<'a>(&'a self, query: &Query) -> Result<&'a Index, ApiError> {
        self.run(query)?.1.index.as_ref().map_err(|what| ApiError::missing(what.clone()))
    }

    fn place(run: &LoadedRun, id: &str) -> Result<usize, ApiError> {
        run.place(id).ok_or_else(|| ApiError::missing(format!("run {} has no cluster {id:?}", run.id)))
    }

    fn cluster(&self, id: &str, query: &Query) -> Answer {
        let (at, run) = self.run(query)?;
        let place = Self::place(run, id)?;
        let page = self.library.page(at, place)?;
        let decisions = shown(&*self.book.view()?, run, Some(&run.clusters[place]));
        let decisions = serde_json::to_vec(&decisions).unwrap_or_else(|_| b"[]".to_vec());
        // The page is an object: the decisions become its last member.
        let open = page.strip_suffix(b"}").unwrap_or(&page);
        let body = [open, b",\"decisions\":", &decisions, b"}"].concat();
        Ok(Reply::json(body.into()))
    }

    fn search(&self, query: &Query) -> Answer {
        let asked = parameter(query, "q")?;
        if asked.chars().count() > LONGEST_QUERY {
            return Err(ApiError::wrong(format!("q: longer than {LONGEST_QUERY} characters")));
        }
        let index = self.index(query)?;
        let found = index.find_all(asked, HITS);
        let hits: Vec<_> = found.nodes.into_iter().map(|node| index.hit(node)).collect();
        Reply::of(&json!({ "q": asked, "hits": hits, "more": found.more }))
    }

    fn neighbourhood(&self, query: &Query) -> Answer {
        let index = self.index(query)?;
        let node = node(index, parameter(query, "kind")?, parameter(query, "value")?)?;
        Reply::of(&index.neighbours(node))
    }

    fn explain(&self, query: &Query) -> Answer {
        let index = self.index(query)?;
        let a = node(index, "account", parameter(query, "a")?)?;
        let b = node(index, "account", parameter(query, "b")?)?;
        let lang = match query.get("lang").map(String::as_str) {
            Some("en") => Lang::En,
            Some("ja") => Lang::Ja,
            _ => self.lang,
        };
        Reply::of(&explain(index, a, b, lang))
    }

    fn decisions(&self, query: &Query) -> Answer {
        let (_, run) = self.run(query)?;
        let cluster = match query.get("cluster").filter(|id| !id.is_empty()) {
            Some(id) => Some(&run.clusters[Self::place(run, id)?]),
            None => None,
        };
        let view = self.book.view()?;
        let decisions = shown(&view, run, cluster);
        Reply::of(&json!({ "decisions": decisions, "verified": view.verified, "head": view.head }))
    }

    fn diff(&self, query: &Query) -> Answer {
        let run = |name: &str, default: usize| match query.get(name).filter(|id| !id.is_empty()) {
            Some(id) => self.find(Some(id)),
            None if default < self.library.runs().len() => Ok(default),
            None => Err(ApiError::missing("there is only one run: nothing to compare it with")),
        };
        let (old, new) = (run("old", 1)?, run("new", 0)?);
        Ok(Reply::json(self.library.diff(old, new)))
    }

    fn dot(&self, id: &str, query: &Query) -> Answer {
        let (_, run) = self.run(query)?;
        let place = Self::place(run, id)?;
        let heading = Heading::from(&run.clusters[place]);
        let text = dot::print(&run.diagram(place)?, Some(&heading), &FoldConfig::default());
        Ok(Reply { kind: "text/vnd.graphviz; charset=utf-8", ..Reply::json(text.into()) })
    }
}

/// Decisions of a run, or of one of its clusters; newest first.
fn shown(view: &View, run: &LoadedRun, cluster: Option<&Cluster>) -> Vec<ShownDecision> {
    let mut concerned = std::collections::BTreeSet::new();
    for one in &view.all {
        let all = cluster.is_none();
        if all || cluster.is_some_and(|cluster| concerns(&one.decision, cluster, &|seq| concerned.contains(&seq))) {
            concerned.insert(one.entry.seq);
        }
    }
    let moment = run.moment();
    let kept = view.all.iter().rev().filter(|one| concerned.contains(&one.entry.seq));
    kept.map(|one| ShownDecision::of(one, moment)).collect()
}

fn parameter<'a>(query: &'a Query, name: &str) -> Result<&'a str, ApiError> {
    query.get(name).map(String::as_str).ok_or_else(|| ApiError::wrong(format!("{name}: is missing")))
}

fn node(index: &Index, kind: &str, value: &str) -> Result<u32, ApiError> {
    let missing = || ApiError::missing(format!("this run has no {} {value:?}", kind.replace('_', " ")));
    index.find(kind, value).ok_or_else(missing)
}
