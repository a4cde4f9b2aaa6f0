//! What a piece of work cost.

use cpu_time::ProcessTime;
use std::time::Instant;

/// Runs `job` and gives its result with `"cpu": seconds, "wall": seconds, "peak_mib": mebibytes` as JSON members; the peak is the whole process's so far.
#[inline(never)] // callgrind counts between its call and its return
pub fn of<T>(job: impl FnOnce() -> T) -> (T, String) {
    let (cpu, wall) = (ProcessTime::now(), Instant::now());
    let result = job();
    let (cpu, wall) = (cpu.elapsed().as_secs_f64(), wall.elapsed().as_secs_f64());
    (result, format!(r#""cpu": {cpu:.4}, "wall": {wall:.4}, "peak_mib": {}"#, peak_mib()))
}

/// Linux only; 0 elsewhere.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}
