//! All tests of the program from outside, in one binary: the library is linked once, not once a file.
//!
//! One file's tests: `cargo nextest run golden::`.

mod architecture;
mod bystanders;
mod calibrate;
mod casebook;
mod circles;
mod cleanup;
mod cli;
mod common;
mod day;
mod days;
mod determinism;
mod diagrams;
mod evaluate;
mod explore;
mod export;
mod exports;
mod fuzz_smoke;
mod golden;
mod graphs;
mod hallmarks;
mod hostile;
mod indicators;
mod innocent;
mod lines;
mod mapping;
mod motifs;
mod names;
mod nobodys;
mod owners;
mod places;
mod pseudonyms;
mod reading;
mod reciprocity;
mod relay;
mod render;
mod report;
mod reviews;
mod runs;
mod samples;
mod serve;
mod serve_killed;
mod support;
mod synth;
mod targets;
