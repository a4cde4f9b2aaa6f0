//! `ringtrace explain`.

use std::fmt::Write;
use std::path::PathBuf;

use super::{Failure, say, visible};
use crate::explore::{Explanation, Index, explain};
use crate::messages::Lang;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  ringtrace explain results u0002432 u0002506\n  ringtrace explain results a1 a9 --format json --lang ja\n\n\
    The chain shown is the strongest: the one whose weakest step has the most bits."
)]
pub struct ExplainArgs {
    /// A results directory.
    results: PathBuf,
    /// One account.
    a: String,
    /// The other.
    b: String,
    /// Language of the sentences.
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Forms of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Runs `explain`.
pub fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let index = Index::open(&args.results).map_err(|error| Failure(error.to_string()))?;
    let find = |account: &str| {
        let missing = || {
            Failure(format!("{}: no account is called {account:?}{}", args.results.display(), near(&index, account)))
        };
        index.find("account", account).ok_or_else(missing)
    };
    let explanation = explain(&index, find(&args.a)?, find(&args.b)?, args.lang);
    match args.format {
        Format::Json => {
            let json = serde_json::to_string_pretty(&explanation).map_err(|error| Failure(error.to_string()))?;
            say(json)
        }
        Format::Text => say(text(&explanation, args.lang)),
    }
}

/// Accounts with a similar name.
fn near(index: &Index, account: &str) -> String {
    let found = index.find_all(account, 50).nodes;
    let accounts = found.into_iter().filter(|&node| node < index.accounts());
    let names: Vec<_> = accounts.take(3).map(|node| visible(index.shown(node))).collect();
    if names.is_empty() { String::new() } else { format!("; similar: {}", names.join(", ")) }
}

fn text(explanation: &Explanation, lang: Lang) -> String {
    let Explanation { a, b, cluster, linked, bits, steps, reasons } = explanation;
    let [a, b, cluster] = [a, b, cluster].map(|text| visible(text));
    let mut text = String::new();
    let inside = match (&*cluster, lang) {
        ("", _) => String::new(),
        (cluster, Lang::En) => format!(", both in {cluster}"),
        (cluster, Lang::Ja) => format!("(ともに {cluster})"),
    };
    let _ = match (linked, lang) {
        (true, Lang::En) => {
            writeln!(text, "{a} and {b} are linked{inside}: {} step(s), the weakest of {bits:.1} bits", steps.len())
        }
        (true, Lang::Ja) => {
            writeln!(text, "{a} と {b} はつながっています{inside}:{}段、最も弱い段は{bits:.1}ビット", steps.len())
        }
        (false, Lang::En) => writeln!(text, "{a} and {b} are not linked{inside}, because"),
        (false, Lang::Ja) => writeln!(text, "{a} と {b} はつながっていません{inside}。理由:"),
    };
    for step in steps {
        let [from, to, why] = [&step.from.1, &step.to.1, &step.text].map(|text| visible(text));
        let _ = writeln!(text, "  {from} — {to}  {:.1} bits  {}  {why}", step.bits, step.code);
        if !step.rows.is_empty() {
            let rows: Vec<String> = step.rows.iter().map(|row| format!("{} {}", row.0.name(), row.1)).collect();
            let _ = writeln!(text, "      rows: {}", rows.join(", "));
        }
    }
    for reason in reasons {
        let _ = writeln!(text, "  - {}", visible(reason));
    }
    text
}
