//! Writes the rules as the Rust source that a programmer would write: `by_hand.rs`, included by `src/by_hand.rs`.

#[path = "src/generator.rs"]
#[allow(dead_code, reason = "only the rules are read here, not the cases")]
mod generator;

use generator::{Condition, Fact, Kind, RULE_COUNTS, Rule, Test, facts, joined, rules};
use std::fmt::Write;

fn main() {
    println!("cargo:rerun-if-changed=src/generator.rs");
    let facts = facts();
    let mut text = String::new();
    types(&facts, &mut text);
    columns(&facts, &mut text);
    for count in RULE_COUNTS {
        functions(&facts, &rules(count), &mut text);
    }
    let folder = std::env::var("OUT_DIR").expect("cargo names the folder");
    std::fs::write(std::path::Path::new(&folder).join("by_hand.rs"), text).expect("the source is written");
}

/// The name of the type of an enumeration.
fn type_of(name: &str) -> String {
    let mut letters = name.replace('_', "");
    letters[..1].make_ascii_uppercase();
    letters
}

/// The facts of a case as a structure, read from JSON by serde.
fn types(facts: &[Fact], text: &mut String) {
    let mut fields = String::new();
    let mut from_case = String::new();
    for (at, fact) in facts.iter().enumerate() {
        let (name, own) = (&fact.name, type_of(&fact.name));
        let (kind, made) = match fact.kind {
            Kind::Flag => ("bool".to_owned(), format!("case[{at}] == 1")),
            Kind::Number(_) => ("u16".to_owned(), format!("case[{at}]")),
            Kind::OneOf(values) => {
                let list: Vec<u16> = (0..values).collect();
                let variants = joined(&list, " ", |value| format!("/// Value {value}.\nV{value},"));
                let arms = joined(&list, " ", |value| format!("{value} => {own}::V{value},"));
                let _ = writeln!(
                    text,
                    "/// The values of `{name}`.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]\n\
                     #[serde(rename_all = \"lowercase\")]\npub enum {own} {{ {variants} }}\n\
                     impl {own} {{ /// The value of a place.\npub fn at(place: u16) -> {own} {{ match place {{ {arms} _ => \
                     {own}::V0 }} }} }}"
                );
                (own.clone(), format!("{own}::at(case[{at}])"))
            }
            Kind::AnyOf(_) => {
                let _ = writeln!(fields, "#[serde(deserialize_with = \"members\")]");
                ("u16".to_owned(), format!("case[{at}]"))
            }
        };
        let _ = writeln!(fields, "/// The fact `{name}`.\npub {name}: {kind},");
        let _ = writeln!(from_case, "{name}: {made},");
    }
    let _ = writeln!(
        text,
        "/// The facts of a case.\n#[derive(Clone, Debug, serde::Deserialize)]\npub struct Facts {{ {fields} }}\n\
         impl Facts {{ /// The facts of a generated case.\npub fn of(case: &crate::generator::Case) -> Facts {{ Facts {{ \
         {from_case} }} }} }}"
    );
}

/// The facts of many rows as arrays, as NumPy has them, and a block of them.
fn columns(facts: &[Fact], text: &mut String) {
    let (mut fields, mut blocks, mut cuts, mut pushes) = (String::new(), String::new(), String::new(), String::new());
    for (at, fact) in facts.iter().enumerate() {
        let parts: Vec<(String, &str, String)> = match fact.kind {
            Kind::AnyOf(members) => (0..members)
                .map(|member| (format!("{}_m{member}", fact.name), "u8", format!("(case[{at}] >> {member} & 1) as u8")))
                .collect(),
            Kind::Number(_) => vec![(fact.name.clone(), "u16", format!("case[{at}]"))],
            _ => vec![(fact.name.clone(), "u8", format!("case[{at}] as u8"))],
        };
        for (name, kind, value) in parts {
            let _ = writeln!(fields, "/// The column `{name}`.\npub {name}: Vec<{kind}>,");
            let _ = writeln!(blocks, "{name}: &'c [{kind}; BLOCK],");
            let _ = writeln!(cuts, "{name}: cut(&self.{name}, from),");
            let _ = writeln!(pushes, "self.{name}.push({value});");
        }
    }
    let _ = writeln!(
        text,
        "/// The facts of many rows, a byte a flag.\n#[derive(Clone, Debug, Default)]\npub struct Columns {{ {fields} }}\n\
         /// Some rows of them.\n#[derive(Clone, Copy, Debug)]\npub struct Block<'c> {{ {blocks} }}\n\
         impl Columns {{\n/// Adds a row.\npub fn push(&mut self, case: &crate::generator::Case) {{ {pushes} }}\n\
         /// The rows from this one on.\npub fn block(&self, from: usize) -> Block<'_> {{ Block {{ {cuts} }} }}\n}}"
    );
}

