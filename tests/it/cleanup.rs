//! What is unfinished goes when the program is interrupted. A file of its own, because the list is global.

use std::fs;

use ringtrace::export::cleanup;

#[test]
fn unfinished_directories_are_removed_and_whole_ones_stay() {
    let place = tempfile::tempdir().unwrap();
    let [unfinished, whole] = ["unfinished", "whole"].map(|name| {
        let path = place.path().join(name);
        fs::create_dir_all(path.join("clusters")).unwrap();
        fs::write(path.join("clusters/c-1.dot"), "graph {}").unwrap();
        cleanup::register(&path);
        path
    });
    let file = place.path().join(".partial-1");
    fs::write(&file, "half").unwrap();
    cleanup::register(&file);
    cleanup::clear(&whole);
    cleanup::remove_all();
    assert!(!unfinished.exists() && !file.exists());
    assert!(whole.join("clusters/c-1.dot").exists());
    cleanup::remove_all();
}
