//! A third evaluator: conditions and the status of offences straight from the model, without circuit, index or stages.
//!
//! It is written from contract §2 and docs/language.md, slowly and plainly, and shares with the engine only the data.

use tipicidad::exact::{Date, ProvisionId};
use tipicidad::facts::{Case, Count, FactValue, Truth, View};
use tipicidad::model::{
    Atom, Bars, Body, ChargeTest, Cond, CondKind, Element, Fact, FactType, Form, Holds, Kind, Known, Model, Offence,
    Quantifier, Selection, Test, Version,
};

/// What the naive evaluator walks: a model, a case, one of its counts, a date of law.
pub struct Naive<'a> {
    /// The model.
    pub model: &'a Model,
    /// The case, for its readings.
    pub case: &'a Case,
    /// The count.
    pub count: &'a Count,
    /// The day whose law governs.
    pub day: Date,
}

fn all(of: impl Iterator<Item = Truth>) -> Truth {
    let of: Vec<Truth> = of.collect();
    if of.contains(&Truth::False) {
        Truth::False
    } else if of.contains(&Truth::Unknown) {
        Truth::Unknown
    } else {
        Truth::True
    }
}

fn any(of: impl Iterator<Item = Truth>) -> Truth {
    let of: Vec<Truth> = of.collect();
    if of.contains(&Truth::True) {
        Truth::True
    } else if of.contains(&Truth::Unknown) {
        Truth::Unknown
    } else {
        Truth::False
    }
}

fn not(of: Truth) -> Truth {
    match of {
        Truth::True => Truth::False,
        Truth::False => Truth::True,
        Truth::Unknown => Truth::Unknown,
    }
}

/// True for all of a range of numbers, for none, or for some.
fn over_range(low: i128, high: i128, test: impl Fn(i128) -> bool) -> Truth {
    match (test(low), test(high)) {
        (true, true) => Truth::True,
        (false, false) => Truth::False,
        _ => Truth::Unknown,
    }
}

fn yes(holds: Holds) -> Truth {
    match holds {
        Holds::Yes => Truth::True,
        Holds::No => Truth::False,
        Holds::Unknown => Truth::Unknown,
    }
}

