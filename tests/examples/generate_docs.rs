//! Writes docs/coverage.md, docs/vocabulary.md and docs/sources.md from the law.
#![allow(clippy::expect_used, reason = "a tool of the tests fails by panicking")]

fn main() {
    for (name, text) in tipicidad_tests::coverage::pages() {
        let path = tipicidad_tests::root().join("docs").join(name);
        std::fs::write(&path, text).expect("docs can be written");
        println!("{}", path.display());
    }
}
