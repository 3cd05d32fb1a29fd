//! Offences and the penalties that stand apart from them.

use super::Checker;
use super::conditions::{Holder, Scope, Stage};
use super::names::{Refers, Words, duplicate};
use super::place::text_of;
use super::versions::{entry_on, letter_on};
use crate::exact::{ProvisionId, Text};
use crate::model::{
    Cond, Consummation, Element, Form, Known, Letter, Offence, PenaltyLine, PenaltyRule, ProsecutionMode, Reach, Role,
    Selection, VictimsMode,
};
use crate::packed::Str;
use crate::syntax::tree::{self, At, Line, LineKind, Value};
use std::collections::{BTreeSet, HashMap};

/// The role of a line, and the word that names it.
pub(crate) fn role_of(line: LineKind) -> Option<(Role, &'static str)> {
    Some(match line {
        LineKind::Agent => (Role::Agent, "agent"),
        LineKind::Victim => (Role::Victim, "victim"),
        LineKind::Conduct => (Role::Conduct, "conduct"),
        LineKind::Means => (Role::Means, "means"),
        LineKind::Object => (Role::Object, "object"),
        LineKind::Result => (Role::Result, "result"),
        LineKind::Purpose => (Role::Purpose, "purpose"),
        LineKind::Knowing => (Role::Knowing, "knowing"),
        LineKind::Circumstance => (Role::Circumstance, "circumstance"),
        LineKind::Except => (Role::Exception, "except"),
        _ => return None,
    })
}

/// What a letter list is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reaching {
    /// Elements: `personal` and `objective` say nothing.
    Element,
    /// Aggravations and attenuations: every letter says whom it reaches (CPF 54).
    Qualifier,
}

