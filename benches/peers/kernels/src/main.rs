//! `kernels make INPUT FILE [small]` writes an input; `kernels run KERNEL FILE [THREADS [RESOLUTION]]` runs one kernel on it and prints what it cost as JSON.
//!
//! One process a run, so that peak memory is the kernel's and its input's. Time is the kernel's alone.

mod cost;
mod files;
mod ours;
mod rivals;
#[path = "../../../support/mod.rs"]
mod support;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["make", input, file, size @ ..] => files::make(input, Path::new(file), size == ["small"]),
        ["run", kernel, file, rest @ ..] => {
            let threads = rest.first().and_then(|text| text.parse().ok()).unwrap_or(2);
            let resolution = rest.get(1).and_then(|text| text.parse().ok()).unwrap_or(1.0);
            // From within the pool, so that one thread means one: callgrind counts what the thread that entered the kernel does.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
            pool.install(|| run(kernel, Path::new(file), resolution))
        }
        _ => Err("kernels make INPUT FILE [small] | kernels run KERNEL FILE [THREADS [RESOLUTION]]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("kernels: {problem}");
            ExitCode::FAILURE
        }
    }
}

type Done = Result<(), Box<dyn std::error::Error + Send + Sync>>;

fn run(kernel: &str, file: &Path, resolution: f64) -> Done {
    let line = match kernel {
        "components" => ours::components(&files::edges(file)?),
        "components-rows" => ours::components_of_rows(&files::edges(file)?),
        "leiden" => ours::leiden(file, false, resolution)?,
        "leiden-cpm" => ours::leiden(file, true, resolution)?,
        "cliques" => ours::cliques(files::edges(file)?, 3),
        "cliques-all" => ours::cliques(files::edges(file)?, 1),
        "rows" => ours::rows(&files::edges(file)?),
        "cores" => ours::cores(&files::edges(file)?),
        "bridges" => ours::bridges(&files::edges(file)?),
        "blocks" => ours::blocks(&files::edges(file)?),
        "sort" => ours::sort(&files::edges(file)?),
        "petgraph" => rivals::petgraph_union_find(&files::edges(file)?),
        "graph-afforest" | "graph-dss" | "graph-baseline" => rivals::graph_crate(kernel, files::edges(file)?),
        other => return Err(format!("no kernel is called {other}").into()),
    };
    println!("{line}");
    Ok(())
}
