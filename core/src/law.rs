//! The law, compiled and ready: what a program holds on to.

use crate::compile::{self, Circuit};
use crate::error::Error;
use crate::eval::{self, Compiled, Context, Frame, Index, Keep, Program};
use crate::exact::{Date, Ratio};
use crate::facts::{Case, CaseReader, FactValue, Names, Truth};
#[cfg(feature = "tables")]
use crate::facts::{Column, Decoded, Json, RowOptions, Slot};
use crate::inquiry::{Ask, Why, ask, why};
#[cfg(any(feature = "quiz", feature = "tables"))]
use crate::model::Kind;
#[cfg(feature = "tables")]
use crate::model::{AtomIx, FactIx};
use crate::model::{Model, Wire};
use crate::packed::Deferred;
#[cfg(any(feature = "language", feature = "quiz"))]
use crate::packed::Str;
#[cfg(feature = "tables")]
use crate::sliced::Matcher;
use crate::verdict::{Matched, Verdict};
use std::sync::OnceLock;

/// A year from which a term may reach the end of the calendar: a term is at most some centuries long.
const FAR_AHEAD: i16 = 5000;
/// The days of a term that no life lasts: it too may reach the end of the calendar.
const LONG_DAYS: i128 = 360 * 1000;

/// Whether a term from a day may reach the end of the calendar.
pub(crate) fn far(day: Date) -> bool {
    day.year() >= FAR_AHEAD
}

/// A compiled law. Immutable, `Send + Sync`; make one and share it.
#[derive(Debug)]
pub struct Law {
    model: Model,
    circuit: Deferred<Circuit>,
    // Made when they are first asked for.
    program: OnceLock<Program>,
    index: OnceLock<Index>,
    names: OnceLock<Names>,
}