/// A function that asks one case after every rule, and one for each rule that asks a block of rows.
fn functions(facts: &[Fact], rules: &[Rule], text: &mut String) {
    let count = rules.len();
    let _ = writeln!(
        text,
        "/// Says which of {count} rules apply.\n#[inline(never)]\npub fn apply_{count}(facts: &Facts, out: &mut impl \
         FnMut(u16)) {{"
    );
    for (at, rule) in rules.iter().enumerate() {
        let all = joined(rule, " && ", |condition| one(facts, condition));
        let _ = writeln!(text, "if {all} {{ out({at}); }}");
    }
    let _ = writeln!(
        text,
        "}}\n/// Says it of a row of a block.\n#[inline(never)]\npub fn rows_{count}(block: &Block<'_>, row: usize, out: \
         &mut impl FnMut(u16)) {{\nif row >= BLOCK {{ return; }}"
    );
    for (at, rule) in rules.iter().enumerate() {
        let all = joined(rule, " && ", |condition| format!("{} != 0", many(facts, condition)));
        let _ = writeln!(text, "if {all} {{ out({at}); }}");
    }
    let _ = writeln!(text, "}}\n/// Says it of a block of rows, a byte a row and rule, the rows of a rule together.");
    let _ = writeln!(text, "pub fn columns_{count}(block: &Block<'_>, out: &mut dyn FnMut(usize, &[u8; BLOCK])) {{");
    let _ = writeln!(text, "let mut met = [0; BLOCK];");
    for at in 0..count {
        let _ = writeln!(text, "rule_{count}_{at}(block, &mut met); out({at}, &met);");
    }
    let _ = writeln!(text, "}}");
    for (at, rule) in rules.iter().enumerate() {
        let all = joined(rule, " & ", |condition| many(facts, condition));
        let _ = writeln!(
            text,
            "#[inline(never)]\nfn rule_{count}_{at}(block: &Block<'_>, met: &mut [u8; BLOCK]) {{\n\
             for row in 0..BLOCK {{ met[row] = {all}; }} }}"
        );
    }
}

/// A condition on one case.
fn one(facts: &[Fact], Condition { fact, test }: &Condition) -> String {
    let name = &facts[*fact].name;
    match test {
        Test::Flag(true) => format!("facts.{name}"),
        Test::Flag(false) => format!("!facts.{name}"),
        Test::OneOf(chosen) => {
            let own = type_of(name);
            format!("matches!(facts.{name}, {})", joined(chosen, " | ", |value| format!("{own}::V{value}")))
        }
        Test::Under(bound) => format!("facts.{name} < {bound}"),
        Test::AtMost(bound) => format!("facts.{name} <= {bound}"),
        Test::Over(bound) => format!("facts.{name} > {bound}"),
        Test::AtLeast(bound) => format!("facts.{name} >= {bound}"),
        Test::Has(member) => format!("facts.{name} & {} != 0", 1 << member),
    }
}

/// A condition on a row of a block, as 0 or 1.
fn many(facts: &[Fact], Condition { fact, test }: &Condition) -> String {
    let name = &facts[*fact].name;
    match test {
        Test::Flag(true) => format!("block.{name}[row]"),
        Test::Flag(false) => format!("(1 - block.{name}[row])"),
        Test::OneOf(chosen) => {
            format!("({})", joined(chosen, " | ", |value| format!("u8::from(block.{name}[row] == {value})")))
        }
        Test::Under(bound) => format!("u8::from(block.{name}[row] < {bound})"),
        Test::AtMost(bound) => format!("u8::from(block.{name}[row] <= {bound})"),
        Test::Over(bound) => format!("u8::from(block.{name}[row] > {bound})"),
        Test::AtLeast(bound) => format!("u8::from(block.{name}[row] >= {bound})"),
        Test::Has(member) => format!("block.{name}_m{member}[row]"),
    }
}