impl Checker<'_> {
    /// An offence in one of its versions.
    pub(crate) fn offence(&mut self, scope: &Scope, id: &ProvisionId) -> Offence {
        let place = scope.place;
        let day = scope.day;
        let (elements, exceptions) = self.elements(scope, id);
        let words =
            |kind: LineKind| match place.line(kind).and_then(|line| entry_on(line, day)).map(|entry| &entry.value) {
                Some(Value::Words(words)) => words.iter().map(|w| w.value.as_str()).collect::<Vec<_>>().join(" "),
                _ => String::new(),
            };
        let prosecution = match words(LineKind::Prosecuted).as_str() {
            "on complaint" => ProsecutionMode::Complaint,
            _ => ProsecutionMode::ExOfficio,
        };
        let victims = match words(LineKind::Victims).as_str() {
            "many are one offence" => VictimsMode::OneOffence,
            "each is an offence" => VictimsMode::Each,
            _ => VictimsMode::None,
        };
        let consummation = place.lines(LineKind::Consummated).filter_map(|line| {
            let how = match &entry_on(line, day)?.value {
                Value::Words(words) if words.iter().any(|w| w.value == "permanent") => Consummation::Permanent,
                _ => Consummation::Instant,
            };
            Some((line.letters.iter().map(|l| l.value.clone()).collect(), how))
        });
        let protects =
            match place.line(LineKind::Protects).and_then(|line| entry_on(line, day)).map(|entry| &entry.value) {
                Some(Value::Words(names)) => self.names.known_words(self.report, place, names, Words::Interests),
                _ => Vec::new(),
            };
        let yields_to = self.line_selection(scope, LineKind::YieldsTo, Refers::Rule).unwrap_or_default();
        let has = |kind: LineKind| place.line(kind).is_some_and(|line| entry_on(line, day).is_some());
        Offence {
            elements,
            exceptions,
            consummation: consummation.collect(),
            penalties: self.penalty_lines(scope),
            consequences: self.consequences(scope),
            prosecution,
            victims,
            protects,
            defined_in: self.names.ids_of(self.report, place, LineKind::DefinedIn, day).into_iter().next(),
            consent_irrelevant: has(LineKind::Consent),
            without_prejudice: has(LineKind::WithoutPrejudice),
            with_any_other: has(LineKind::WithAnyOther),
            yields_to,
            succeeds: self.names.ids_of(self.report, place, LineKind::Succeeds, day),
            succeeded_by: self.names.ids_of(self.report, place, LineKind::SucceededBy, day),
            is_new: has(LineKind::New),
        }
    }

    /// The selection of a line on the day; a gap counts as what it can be at most.
    pub(crate) fn line_selection(&self, scope: &Scope, kind: LineKind, refers: Refers) -> Option<Selection> {
        match self.line_known(scope, kind, refers)? {
            Known::Text(selection) => Some(selection),
            Known::Gap { at_most, .. } => at_most,
        }
    }

    /// The selection of a line on the day, or its gap.
    pub(crate) fn line_known(&self, scope: &Scope, kind: LineKind, refers: Refers) -> Option<Known<Selection>> {
        let entry = scope.place.line(kind).and_then(|line| entry_on(line, scope.day))?;
        self.known_selection(scope.place, &entry.value, refers)
    }

    fn elements(&mut self, scope: &Scope, id: &ProvisionId) -> (Vec<Element>, Vec<Element>) {
        let place = scope.place;
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        let mut letters: BTreeSet<&str> = BTreeSet::new();
        let (mut elements, mut exceptions) = (Vec::new(), Vec::new());
        for line in &place.item.lines {
            let Some((role, word)) = role_of(line.kind) else { continue };
            let count = counts.entry(word).or_default();
            *count += 1;
            let element = if *count == 1 { word.to_owned() } else { format!("{word}_{count}") };
            for entry in &line.entries {
                if let Value::Exception { name, .. } = &entry.value
                    && !names.insert(&name.value)
                {
                    duplicate(self.report, place.spot(name.span), &name.value);
                }
            }
            self.letters_once(scope, line, &mut letters);
            let Some(entry) = entry_on(line, scope.day) else { continue };
            let held = scope.held(Holder { id: id.text(), role: word });
            let mut found = Element {
                id: element.into(),
                role,
                by: id.clone(),
                text: Text::default(),
                waived: None,
                form: Form::OneOf(Vec::new()),
            };
            match &entry.value {
                Value::Condition(expr, reach) => {
                    if let Some(reach) = reach {
                        let help = "only aggravations and attenuations say whom a circumstance reaches";
                        let message = format!("`{}` says nothing of an element", reach.value);
                        self.report.error(place.spot(reach.span), "line.value", message, help);
                    }
                    found.form = Form::Plain(self.condition(&held, expr));
                }
                Value::Lettered { waived, letters } => {
                    found.waived = waived.as_ref().map(|expr| self.condition(&held, expr));
                    found.form = match letters.as_slice() {
                        [only] if only.name.value.is_empty() => Form::Plain(
                            letter_on(only, scope.day)
                                .map_or_else(super::conditions::broken, |e| self.condition(&held, e)),
                        ),
                        _ => Form::OneOf(self.letters(&held, letters, Reaching::Element)),
                    };
                }
                Value::Exception { name, by, condition } => {
                    found.id.clone_from(&name.value);
                    if let Some(by) = by.as_ref().and_then(|by| self.names.id(self.report, place, by, Refers::Rule)) {
                        found.by = by;
                    }
                    found.form = Form::Plain(self.condition(&held, condition));
                }
                Value::Gap(note, bound) => {
                    let bound = match bound.as_deref() {
                        Some(Value::Condition(expr, _)) => Some(self.condition(&held, expr)),
                        _ => None,
                    };
                    found.form = Form::Gap(text_of(note), bound);
                }
                _ => continue,
            }
            found.text = self.words(|words| words.form(&found.form));
            if role == Role::Exception { exceptions.push(found) } else { elements.push(found) }
        }
        (elements, exceptions)
    }

    /// Letters of one provision have one name each.
    fn letters_once<'l>(&self, scope: &Scope, line: &'l Line, known: &mut BTreeSet<&'l str>) {
        let mut here: BTreeSet<&str> = BTreeSet::new();
        for entry in &line.entries {
            let mut once = BTreeSet::new();
            for letter in super::walk::letters(entry).iter().filter(|letter| !letter.name.value.is_empty()) {
                let name = letter.name.value.as_str();
                if known.contains(name) || !once.insert(name) {
                    duplicate(self.report, scope.place.spot(letter.name.span), name);
                }
                here.insert(name);
            }
        }
        known.extend(here);
    }

    /// Letters that exist on the day.
    pub(crate) fn letters(&mut self, scope: &Scope, letters: &[tree::Letter], reaching: Reaching) -> Vec<Letter> {
        let mut all = Vec::new();
        for letter in letters {
            let Some(expr) = letter_on(letter, scope.day) else { continue };
            let held = scope.held(scope.holder.letter(&letter.name.value));
            let condition = self.condition(&held, expr);
            let label = match &letter.label {
                Some(label) => text_of(label),
                None => self.words(|words| words.condition(&condition)),
            };
            let except_for = match &letter.except_for {
                Some(selection) => self.selection(scope.place, selection, Refers::Rule),
                None => Selection::default(),
            };
            let reach = self.reach(scope, letter.reach.as_ref(), &letter.name, &condition, reaching);
            all.push(Letter { name: letter.name.value.clone(), label, reach, except_for, condition });
        }
        all
    }

    /// Whom a circumstance reaches, as it is tagged.
    pub(crate) fn reach(
        &self,
        scope: &Scope,
        tag: Option<&At<Str>>,
        name: &At<Str>,
        condition: &Cond,
        reaching: Reaching,
    ) -> Option<Reach> {
        let place = scope.place;
        let Some(tag) = tag else {
            if reaching == Reaching::Qualifier {
                let message = if name.value.is_empty() {
                    "this circumstance is neither `personal` nor `objective`".to_owned()
                } else {
                    format!("letter `{}` is neither `personal` nor `objective`", name.value)
                };
                let help = "a quality or relation of the accused is `personal`, a circumstance of the act `objective` (CPF 54)";
                self.report.error(place.spot(name.span), "reach.missing", message, help);
            }
            return None;
        };
        let personal = tag.value == "personal";
        if reaching == Reaching::Qualifier && !personal && self.rests_on_accused(condition) {
            let message = "`objective` is said of a quality or relation of the accused";
            let help = "what rests on `accused` or `relation` holds only for the person in whom it is met: `personal` (CPF 54)";
            self.report.warning(place.spot(tag.span), "reach.doubtful", message, help);
        }
        Some(if personal { Reach::Personal } else { Reach::Objective })
    }

    fn rests_on_accused(&self, condition: &Cond) -> bool {
        let mut rests = false;
        let mut other = false;
        condition.atoms(&self.model.terms, &mut |at| {
            let fact = &self.model.fact_at(self.model.atom_at(at).fact);
            if matches!(fact.subject.as_str(), "accused" | "relation") { rests = true } else { other = true }
        });
        rests && !other
    }

    fn penalty_lines(&mut self, scope: &Scope) -> Vec<PenaltyLine> {
        let scope = scope.at(Stage::Penalties).held(Holder { id: scope.holder.id.clone(), role: "penalty" });
        let place = scope.place;
        let mut all = Vec::new();
        for line in place.lines(LineKind::Penalty) {
            let under = line.under.as_ref().and_then(|(reading, value)| {
                self.names
                    .reading(self.report, place, reading, value)
                    .then(|| (reading.value.clone(), value.value.clone()))
            });
            if line.under.is_some() && under.is_none() {
                continue;
            }
            let Some(entry) = entry_on(line, scope.day) else { continue };
            let Some(penalty) = self.known_penalty(&scope, &entry.value) else { continue };
            all.push(PenaltyLine { letters: line.letters.iter().map(|l| l.value.clone()).collect(), under, penalty });
        }
        all
    }

    /// A penalty apart from its offence, in one of its versions.
    pub(crate) fn penalty_rule(&mut self, scope: &Scope) -> Option<PenaltyRule> {
        let scope = scope.at(Stage::Penalties);
        let line = scope.place.line(LineKind::Penalty)?;
        let entry = entry_on(line, scope.day)?;
        let held = scope.held(Holder { id: scope.holder.id.clone(), role: "penalty" });
        let penalty = self.known_penalty(&held, &entry.value)?;
        let punishes = self.line_known(&scope, LineKind::Punishes, Refers::Rule)?;
        Some(PenaltyRule {
            punishes,
            instead_of: self.line_selection(&scope, LineKind::InsteadOf, Refers::Rule).unwrap_or_default(),
            besides: self.line_selection(&scope, LineKind::Besides, Refers::Rule).unwrap_or_default(),
            when: self.line_condition(&scope, LineKind::When, "when"),
            penalty,
            consequences: self.consequences(&scope),
        })
    }

    /// The plain condition of a line on the day; letters become a disjunction.
    pub(crate) fn line_condition(&mut self, scope: &Scope, kind: LineKind, role: &'static str) -> Option<Cond> {
        let entry = scope.place.line(kind).and_then(|line| entry_on(line, scope.day))?;
        let held = scope.held(Holder { id: scope.holder.id.clone(), role });
        match &entry.value {
            Value::Condition(expr, _) => Some(self.condition(&held, expr)),
            Value::Lettered { letters, .. } => {
                let letters = self.letters(&held, letters, Reaching::Element);
                Some(Cond::new(crate::model::CondKind::Any(letters.into_iter().map(|l| l.condition).collect())))
            }
            _ => None,
        }
    }
}
