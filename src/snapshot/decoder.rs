//! Damaged Parquet: its decoder returns an error for most of it, and panics on the rest.

use std::any::Any;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

/// Runs `decode`; a panic of the Parquet or Arrow crates becomes the error that `damaged` makes of its message. Nothing that
/// `decode` was building may be used afterwards.
pub fn decoded<T, E>(decode: impl FnOnce() -> Result<T, E>, damaged: impl FnOnce(&str) -> E) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(|panic| Err(damaged(&message(panic.as_ref()))))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    format!("its decoder stopped ({})", text.unwrap_or("no reason given"))
}

/// Whether a panic comes from a decoder, so that [`decoded`] tells of it and a panic hook need not.
#[must_use]
pub fn is_of_decoder(panic: &PanicHookInfo<'_>) -> bool {
    let crates = ["/parquet-", "/arrow-", "/thrift-"];
    panic.location().is_some_and(|place| crates.iter().any(|name| place.file().replace('\\', "/").contains(name)))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_panic_becomes_an_error_and_results_pass() {
        let damaged = |what: &str| what.to_owned();
        assert_eq!(decoded(|| Ok::<_, String>(7), damaged), Ok(7));
        assert_eq!(decoded(|| Err::<u8, _>("no".to_owned()), damaged), Err("no".into()));
        let stopped = decoded(|| -> Result<u8, String> { panic!("page {}", 3) }, damaged);
        assert_eq!(stopped, Err("its decoder stopped (page 3)".into()));
    }
}
