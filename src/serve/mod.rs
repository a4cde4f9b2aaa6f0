//! The server behind `ringtrace serve`: results of any number of runs and one casebook, for a browser on this machine.
//!
//! `viz/API.md` fixes the requests and answers. Nothing is fetched from anywhere; the page is part of the program.
//! `guard` says who may ask, [`Library`] holds the runs, [`Book`] the decisions, and `api` answers.

mod api;
mod book;
mod decisions;
mod guard;
mod library;
mod lines;
mod pages;
mod queue;
mod reply;
mod run;
mod server;

pub use book::Book;
pub use guard::Guard;
pub use library::Library;
pub use run::LoadedRun;
pub use server::{ServeError, ServeOptions, serve};
