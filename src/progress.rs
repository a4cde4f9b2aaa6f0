//! Progress of long work: bars on a terminal and none when piped; time and peak memory of each stage.

use std::sync::Mutex;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

/// What a stage cost. Differs from run to run, so it stands only in `run.json` under `measured`.
#[derive(Clone, Debug, Serialize)]
pub struct StageCost {
    /// The stage's name.
    pub stage: String,
    /// Wall time in seconds.
    pub seconds: f64,
    /// Peak resident memory of the process at the stage's end, in bytes; 0 where the system does not tell.
    pub peak_bytes: u64,
}

/// Shows what a run is doing and keeps what each stage cost. Shared by reference between threads.
pub struct Progress {
    shown: bool,
    costs: Mutex<Vec<StageCost>>,
}

/// A stage under way; ends when dropped.
pub struct Stage<'a> {
    progress: &'a Progress,
    name: String,
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    /// Bars on standard error where it is a terminal.
    #[must_use]
    pub fn on_terminal() -> Self {
        Self { shown: std::io::IsTerminal::is_terminal(&std::io::stderr()), costs: Mutex::default() }
    }

    /// Shows nothing.
    #[must_use]
    pub fn silent() -> Self {
        Self { shown: false, costs: Mutex::default() }
    }

    /// Begins a stage of `total` steps (0: not known, a spinner).
    #[must_use]
    pub fn stage(&self, name: &str, total: u64) -> Stage<'_> {
        let target = if self.shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target((total > 0).then_some(total), target);
        let template = if total > 0 { "{msg:32} {bar:30} {percent:>3}% {eta}" } else { "{msg:32} {spinner} {elapsed}" };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(name.to_owned());
        if self.shown {
            bar.enable_steady_tick(std::time::Duration::from_millis(120));
        }
        Stage { progress: self, name: name.to_owned(), bar, started: Instant::now() }
    }

    /// What the stages cost so far, in the order in which they ended.
    #[must_use]
    pub fn costs(&self) -> Vec<StageCost> {
        self.costs.lock().map_or_else(|poisoned| poisoned.into_inner().clone(), |costs| costs.clone())
    }
}

impl Stage<'_> {
    /// Moves the bar on by `steps`; cheap enough for batches, not for single rows.
    pub fn advance(&self, steps: u64) {
        self.bar.inc(steps);
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        let cost = StageCost {
            stage: std::mem::take(&mut self.name),
            seconds: self.started.elapsed().as_secs_f64(),
            peak_bytes: peak_memory(),
        };
        if let Ok(mut costs) = self.progress.costs.lock() {
            costs.push(cost);
        }
    }
}

/// Peak resident memory of this process in bytes (`VmHWM` of Linux), 0 where unknown.
#[must_use]
pub fn peak_memory() -> u64 {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return 0 };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).map_or(0, |kb| kb * 1024)
}
