//! `ringtrace serve`.

use std::net::IpAddr;
use std::path::PathBuf;

use super::{Failure, say};
use crate::messages::Lang;
use crate::serve::{ServeOptions, serve};

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  ringtrace serve results --cases cases.db\n  ringtrace serve monday tuesday --cases cases.db --user \"A. Tanaka\"\n\n\
    Open the address that it prints. Only this machine can reach it, and only whoever has the address.\n\
    `ringtrace analyze --cases cases.db` honours what was decided."
)]
pub struct ServeArgs {
    /// Results directories, in any order.
    #[arg(required = true, value_name = "DIR")]
    runs: Vec<PathBuf>,
    /// The casebook in which decisions are kept; made where there is none. Without it nothing can be decided.
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// Port to listen on; 0 for any free one.
    #[arg(long, default_value_t = 8571)]
    port: u16,
    /// Address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Let other machines ask, too: the token goes over the network unencrypted.
    #[arg(long)]
    allow_remote: bool,
    /// Language to begin with.
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
    /// Who decides, as entries of the casebook name it; the page asks where nobody is named.
    #[arg(long, value_name = "NAME", default_value = "")]
    user: String,
}

/// Runs `serve`.
pub fn run(args: &ServeArgs) -> Result<(), Failure> {
    let options = ServeOptions {
        runs: args.runs.clone(),
        cases: args.cases.clone(),
        host: args.host,
        port: args.port,
        allow_remote: args.allow_remote,
        lang: args.lang,
        user: args.user.clone(),
    };
    let ready = |address: &str| {
        // Whoever does not read this is not helped by a failure.
        let _ = say(format!("Open      {address}\nStop      Ctrl-C"));
    };
    serve(&options, ready).map_err(|error| Failure(error.to_string()))
}
