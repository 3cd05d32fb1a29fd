//! The decisions that every engine is asked for: thirty-two facts, rules over them, and cases, from fixed seeds.
//!
//! Read by the build script too, which writes the rules as Rust source; so this file uses nothing but the standard library.

use std::fmt::Write;

/// How many facts there are.
pub const FACTS: usize = 32;
/// The numbers of rules that are measured.
pub const RULE_COUNTS: [usize; 3] = [25, 250, 1_000];
/// The ways in which one acts; every rule asks for one of them.
pub const CONDUCTS: u16 = 12;

/// The chance that makes rules and cases: SplitMix64.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The same seed gives the same numbers.
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
    /// A number below another.
    pub fn below(&mut self, end: u16) -> u16 {
        (((self.next() >> 32) * u64::from(end)) >> 32) as u16
    }
    /// Whether something happens that happens so many times in a hundred.
    pub fn percent(&mut self, share: u16) -> bool {
        self.below(100) < share
    }
}

/// What a fact may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Flag,
    /// One of so many values, `v0`, `v1` ….
    OneOf(u16),
    /// A whole number from 0 to this.
    Number(u16),
    /// Any of so many members, `m0`, `m1` ….
    AnyOf(u16),
}

/// A fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name, without a scope.
    pub name: String,
    /// What it may be.
    pub kind: Kind,
}

/// What a condition asks of its fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// The flag is so.
    Flag(bool),
    /// The value is one of these.
    OneOf(Vec<u16>),
    /// The number is under this.
    Under(u16),
    /// The number is at most this.
    AtMost(u16),
    /// The number is over this.
    Over(u16),
    /// The number is at least this.
    AtLeast(u16),
    /// The set has this member.
    Has(u16),
}

/// A condition of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The place of the fact.
    pub fact: usize,
    /// What is asked of it.
    pub test: Test,
}

/// A rule: it applies when all its conditions are met.
pub type Rule = Vec<Condition>;

/// The facts of a case, by place: a flag as 0 or 1, the place of a value, a number, the members of a set as bits.
pub type Case = [u16; FACTS];

/// The facts: a set of conducts, sixteen flags, eight enumerations, six numbers, a set of means.
pub fn facts() -> Vec<Fact> {
    let mut facts = vec![Fact { name: "conduct".into(), kind: Kind::AnyOf(CONDUCTS) }];
    facts.extend((0..16).map(|at| Fact { name: format!("flag_{at}"), kind: Kind::Flag }));
    facts.extend((0..8).map(|at| Fact { name: format!("kind_{at}"), kind: Kind::OneOf(3 + at % 4) }));
    let greatest = [120, 30, 500, 1_000, 60, 10_000];
    facts.extend((0..).zip(greatest).map(|(at, end)| Fact { name: format!("number_{at}"), kind: Kind::Number(end) }));
    facts.push(Fact { name: "means".into(), kind: Kind::AnyOf(6) });
    facts
}

/// The first rules; those of a smaller number are those with which a greater begins.
pub fn rules(count: usize) -> Vec<Rule> {
    let (facts, mut chance) = (facts(), Chance::new(2_026));
    (0..count).map(|_| rule(&facts, &mut chance)).collect()
}

/// A conduct, and two to five conditions on other facts.
fn rule(facts: &[Fact], chance: &mut Chance) -> Rule {
    let mut rule = vec![Condition { fact: 0, test: Test::Has(chance.below(CONDUCTS)) }];
    let length = 3 + usize::from(chance.below(4));
    while rule.len() < length {
        let fact = usize::from(chance.below(FACTS as u16));
        if rule.iter().all(|condition| condition.fact != fact) {
            rule.push(Condition { fact, test: test(facts[fact].kind, chance) });
        }
    }
    rule
}

fn test(kind: Kind, chance: &mut Chance) -> Test {
    match kind {
        Kind::Flag => Test::Flag(chance.percent(60)),
        Kind::OneOf(values) => {
            let first = chance.below(values);
            let mut chosen = vec![first];
            if chance.percent(50) {
                chosen.push((first + 1 + chance.below(values - 1)) % values);
            }
            chosen.sort_unstable();
            Test::OneOf(chosen)
        }
        Kind::Number(greatest) => {
            let bound = greatest / 5 + chance.below(greatest / 5 * 3);
            match chance.below(4) {
                0 => Test::Under(bound),
                1 => Test::AtMost(bound),
                2 => Test::Over(bound),
                _ => Test::AtLeast(bound),
            }
        }
        Kind::AnyOf(members) => Test::Has(chance.below(members)),
    }
}

/// Cases, one after another, of a seed.
pub fn cases(seed: u64) -> impl Iterator<Item = Case> {
    let (facts, mut chance) = (facts(), Chance::new(seed));
    std::iter::repeat_with(move || std::array::from_fn(|at| value(at, facts[at].kind, &mut chance)))
}

fn value(at: usize, kind: Kind, chance: &mut Chance) -> u16 {
    match kind {
        Kind::Flag => chance.below(2),
        Kind::OneOf(values) => chance.below(values),
        Kind::Number(greatest) => chance.below(greatest + 1),
        // One conduct, at times two.
        Kind::AnyOf(members) if at == 0 => {
            let first = 1 << chance.below(members);
            if chance.percent(30) { first | 1 << chance.below(members) } else { first }
        }
        Kind::AnyOf(members) => (0..members).filter(|_| chance.percent(25)).fold(0, |set, member| set | 1 << member),
    }
}

/// Whether a rule applies: the plainest way to say it, against which every engine is checked.
pub fn applies(rule: &[Condition], case: &Case) -> bool {
    rule.iter().all(|condition| met(&condition.test, case[condition.fact]))
}

/// Whether a value meets a test.
pub fn met(test: &Test, value: u16) -> bool {
    match test {
        Test::Flag(wanted) => (value == 1) == *wanted,
        Test::OneOf(chosen) => chosen.contains(&value),
        Test::Under(bound) => value < *bound,
        Test::AtMost(bound) => value <= *bound,
        Test::Over(bound) => value > *bound,
        Test::AtLeast(bound) => value >= *bound,
        Test::Has(member) => value >> member & 1 == 1,
    }
}

/// Writes conditions one after another.
pub fn joined<T>(items: &[T], between: &str, mut each: impl FnMut(&T) -> String) -> String {
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        let _ = write!(text, "{}{}", if at == 0 { "" } else { between }, each(item));
    }
    text
}
