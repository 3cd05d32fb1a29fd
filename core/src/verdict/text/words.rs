//! Every word of the answers that is not law: one table a language. Ids, names and texts come from the verdict.
//!
//! Lists follow the order of the enum they name. `{}` is filled in order by [`fill`].

use crate::exact::Lang;
use crate::model::{Bars, Choice, FineUnit, GradingKind, Ground, Kind, Op, Part, Role};
use crate::verdict::{Compare, Met, Status, StepKind};

/// The words of one language.
#[allow(missing_docs, reason = "each field is named after what it says")]
pub struct Words {
    pub lang: Lang,
    // Statuses and kinds, in the order of their enums.
    pub status: [&'static str; 6],
    pub met: [&'static str; 4],
    pub role: [&'static str; 17],
    pub grading: [&'static str; 8],
    pub step: [&'static str; 8],
    pub bars: [&'static str; 6],
    pub ground: [&'static str; 4],
    pub compare: [&'static str; 4],
    pub kind: [&'static str; 27],
    pub months: [&'static str; 12],
    // Values.
    pub yes: &'static str,
    pub no: &'static str,
    pub none: &'static str,
    pub unknown: &'static str,
    pub and: &'static str,
    pub or: &'static str,
    pub or_both: &'static str,
    /// Day, month, year.
    pub date: &'static str,
    /// From, to.
    pub range: &'static str,
    pub up_to: &'static str,
    pub years: [&'static str; 2],
    pub months_of_term: [&'static str; 2],
    pub days: [&'static str; 2],
    pub no_time: &'static str,
    // Penalties.
    pub prison: &'static str,
    pub fine: &'static str,
    pub work: &'static str,
    pub fine_units: [[&'static str; 2]; 5],
    pub work_days: [&'static str; 2],
    pub pesos: &'static str,
    pub no_range: &'static str,
    pub no_penalty: &'static str,
    pub option: &'static str,
    pub permanent: &'static str,
    pub if_met: &'static str,
    // The frame.
    pub case: &'static str,
    pub judged: &'static str,
    pub readings: &'static str,
    pub count: &'static str,
    pub accused: &'static str,
    pub act: &'static str,
    pub victim: &'static str,
    pub nothing: &'static str,
    pub in_force: &'static str,
    pub in_force_since: &'static str,
    /// A day, or one before it.
    pub or_before: &'static str,
    pub not_in_force: &'static str,
    pub law_date: &'static str,
    pub elements: &'static str,
    pub exceptions: &'static str,
    pub qualifiers: &'static str,
    pub letters: [&'static str; 2],
    pub unknown_letters: &'static str,
    pub gradings: &'static str,
    pub penalty: &'static str,
    pub base: &'static str,
    pub result: &'static str,
    pub possible: &'static str,
    pub reading_used: &'static str,
    pub consequences: &'static str,
    pub measures: &'static str,
    pub prosecution: &'static str,
    pub ex_officio: &'static str,
    pub complaint: &'static str,
    pub undetermined_mode: &'static str,
    pub prescription: &'static str,
    pub expires: &'static str,
    pub starts: &'static str,
    pub term: &'static str,
    pub prescription_status: [(&'static str, &'static str); 6],
    pub limits: [(&'static str, &'static str); 5],
    pub timeline: &'static str,
    pub timeline_kinds: [(&'static str, &'static str); 7],
    pub timeline_more: &'static str,
    pub assumed: &'static str,
    pub missing: &'static str,
    pub questions: &'static str,
    pub settles: &'static str,
    pub citations: &'static str,
    pub article: &'static str,
    pub clause: &'static str,
    pub gazette: &'static str,
    pub excluded_by: &'static str,
    pub displaced_by: &'static str,
    pub may_be_displaced: &'static str,
    pub milder: &'static str,
    pub milder_applied: &'static str,
    pub milder_not_applied: &'static str,
    pub presumed: &'static str,
    pub waived: &'static str,
    pub the_charge: &'static str,
    pub charge_tests: [(&'static str, &'static str); 9],
    pub not: &'static str,
    pub concurrence: &'static str,
    pub groups: [(&'static str, &'static str); 3],
    pub counts: &'static str,
    pub jurisdiction: &'static str,
    pub republic: &'static str,
    pub federal: &'static str,
    pub extradition: &'static str,
    pub conclusion: [(&'static str, &'static str); 6],
    pub governs: [&'static str; 2],
    pub undertakings: &'static str,
    pub due: &'static str,
    pub notices: &'static str,
    pub closing: &'static str,
    pub closing_undated: &'static str,
    // Effects.
    pub ops: [&'static str; 15],
    pub parts: [&'static str; 3],
    pub whole_penalty: &'static str,
    pub fractions: [(&'static str, &'static str); 11],
    pub may: &'static str,
    pub of_maximum: &'static str,
    pub of_what_corresponds: &'static str,
    // Why, ask.
    pub failing: &'static str,
    pub changes: &'static str,
    pub change: &'static str,
    pub no_change: &'static str,
    pub nothing_to_ask: &'static str,
    pub options: &'static str,
    pub fact: &'static str,
    // Show, catalogue, diff, facts.
    pub versions: &'static str,
    pub since: &'static str,
    pub until: &'static str,
    pub older: &'static str,
    pub status_encoded: &'static str,
    pub status_gap: &'static str,
    pub status_uncertain: &'static str,
    pub asks: &'static str,
    pub effects: &'static str,
    pub applies_to: &'static str,
    pub punishes: &'static str,
    pub instead_of: &'static str,
    pub values: &'static str,
    pub same_as: &'static str,
    pub when: &'static str,
    pub facts_read: &'static str,
    pub examples: &'static str,
    pub no_examples: &'static str,
    pub provisions: &'static str,
    pub entries: &'static str,
    pub diff: &'static str,
    pub no_changes: &'static str,
    pub changed: [(&'static str, &'static str); 9],
    pub before: &'static str,
    pub after: &'static str,
    pub types: [(&'static str, &'static str); 11],
    pub assumed_value: &'static str,
    pub derived: &'static str,
    pub read_by: &'static str,
    pub between: &'static str,
    pub units: [(&'static str, &'static str); 5],
}

impl Words {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::Es => &super::spanish::ES,
            Lang::En => &super::english::EN,
        }
    }
    /// What became of a charge.
    pub fn status(&self, status: Status) -> &'static str {
        self.status[status as usize]
    }
    /// Whether a condition is met.
    pub fn met(&self, met: Met) -> &'static str {
        self.met[met as usize]
    }
    /// The role of an element.
    pub fn role(&self, role: Role) -> &'static str {
        self.role[role as usize]
    }
    /// A kind of grading.
    pub fn grading(&self, kind: GradingKind) -> &'static str {
        self.grading[kind as usize]
    }
    /// A kind of step.
    pub fn step(&self, kind: StepKind) -> &'static str {
        self.step[kind as usize]
    }
    /// What an exclusion bars.
    pub fn bars(&self, bars: Bars) -> &'static str {
        self.bars[bars as usize]
    }
    /// Why an offence yields.
    pub fn ground(&self, ground: Ground) -> &'static str {
        self.ground[ground as usize]
    }
    /// How two results compare.
    pub fn compare(&self, compare: Compare) -> &'static str {
        self.compare[compare as usize]
    }
    /// A kind of provision.
    pub fn kind(&self, kind: Kind) -> &'static str {
        self.kind[kind as usize]
    }
    /// The template of an operator; its parts, then its fractions, fill it.
    pub fn op(&self, op: Op) -> &'static str {
        self.ops[op as usize]
    }
    /// A part of a penalty, as the subject of a sentence.
    pub fn part(&self, part: Part) -> &'static str {
        self.parts[part as usize]
    }
    /// The word between parts of a penalty.
    pub fn joined(&self, choice: Choice) -> &'static str {
        if choice == Choice::And { self.and } else { self.or }
    }
    /// The unit of a fine, for one or for many.
    pub fn fine_unit(&self, unit: FineUnit, many: bool) -> &'static str {
        self.fine_units[unit as usize][usize::from(many)]
    }
    /// A fraction in words where the law has a word for it.
    pub fn fraction<'a>(&self, fraction: &'a str) -> &'a str {
        word_of(&self.fractions, fraction)
    }
}

/// The word for a code, or the code itself.
pub fn word_of<'a>(table: &[(&'static str, &'static str)], code: &'a str) -> &'a str {
    table.iter().find(|(name, _)| *name == code).map_or(code, |(_, word)| *word)
}

/// A template with each `{}` replaced in order.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::new();
    let mut values = values.iter();
    for (at, part) in template.split("{}").enumerate() {
        if at > 0 {
            out.push_str(values.next().unwrap_or(&""));
        }
        out.push_str(part);
    }
    out
}