impl Naive<'_> {
    /// An atom in a view.
    pub fn atom(&self, atom: &Atom, view: &View) -> Truth {
        let fact = &self.model.facts[atom.fact.usize()];
        let value = &view[atom.fact.usize()].value;
        match &atom.test {
            Test::True => match value {
                FactValue::Flag(true) => Truth::True,
                FactValue::Flag(false) => Truth::False,
                _ => Truth::Unknown,
            },
            Test::Under(n) => self.number(fact, value, |x| x < i128::from(*n)),
            Test::AtMost(n) => self.number(fact, value, |x| x <= i128::from(*n)),
            Test::Over(n) => self.number(fact, value, |x| x > i128::from(*n)),
            Test::AtLeast(n) => self.number(fact, value, |x| x >= i128::from(*n)),
            Test::Before(day) => self.days(value, |x| x < i128::from(day.to_days())),
            Test::OnOrBefore(day) => self.days(value, |x| x <= i128::from(day.to_days())),
            Test::Is(member) => match value {
                FactValue::OneOf(open) => {
                    let open: Vec<usize> = open.iter().collect();
                    if open == [usize::from(*member)] {
                        Truth::True
                    } else if open.contains(&usize::from(*member)) {
                        Truth::Unknown
                    } else {
                        Truth::False
                    }
                }
                _ if fact.values.len() == 1 => Truth::True,
                _ => Truth::Unknown,
            },
            Test::Has(member) => match value {
                FactValue::AnyOf { yes, no } => match (yes.has(usize::from(*member)), no.has(usize::from(*member))) {
                    (true, _) => Truth::True,
                    (false, true) => Truth::False,
                    (false, false) => Truth::Unknown,
                },
                _ => Truth::Unknown,
            },
            Test::AnyOffence => self.some_offence(value, &|_| Truth::True),
            Test::InGroup(group, version) => self.some_offence(value, &|id| {
                let version = &self.model.provisions[*group as usize].versions[*version as usize];
                match ProvisionId::parse(id) {
                    Some(id) => yes(self.group_version(&version.body, &id, version.since, 1)),
                    None => Truth::Unknown,
                }
            }),
        }
    }

    fn number(&self, fact: &Fact, value: &FactValue, test: impl Fn(i128) -> bool) -> Truth {
        match (value, &fact.kind) {
            (FactValue::Number(low, high), _) => over_range(i128::from(*low), i128::from(*high), test),
            (FactValue::Unknown, FactType::Number { min, max, .. }) => {
                over_range(i128::from(*min), i128::from(*max), test)
            }
            (FactValue::Unknown, FactType::Money) => over_range(0, i128::from(i64::MAX), test),
            _ => Truth::Unknown,
        }
    }

    fn days(&self, value: &FactValue, test: impl Fn(i128) -> bool) -> Truth {
        let (low, high) = match value {
            FactValue::Date(low, high) => (*low, *high),
            _ => (Date::MIN, Date::MAX),
        };
        over_range(i128::from(low.to_days()), i128::from(high.to_days()), test)
    }

    fn some_offence(&self, value: &FactValue, test: &dyn Fn(&str) -> Truth) -> Truth {
        let FactValue::Offences(ids, complete) = value else { return Truth::Unknown };
        let open = if *complete { None } else { Some(Truth::Unknown) };
        any(ids.iter().map(|id| test(id)).chain(open))
    }

    /// A condition in one view; tests of the charge are answered for `charge`, and are unknown without one.
    pub fn condition(&self, condition: &Cond, view: usize, charge: Option<&ProvisionId>) -> Truth {
        let here = |c: &Cond| self.condition(c, view, charge);
        let atom = |at: &tipicidad::model::AtomIx| self.atom(&self.model.atoms[at.usize()], &self.count.views[view]);
        match &condition.kind {
            CondKind::Atom(at) => atom(at),
            CondKind::Members { quantifier: Quantifier::Any, atoms, .. } => any(atoms.iter().map(atom)),
            CondKind::Members { quantifier: Quantifier::All, atoms, .. } => all(atoms.iter().map(atom)),
            CondKind::Members { quantifier: Quantifier::None, atoms, .. } => not(any(atoms.iter().map(atom))),
            CondKind::Term(at) => self.term(at.usize(), view, charge),
            CondKind::All(of) => all(of.iter().map(here)),
            CondKind::Any(of) => any(of.iter().map(here)),
            CondKind::Not(of) => not(here(of)),
            CondKind::Victims { every, of } => {
                let each = (0..self.count.views.len()).map(|view| self.condition(of, view, charge));
                if *every { all(each) } else { any(each) }
            }
            CondKind::Charge(test) => charge.map_or(Truth::Unknown, |charge| self.charge(test, charge)),
        }
    }

    /// A term as presumptions leave it.
    fn term(&self, term: usize, view: usize, charge: Option<&ProvisionId>) -> Truth {
        let mut truth = self.condition(&self.model.terms[term].condition, view, charge);
        for provision in &self.model.provisions {
            for version in provision.versions.iter().filter(|v| v.holds_on(self.day)) {
                if let Body::Presumption(rule) = &version.body
                    && rule.term.usize() == term
                    && self.condition(&rule.when, view, charge) == Truth::True
                    && (rule.conclusive || truth == Truth::Unknown)
                {
                    truth = Truth::True;
                }
            }
        }
        truth
    }

    fn charge(&self, test: &ChargeTest, charge: &ProvisionId) -> Truth {
        match test {
            ChargeTest::InGroup(group) => yes(self.group(*group, charge, self.day, 0)),
            ChargeTest::Is(ids) => ids.iter().any(|id| id.covers(charge)).into(),
            // Qualifiers, other charges and the penalty are known only after elements and exclusions, where this ends.
            ChargeTest::QualifiedBy(_) | ChargeTest::Charged(_) => Truth::Unknown,
            ChargeTest::Has(_) | ChargeTest::Only(_) => Truth::Unknown,
            ChargeTest::OnComplaint | ChargeTest::Permanent | ChargeTest::Beyond(_) => Truth::Unknown,
        }
    }

    /// A condition over the count: met if it is met for some victim.
    pub fn over_count(&self, condition: &Cond, charge: &ProvisionId) -> Truth {
        any((0..self.count.views.len()).map(|view| self.condition(condition, view, Some(charge))))
    }

    fn group(&self, group: u32, id: &ProvisionId, day: Date, depth: usize) -> Holds {
        let mut versions = self.model.provisions[group as usize].versions.iter();
        match versions.find(|v| v.holds_on(day)) {
            Some(version) => self.group_version(&version.body, id, day, depth),
            None => Holds::No,
        }
    }

    fn group_version(&self, body: &Body, id: &ProvisionId, day: Date, depth: usize) -> Holds {
        let Body::Group(group) = body else { return Holds::No };
        assert!(depth < 20, "groups that name each other");
        let chosen = |name: &str| self.case.readings.iter().rev().find(|(own, _)| own == name).map(|(_, v)| v.as_str());
        let members = group.members.under.iter().find(|(reading, value, _)| chosen(reading) == Some(value));
        let members = members.map_or(&group.members.plain, |(_, _, members)| members);
        let excluded = self.selected(&group.excluding, id, day, depth);
        match (self.known(members, id, day, depth), excluded) {
            (Holds::No, _) | (_, Holds::Yes) => Holds::No,
            (Holds::Yes, Holds::No) => Holds::Yes,
            _ => Holds::Unknown,
        }
    }

    fn known(&self, known: &Known<Selection>, id: &ProvisionId, day: Date, depth: usize) -> Holds {
        match known {
            Known::Text(selection) => self.selected(selection, id, day, depth),
            Known::Gap { at_most: None, .. } => Holds::Unknown,
            Known::Gap { at_most: Some(bound), .. } => match self.selected(bound, id, day, depth) {
                Holds::No => Holds::No,
                _ => Holds::Unknown,
            },
        }
    }

    fn selected(&self, selection: &Selection, id: &ProvisionId, day: Date, depth: usize) -> Holds {
        let headings = || {
            let own = self.model.provisions.iter().filter(|p| p.provision_id().is_some_and(|p| p.covers(id)));
            own.max_by_key(|p| p.id.len()).map(|p| &p.headings)
        };
        selection.holds(id, &headings, &|group| self.group(group, id, day, depth + 1))
    }

    /// An element: met, unmet or unknown; waived counts as met.
    pub fn element(&self, element: &Element, charge: &ProvisionId) -> Truth {
        let own = match &element.form {
            Form::Plain(condition) => self.over_count(condition, charge),
            Form::OneOf(letters) => any(letters.iter().map(|l| self.over_count(&l.condition, charge))),
            Form::Gap(_, bound) => {
                let bound = bound.iter().map(|c| self.over_count(c, charge));
                all(bound.chain([Truth::Unknown]))
            }
        };
        let waived = element.waived.as_ref().map(|when| self.over_count(when, charge));
        any(waived.into_iter().chain([own]))
    }

    /// Whether every element is met and no exception is.
    pub fn made_out(&self, offence: &Offence, id: &ProvisionId) -> Truth {
        let elements = offence.elements.iter().map(|e| self.element(e, id));
        all(elements.chain(offence.exceptions.iter().map(|e| not(self.element(e, id)))))
    }

    /// The texts of the day; of a rule whose texts begin later, though an older one was there, the first: false.
    fn texts(&self) -> impl Iterator<Item = (&Version, bool)> {
        self.model.provisions.iter().flat_map(|provision| {
            let on_the_day = provision.versions.iter().filter(|v| v.holds_on(self.day)).map(|v| (v, true));
            let older = provision.versions.first().filter(|v| v.open_start && self.day < v.since);
            on_the_day.chain(older.map(|v| (v, false)))
        })
    }

    /// The truth of "some exclusion reaches the charge and is met".
    pub fn excluded(&self, offence: &Offence, charge: &ProvisionId) -> Truth {
        let mut found = Vec::new();
        for (version, known) in self.texts() {
            let Body::Exclusion(rule) = &version.body else { continue };
            if rule.bars == Bars::Aggravation {
                continue;
            }
            let reached = yes(self.known(&rule.applies_to, charge, self.day, 0));
            for letter in &rule.letters {
                if offence.consent_irrelevant && self.names(&letter.condition, "consent") {
                    continue;
                }
                if self.selected(&letter.except_for, charge, self.day, 0) != Holds::Yes {
                    let met = self.over_count(&letter.condition, charge);
                    found.push(all([reached, met, if known { Truth::True } else { Truth::Unknown }].into_iter()));
                }
            }
        }
        any(found.into_iter())
    }

    /// Whether a condition rests on the term of this name.
    pub fn names(&self, condition: &Cond, name: &str) -> bool {
        match &condition.kind {
            CondKind::Term(at) => {
                let term = &self.model.terms[at.usize()];
                term.name == name || self.names(&term.condition, name)
            }
            _ => condition.children().iter().any(|child| self.names(child, name)),
        }
    }

    /// The truth of "some grading says that the offence has no such form" (CPF 60, 66).
    pub fn formless(&self, charge: &ProvisionId) -> Truth {
        let mut found = Vec::new();
        let listed = |rule: &tipicidad::model::Grading| {
            rule.only_for.as_ref().is_none_or(|only| self.selected(only, charge, self.day, 0) == Holds::Yes)
        };
        for (version, known) in self.texts() {
            let Body::Grading(rule) = &version.body else { continue };
            let Some(when) = &rule.when else { continue };
            let met = all(
                [yes(self.known(&rule.applies_to, charge, self.day, 0)), self.over_count(when, charge)].into_iter()
            );
            if met == Truth::False {
                continue;
            }
            let mut excludes = !listed(rule) && rule.otherwise_excluded;
            // The rows that are open: up to the first that is met.
            let mut open = Vec::new();
            for row in &rule.rows.plain {
                let truth = row.when.as_ref().map_or(Truth::True, |when| self.over_count(when, charge));
                if truth != Truth::False {
                    open.push(row);
                }
                if truth == Truth::True {
                    break;
                }
            }
            if let [row] = open.as_slice()
                && let Some(id) = &row.as_negligence
            {
                let followed = self.model.provision(id.as_str(), Kind::Negligence).and_then(|p| p.version_on(self.day));
                if let Some(Body::Grading(rule)) = followed.map(|v| &v.body) {
                    excludes |= !listed(rule);
                }
            }
            if excludes {
                found.push(if known { met } else { Truth::Unknown });
            }
        }
        any(found.into_iter())
    }

    /// The status word of an offence before conflicts: elements, exceptions, exclusions.
    pub fn status(&self, offence: &Offence, own: &ProvisionId) -> &'static str {
        let made_out = self.made_out(offence, own);
        if made_out == Truth::False {
            return "not_made_out";
        }
        let charge = self.charged(offence, own);
        match (made_out, self.excluded(offence, own), self.formless(&charge)) {
            (Truth::True, Truth::True, _) => "excluded",
            (Truth::True, Truth::False, Truth::True) => "excluded",
            (Truth::True, Truth::False, Truth::False) => "applies",
            _ => "undetermined",
        }
    }

    /// The offence with one met letter: which of several does not matter to any selection of whole articles.
    fn charged(&self, offence: &Offence, own: &ProvisionId) -> ProvisionId {
        let letters = offence.elements.iter().filter_map(|e| match &e.form {
            Form::OneOf(letters) => Some(letters),
            _ => None,
        });
        let mut met = letters.flatten().filter(|l| self.over_count(&l.condition, own) == Truth::True);
        met.next().map_or_else(|| own.clone(), |l| own.letter(&l.name))
    }
}
