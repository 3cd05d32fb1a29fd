//! Cases changed at random: never a panic, always one clear error or a case.

use super::*;

/// A small generator, so that every run sees the same mutations.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }
}

const SCRAPS: [&str; 28] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "-3",
    "200",
    "12.5",
    "1e400",
    "-1e-400",
    "\"\"",
    "\"null\"",
    "\"-\"",
    "\"a|b\"",
    "\"2024-02-30\"",
    "\"2024-13\"",
    "\"9999\"",
    "\"0999-01-01\"",
    "\"P1Y\"",
    "\"MX\"",
    "[]",
    "{}",
    "[[]]",
    "[null]",
    "{\"min\":1}",
    "{\"from\":\"2020\",\"to\":\"2019\"}",
    "{\"not\":[]}",
    "\"\\u0000é😀\"",
];

fn mutated(dice: &mut Dice, json: &Json) -> Json {
    let scrap = |dice: &mut Dice| Json::read(SCRAPS[dice.roll(SCRAPS.len())].as_bytes()).unwrap();
    match json {
        Json::List(items) if !items.is_empty() && dice.roll(20) > 0 => {
            let mut items = items.clone();
            let at = dice.roll(items.len());
            match dice.roll(20) {
                0 => drop(items.remove(at)),
                1 => items.push(items[at].clone()),
                _ => items[at] = mutated(dice, &items[at]),
            }
            Json::List(items)
        }
        Json::Object(entries) if !entries.is_empty() && dice.roll(20) > 0 => {
            let mut entries = entries.clone();
            let (at, other) = (dice.roll(entries.len()), dice.roll(entries.len()));
            match dice.roll(40) {
                0 => drop(entries.remove(at)),
                1 => entries[at].0.push('x'),
                2 => entries[at].0 = entries[other].0.clone(),
                3 => entries[at].1 = entries[other].1.clone(),
                4 => drop(entries[at].0.pop()),
                _ => entries[at].1 = mutated(dice, &entries[at].1.clone()),
            }
            Json::Object(entries)
        }
        _ => scrap(dice),
    }
}

#[test]
fn mutated_cases_are_cases_or_errors() {
    let model = model();
    let names = Names::new(&model);
    let reader = CaseReader { model: &model, names: &names };
    let seeds = [FULL.to_owned(), FLAT.to_owned(), act(r#""date": "2024-03", "conducts": ["2024-03"], "#)];
    let mut dice = Dice(0x5EED_0001);
    let (mut good, mut bad) = (0, 0);
    for round in 0..2_100 {
        let mut json = Json::read(seeds[round % 3].as_bytes()).unwrap();
        for _ in 0..=dice.roll(3) {
            json = mutated(&mut dice, &json);
        }
        match reader.read(&json, &CaseOptions::default()) {
            Ok(_) => good += 1,
            Err(error) => {
                bad += 1;
                assert!(CODES.iter().any(|(code, _, _)| *code == error.code), "{error:?}");
                assert!(!error.message.contains('\n') && error.message.len() < 600, "{error:?}");
                assert!(error.path.as_deref() != Some(""), "{error:?}");
                assert!(error.message.starts_with(|c: char| c.is_lowercase() || c == '`'), "{error:?}");
            }
        }
    }
    assert!(good > 60 && bad > 600, "{good} good, {bad} bad");
}

#[test]
fn mutated_bytes_are_json_or_errors() {
    let mut dice = Dice(0x5EED_0002);
    for _ in 0..2_000 {
        let mut bytes = FULL.as_bytes().to_vec();
        for _ in 0..=dice.roll(4) {
            let at = dice.roll(bytes.len());
            match dice.roll(3) {
                0 => drop(bytes.remove(at)),
                1 => bytes[at] = u8::try_from(dice.roll(256)).unwrap(),
                _ => bytes.truncate(at.max(1)),
            }
        }
        if let Err(error) = Json::read(&bytes) {
            assert!(error.line.is_some() && error.column.is_some(), "{error:?}");
        }
    }
}