impl Law {
    /// Compiles a checked model.
    pub fn from_model(mut model: Model) -> Law {
        let circuit = compile::compile(&mut model);
        Law::ready((model, circuit.into()))
    }
    /// Loads a compiled pack from anywhere, without parsing: all of it is read and checked.
    ///
    /// # Errors
    /// When the bytes are not a pack, of another format, damaged or inconsistent.
    pub fn from_pack(bytes: &[u8]) -> Result<Law, Error> {
        compile::read_pack(bytes).map(Law::ready)
    }
    /// Loads a pack that lies in the program, in place: what a case does not ask for is never read.
    ///
    /// Only for bytes that a build script made with [`Law::to_pack`] of this version and read once with [`Law::from_pack`]:
    /// they are not checked again, and a part that cannot be read counts as empty.
    ///
    /// # Errors
    /// When the bytes are not a pack, of another format or cut short.
    pub fn from_embedded(bytes: &'static [u8]) -> Result<Law, Error> {
        compile::read_embedded(bytes).map(Law::ready)
    }
    fn ready((model, circuit): (Model, Deferred<Circuit>)) -> Law {
        let (program, index, names) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Law { model, circuit, program, index, names }
    }
    /// The bytes of the compiled pack.
    ///
    /// # Errors
    /// When the law cannot be serialised.
    pub fn to_pack(&self) -> Result<Vec<u8>, Error> {
        compile::write_pack(&self.model, &self.circuit)
    }
    /// The checked model.
    pub fn model(&self) -> &Model {
        &self.model
    }
    /// The compiled circuit.
    pub fn circuit(&self) -> &Circuit {
        &self.circuit
    }
    /// Reads a case, nested or flat (contract §3–4).
    ///
    /// # Errors
    /// The first thing that is wrong with it, with its path.
    pub fn read_case(&self, bytes: &[u8], options: &crate::facts::CaseOptions) -> Result<Case, Error> {
        self.within_the_calendar(self.reader().read_text(bytes, options)?)
    }
    /// Reads a case from JSON already read.
    #[cfg(feature = "tables")]
    pub(crate) fn read_case_json(&self, json: &Json, options: &crate::facts::CaseOptions) -> Result<Case, Error> {
        self.within_the_calendar(self.reader().read(json, options)?)
    }
    /// Reads a row of a table, judged alone; its columns are resolved already.
    #[cfg(feature = "tables")]
    pub(crate) fn read_cells<'j>(
        &self,
        cells: impl Iterator<Item = (Column, &'j str, &'j Json)>,
        options: &RowOptions,
    ) -> Result<Case, Error> {
        self.within_the_calendar(self.reader().read_cells(cells, options)?)
    }
    /// The same with facts that are decoded already; `absent` is [`Law::absent`] of the options.
    #[cfg(feature = "tables")]
    pub(crate) fn read_decoded<'j>(
        &self,
        cells: impl Iterator<Item = (Column, &'j str, &'j Json)>,
        facts: impl Iterator<Item = (FactIx, Decoded)>,
        options: &RowOptions,
        absent: &[Slot],
    ) -> Result<Case, Error> {
        self.within_the_calendar(self.reader().read_decoded(cells, facts, options, absent)?)
    }
    /// How every fact stands that a row does not give.
    #[cfg(feature = "tables")]
    pub(crate) fn absent(&self, options: &RowOptions) -> Vec<Slot> {
        self.reader().absent(options)
    }
    /// Judges a case in which no other offence than these, by provision, can be made out.
    #[cfg(feature = "tables")]
    pub(crate) fn evaluate_among(&self, case: &Case, offences: &[usize]) -> Verdict {
        eval::evaluate_among(&self.context(case), Keep::Standing, offences)
    }
    /// Which of some offences of a lone count stand, each with its provision, when no other bears on them.
    #[cfg(feature = "tables")]
    pub(crate) fn matched_by_offence(&self, case: &Case, offences: &[usize]) -> Vec<(usize, Matched)> {
        eval::matched_by_offence(&self.context(case), offences).into_iter().flatten().collect()
    }
    /// Whether some offences, by provision, are made out by their elements under the law of the act of a lone count.
    #[cfg(feature = "tables")]
    pub(crate) fn made_out(&self, case: &Case, offences: &[usize]) -> Vec<Truth> {
        eval::made_out_each(&self.context(case), offences)
    }
    /// Whether an id belongs to a version of a group, under the readings of a case.
    #[cfg(feature = "tables")]
    pub(crate) fn in_group(&self, case: &Case, (group, version): (u32, u32), id: &str) -> Truth {
        self.context(case).named_in_group(group, version, id)
    }
    /// Whether a charge displaces another on a day, under the readings of a case.
    #[cfg(feature = "tables")]
    pub(crate) fn displaces(&self, case: &Case, over: &str, under: &str, day: Date) -> bool {
        eval::displaces(&self.context(case), over, under, day)
    }
    /// Every offence, by provision.
    #[cfg(any(feature = "quiz", feature = "tables"))]
    pub(crate) fn offences(&self) -> &[usize] {
        self.index().of(Kind::Offence)
    }
    /// Which offences of each count of a case apply, are undetermined, displaced or excluded, and no more: no penalty and no
    /// reasons. Each is named as [`Law::evaluate`] names it, with the letter by which it is charged; by count, in catalogue
    /// order.
    pub fn match_only(&self, case: &Case) -> Vec<Vec<Matched>> {
        eval::matches(&self.context(case))
    }
    /// What tells which offences stand from the planes of atoms, in rows in all of which some atoms say the same.
    #[cfg(feature = "tables")]
    pub(crate) fn matcher(&self, same: impl Fn(AtomIx) -> Option<Truth>) -> Matcher {
        Matcher::new(&self.model, &self.circuit, self.index(), same)
    }
    /// Reads rows of a table that make one case.
    #[cfg(feature = "tables")]
    pub(crate) fn read_joined<'j, R: Iterator<Item = (Column, &'j str, &'j Json)>>(
        &self,
        rows: impl Iterator<Item = R>,
        options: &RowOptions,
    ) -> Result<Case, Error> {
        self.within_the_calendar(self.reader().read_joined(rows, options)?)
    }
    pub(crate) fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(&self.model))
    }
    fn reader(&self) -> CaseReader<'_> {
        CaseReader { model: &self.model, names: self.names() }
    }
    /// Refuses a case with a term of prescription that would pass the last day that can be written.
    fn within_the_calendar(&self, case: Case) -> Result<Case, Error> {
        // Only a day that is far ahead, or a term of centuries, can carry a term that far.
        let carries = |value: &FactValue| match value {
            FactValue::Date(_, last) => far(*last) && *last != Date::MAX,
            FactValue::Events(events) => events.iter().any(|event| far(event.date.1)),
            FactValue::Term(term) => term.days() >= Ratio::from_integer(LONG_DAYS),
            _ => false,
        };
        let mut slots = case.counts.iter().flat_map(|count| count.views.iter().flatten());
        if !far(case.as_of) && !slots.any(|slot| carries(&slot.value)) {
            return Ok(case);
        }
        match self.evaluate(&case).notices.iter().find(|notice| notice.code == "beyond_calendar") {
            Some(notice) => {
                let offence = notice.by.as_deref().unwrap_or_default();
                let message = format!("the term of prescription of `{offence}` would pass the year 9999");
                Err(Error::new("case.beyond_calendar", message).at("as_of"))
            }
            None => Ok(case),
        }
    }
    /// Judges a case: the charges that apply, are undetermined, displaced or excluded (contract §6).
    pub fn evaluate(&self, case: &Case) -> Verdict {
        eval::evaluate(&self.context(case), Keep::Standing)
    }
    /// Judges a case and keeps every offence, also those that are not made out or not in force.
    pub fn judge_all(&self, case: &Case) -> Verdict {
        eval::evaluate(&self.context(case), Keep::All)
    }
    /// Judges a case and keeps the offences that these ids name, in whole or in part, whatever became of them.
    #[cfg(feature = "language")]
    pub(crate) fn judge_some(&self, case: &Case, ids: &[&str]) -> Verdict {
        let context = self.context(case);
        eval::evaluate(&context, Keep::These(&eval::offences_named(&context, ids)))
    }
    /// The offences of a case that one element or exception alone keeps from being made out, in any count: with the day
    /// whose law was asked, and the id of the element.
    #[cfg(any(feature = "language", feature = "quiz"))]
    pub(crate) fn near_misses(&self, case: &Case) -> Vec<(usize, Date, Str)> {
        eval::near_misses(&self.context(case))
    }
    /// Judges a case and keeps these offences, whatever became of them.
    #[cfg(feature = "quiz")]
    pub(crate) fn judge_these(&self, case: &Case, offences: &[usize]) -> Verdict {
        eval::evaluate(&self.context(case), Keep::These(offences))
    }
    /// Why an offence applies or not, and the smallest changes that would make it apply (contract §7).
    ///
    /// # Errors
    /// When no offence has this id.
    pub fn why(&self, case: &Case, id: &str) -> Result<Why, Error> {
        why(self, case, id)
    }
    /// Questions for those who train, made from the examples of the rules by a plan: the same plan gives the same quiz.
    ///
    /// # Errors
    /// When the plan asks for too many items, or names a title, article, element or difficulty that there is not.
    #[cfg(feature = "quiz")]
    pub fn quiz(&self, plan: &crate::quiz::QuizPlan) -> Result<crate::quiz::Quiz, Error> {
        crate::quiz::quiz(self, plan)
    }
    /// The next questions, the most useful first (contract §7).
    pub fn ask(&self, case: &Case) -> Ask {
        ask(self, case)
    }
    /// The truth of every node of the circuit in every view of a count, for tests that compare evaluators.
    #[doc(hidden)]
    pub fn wires_for_tests(&self, case: &Case, count: usize, law_date: Date) -> Vec<Vec<Truth>> {
        let context = self.context(case);
        let wires = Frame::new(&context, &case.counts[count]).wires(law_date);
        let nodes = (0..self.circuit.nodes.len()).map(|at| Wire(u32::try_from(at).unwrap_or(u32::MAX)));
        nodes.map(|at| (0..wires.views()).map(|view| wires.wire(at, view)).collect()).collect()
    }
    pub(crate) fn context<'a>(&'a self, case: &'a Case) -> Context<'a> {
        let program = self.program.get_or_init(|| Program::new(&self.model, &self.circuit));
        let law = Compiled { model: &self.model, circuit: &self.circuit, program };
        Context::new(law, self.index(), case)
    }
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.model))
    }
}
