//! Damaged rules are reported, never a crash: words of a sound law are dropped, doubled and exchanged.

use tipicidad::check::check;
use tipicidad::diagnostic::{Level, Source};

const LAWS: [&str; 2] =
    [include_str!("../src/syntax/samples/vocabulary.tip"), include_str!("../src/syntax/samples/law.tip")];

/// A small generator of numbers, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}

#[test]
fn damaged_rules_are_reported() {
    let rounds = std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(30);
    let mut dice = Dice(7);
    for round in 0..rounds {
        let mut sources = Vec::new();
        for (at, law) in LAWS.iter().enumerate() {
            let mut words: Vec<&str> = law.split_inclusive([' ', '\n']).collect();
            for _ in 0..dice.below(6) {
                let (one, other) = (dice.below(words.len()), dice.below(words.len()));
                match dice.below(3) {
                    0 => drop(words.remove(one)),
                    1 => words.insert(one, words[other]),
                    _ => words.swap(one, other),
                }
            }
            sources.push(Source { path: format!("{at}.tip"), text: words.concat().into() });
        }
        let checked = check(&sources);
        let sound = checked.diagnostics.iter().all(|found| found.level == Level::Warning);
        assert_eq!(checked.model.is_some(), sound, "round {round}");
        for found in &checked.diagnostics {
            let _ = (found.position(), found.underlined());
            assert!(!found.message.is_empty() && found.span.start <= found.span.end, "round {round}: {found:?}");
            assert!(found.source.text.get(found.span.start..found.span.end).is_some(), "round {round}: {found:?}");
        }
    }
}
