//! Conditions of the text to conditions of the model.

use super::Checker;
use super::lints::impossible;
use super::names::{Refers, did_you_mean, listed};
use super::number::at_scale;
use super::order::group_of;
use super::place::{Place, text_of};
use super::vocabulary::type_words;
use crate::exact::{Date, Text};
use crate::model::{Atom, AtomIx, ChargeTest, Cond, CondKind, Fact, FactIx, FactType, Quantifier, Test, country_index};
use crate::packed::Str;
use crate::syntax::tree::{self, At, Comparison, Expr, ExprKind, Label, Span};

/// The most atoms of a model.
pub const MAX_ATOMS: usize = 100_000;

/// When a condition is decided: what it may ask of a charge depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Derived facts and presumptions.
    Facts,
    /// Elements and exceptions.
    Elements,
    /// Aggravations, attenuations, substitutions.
    Qualifiers,
    /// Rows and penalty rules: `qualified by` may be asked.
    Penalties,
    /// Grading, exclusions, prosecution, consequences: everything may be asked.
    Later,
    /// Prescription: what the penalty of the charge came to may be asked too.
    Computed,
    /// Jurisdiction: what became of the charge.
    Jurisdiction,
    /// Extradition: jurisdiction too.
    Extradition,
}

/// Who holds a quoted element: the provision, with its letter, and the role.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    /// `CPF:387:IV`; empty where no quoted element may stand.
    pub id: Str,
    /// `conduct`
    pub role: &'static str,
}

impl Holder {
    pub(crate) fn none() -> Holder {
        Holder { id: Str::default(), role: "" }
    }
    pub(crate) fn letter(&self, letter: &str) -> Holder {
        let id = if letter.is_empty() || self.id.is_empty() {
            self.id.clone()
        } else {
            format!("{}:{letter}", self.id).into()
        };
        Holder { id, role: self.role }
    }
}

/// Where a condition stands.
#[derive(Clone, Debug)]
pub(crate) struct Scope<'s> {
    /// The item.
    pub place: &'s Place<'s>,
    /// The first day of the version.
    pub day: Date,
    /// When it is decided.
    pub stage: Stage,
    /// Who holds its quoted elements.
    pub holder: Holder,
    /// A person and the role it plays here.
    pub role: Option<(Str, Str)>,
}

impl Scope<'_> {
    pub(crate) fn at(&self, stage: Stage) -> Self {
        Scope { stage, ..self.clone() }
    }
    pub(crate) fn held(&self, holder: Holder) -> Self {
        Scope { holder, ..self.clone() }
    }
}

/// A condition that stands for one that was reported.
pub(crate) fn broken() -> Cond {
    Cond::new(CondKind::All(Vec::new()))
}

impl Checker<'_> {
    /// The condition of an expression; what is wrong in it is reported, and it stands as always met.
    pub(crate) fn condition(&mut self, scope: &Scope, expr: &Expr) -> Cond {
        match &expr.kind {
            ExprKind::And(of) => {
                let all = self.several(scope, of, CondKind::All);
                impossible::conjunction(self, scope.place.spot(expr.span), &all);
                all
            }
            ExprKind::Or(of) => self.several(scope, of, CondKind::Any),
            ExprKind::Not(of) => Cond::new(CondKind::Not(Box::new(self.condition(scope, of)))),
            ExprKind::Paren(of) => self.condition(scope, of),
            ExprKind::Victims { every, of } => {
                let of = Box::new(self.condition(scope, of));
                Cond::new(CondKind::Victims { every: *every, of })
            }
            ExprKind::Quoted(label) => self.quoted(scope, expr.span, label),
            ExprKind::Name(name) => self.name(scope, name),
            _ => self.test(scope, expr).unwrap_or_else(broken),
        }
    }

    fn several(&mut self, scope: &Scope, of: &[Expr], build: fn(Vec<Cond>) -> CondKind) -> Cond {
        Cond::new(build(of.iter().map(|one| self.condition(scope, one)).collect()))
    }

    fn test(&mut self, scope: &Scope, expr: &Expr) -> Option<Cond> {
        match &expr.kind {
            ExprKind::Members(fact, quantifier, values) => self.members(scope, fact, *quantifier, values),
            ExprKind::Is(fact, not, value) => {
                let is = self.is(scope, fact, value)?;
                Some(if *not { Cond::new(CondKind::Not(Box::new(is))) } else { is })
            }
            ExprKind::Compare(fact, comparison, number, unit) => {
                self.compare(scope, fact, *comparison, number, unit.as_ref(), expr.span)
            }
            ExprKind::AnyOffence(fact) => {
                let at = self.typed(
                    scope,
                    fact,
                    |kind| *kind == FactType::Offences,
                    "only a set of offences is asked for `any`",
                )?;
                Some(self.atom(at, Test::AnyOffence))
            }
            ExprKind::InGroup(fact, group) => self.in_group(scope, fact, group),
            ExprKind::ChargeIs(ids) => {
                self.may_ask(scope, expr.span, Stage::Later)?;
                let ids =
                    ids.iter().filter_map(|id| self.names.id(self.report, scope.place, id, Refers::Rule)).collect();
                Some(Cond::new(CondKind::Charge(ChargeTest::Is(ids))))
            }
            ExprKind::QualifiedBy(id) => {
                self.may_ask(scope, expr.span, Stage::Penalties)?;
                let id = self.names.id(self.report, scope.place, id, Refers::Rule)?;
                Some(Cond::new(CondKind::Charge(ChargeTest::QualifiedBy(id))))
            }
            ExprKind::ChargePenalty { only, kinds } => {
                self.may_ask(scope, expr.span, Stage::Computed)?;
                let mut kinds = self.penalty_kinds(scope, kinds);
                let test = if *only { ChargeTest::Only(kinds) } else { ChargeTest::Has(kinds.pop()?) };
                Some(Cond::new(CondKind::Charge(test)))
            }
            ExprKind::ChargeOnComplaint | ExprKind::ChargePermanent => {
                self.may_ask(scope, expr.span, Stage::Computed)?;
                let permanent = expr.kind == ExprKind::ChargePermanent;
                let test = if permanent { ChargeTest::Permanent } else { ChargeTest::OnComplaint };
                Some(Cond::new(CondKind::Charge(test)))
            }
            ExprKind::Beyond(test) => self.beyond(scope, test, expr.span),
            ExprKind::Charged(id) => {
                self.may_ask(scope, expr.span, Stage::Later)?;
                let id = self.names.id(self.report, scope.place, id, Refers::Rule)?;
                Some(Cond::new(CondKind::Charge(ChargeTest::Charged(id))))
            }
            _ => None,
        }
    }

    pub(crate) fn may_ask(&self, scope: &Scope, span: Span, from: Stage) -> Option<()> {
        if scope.stage >= from {
            return Some(());
        }
        let help = match from {
            Stage::Jurisdiction => "what became of the charge is known in jurisdiction and extradition only",
            Stage::Extradition => "jurisdiction is known in extradition only",
            Stage::Computed => "what the penalty of the charge came to is known in prescription only",
            Stage::Penalties => "`qualified by` is known when penalties are chosen, and later",
            _ => {
                "what other charges there are, and to which group this one belongs, is known in gradings, exclusions and later"
            }
        };
        self.report.error(scope.place.spot(span), "condition.stage", "a charge cannot be asked about here", help);
        None
    }

    /// An atom, interned.
    pub(crate) fn atom(&mut self, fact: FactIx, test: Test) -> Cond {
        Cond::new(CondKind::Atom(self.intern(fact, test)))
    }

    fn intern(&mut self, fact: FactIx, test: Test) -> AtomIx {
        let atom = Atom { fact, test };
        if let Some(at) = self.atoms.get(&atom) {
            return *at;
        }
        let at = AtomIx::new(self.model.atoms.len());
        self.atoms.insert(atom.clone(), at);
        self.model.atoms.push(atom);
        at
    }

    /// The fact of a name, as it is called in an item.
    pub(crate) fn fact_in(&self, scope: &Scope, name: &At<Str>) -> Option<FactIx> {
        if let Some((person, role)) = &scope.role
            && let Some(own) = name.value.strip_prefix(person.as_str()).and_then(|rest| rest.strip_prefix('.'))
        {
            return self.fact_named(scope.place, &At { value: format!("{role}.{own}").into(), span: name.span });
        }
        self.fact_named(scope.place, name)
    }

    /// The fact of a name; reported when there is none.
    pub(crate) fn fact_named(&self, place: &Place, name: &At<Str>) -> Option<FactIx> {
        if let Some(at) = self.fact_quietly(place, &name.value) {
            return Some(at);
        }
        if self.names.broken_facts.contains(&name.value) {
            return None;
        }
        let at = place.spot(name.span);
        if self.names.declared_terms.contains(&name.value) {
            let help = "a term stands alone: it is met or not";
            self.report.error(at, "type.mismatch", format!("`{}` is a term, not a fact", name.value), help);
            return None;
        }
        self.unknown_name(place, name, "fact");
        None
    }

    /// The fact of a name, quoted elements with or without their siglum.
    pub(crate) fn fact_quietly(&self, place: &Place, name: &str) -> Option<FactIx> {
        let facts = &self.names.facts;
        let full = || name.contains('#').then(|| format!("{}:{name}", place.law));
        facts.get(name).or_else(|| facts.get(full()?.as_str())).copied()
    }

    fn unknown_name(&self, place: &Place, name: &At<Str>, what: &str) {
        let at = place.spot(name.span);
        let person = name.value.split_once('.').and_then(|(person, own)| {
            let mut roles =
                self.model.subjects.iter().filter(|s| s.role_of.as_deref() == Some(person)).map(|s| &s.name);
            Some(format!("say whose: `{}.{own}` or `{}.{own}`", roles.next()?, roles.next()?))
        });
        let names = self.names.facts.keys().chain(&self.names.declared_terms).map(Str::as_str);
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        let help = person.or_else(|| did_you_mean(&name.value, names));
        let help = help.unwrap_or_else(|| "declare it in the vocabulary".to_owned());
        self.report.error(at, "name.unknown", format!("no {what} `{}` is declared", name.value), help);
    }

    /// The fact of a name, when it is of a type.
    pub(super) fn typed(
        &self,
        scope: &Scope,
        name: &At<Str>,
        is: impl Fn(&FactType) -> bool,
        help: &str,
    ) -> Option<FactIx> {
        let at = self.fact_in(scope, name)?;
        let kind = &self.model.fact_at(at).kind;
        if is(kind) {
            return Some(at);
        }
        self.mismatch(scope, name, kind, help.to_owned());
        None
    }

    fn mismatch(&self, scope: &Scope, name: &At<Str>, kind: &FactType, help: String) {
        let message = format!("`{}` is {}", name.value, type_words(kind));
        self.report.error(scope.place.spot(name.span), "type.mismatch", message, help);
    }

    /// A flag or a term.
    fn name(&mut self, scope: &Scope, name: &At<Str>) -> Cond {
        if let Some(term) = self.names.terms.get(&name.value).copied() {
            let needs = self.term_stage.get(term.usize()).copied().unwrap_or(Stage::Facts);
            if needs > scope.stage {
                let message = format!("the term `{}` asks about the charge, which is not known here", name.value);
                let help = "terms that ask about a charge may stand in gradings, exclusions and later";
                self.report.error(scope.place.spot(name.span), "condition.stage", message, help);
            }
            return Cond::new(CondKind::Term(term));
        }
        if self.names.declared_terms.contains(&name.value) || self.names.broken_facts.contains(&name.value) {
            return broken();
        }
        let named = scope.role.as_ref().and_then(|(person, _)| name.value.strip_prefix(person.as_str())).is_some();
        if !named && self.fact_quietly(scope.place, &name.value).is_none() {
            self.unknown_name(scope.place, name, "flag or term");
            return broken();
        }
        let Some(at) = self.fact_in(scope, name) else { return broken() };
        let fact = self.model.fact_at(at);
        if fact.kind == FactType::Flag {
            return self.atom(at, Test::True);
        }
        let value = fact.values.first().map_or("VALUE", |value| value.name.as_str());
        let help = match fact.kind {
            FactType::AnyOf | FactType::Countries => format!("say what it holds: `{} has {value}`", name.value),
            FactType::OneOf | FactType::Country => format!("say which it is: `{} is {value}`", name.value),
            FactType::Number { .. } | FactType::Money | FactType::Date => {
                format!("compare it: `{} at least …`", name.value)
            }
            FactType::Offences => format!("say which: `{} any`, or `in group …`", name.value),
            _ => "it cannot be tested".to_owned(),
        };
        self.mismatch(scope, name, &self.model.fact_at(at).kind, help);
        broken()
    }

    fn quoted(&mut self, scope: &Scope, span: Span, label: &Label) -> Cond {
        if scope.holder.id.is_empty() {
            let help = "declare a fact in the vocabulary, and name it here";
            let message = "a quoted element belongs to a provision, and none is meant here";
            self.report.error(scope.place.spot(span), "condition.quoted", message, help);
            return broken();
        }
        let label = text_of(label);
        let key = (scope.holder.id.clone(), scope.holder.role, label.es.clone());
        let at = match self.quoted.get(&key) {
            Some(at) => *at,
            None => {
                let count = self.quoted_counts.entry((key.0.clone(), key.1)).or_default();
                *count += 1;
                let suffix = if *count == 1 { String::new() } else { format!("_{count}") };
                let name = Str::from(format!("{}#{}{suffix}", scope.holder.id, scope.holder.role));
                let at = FactIx::new(self.model.facts.len());
                let question = Text::new(
                    format!("¿Consta lo siguiente: {}?", label.es),
                    format!("Is the following established: {}?", label.en),
                );
                self.names.facts.insert(name.clone(), at);
                self.quoted.insert(key, at);
                self.fact_places.push(None);
                self.model.facts.push(Fact {
                    name,
                    subject: "act".into(),
                    declared_for: "act".into(),
                    label,
                    question,
                    kind: FactType::Flag,
                    values: Vec::new(),
                    assumed: None,
                    derived: None,
                });
                at
            }
        };
        self.atom(at, Test::True)
    }

    /// The place of a value in a fact.
    pub(crate) fn value(&self, place: &Place, fact: FactIx, value: &At<Str>) -> Option<u16> {
        let fact = self.model.fact_at(fact);
        let at = match fact.kind {
            FactType::Country | FactType::Countries => country_index(&value.value),
            _ => fact.values.iter().position(|v| v.name == value.value).and_then(|at| u16::try_from(at).ok()),
        };
        if at.is_none() {
            let help = match fact.kind {
                FactType::Country | FactType::Countries => {
                    Some("write an ISO 3166-1 code of two letters, such as `MX`".into())
                }
                _ => did_you_mean(&value.value, fact.values.iter().map(|v| v.name.as_str()))
                    .or_else(|| self.elsewhere(&value.value)),
            };
            let message = format!("`{}` has no value `{}`", fact.name, value.value);
            self.report.error(place.spot(value.span), "value.unknown", message, help);
        }
        at
    }

    fn elsewhere(&self, value: &str) -> Option<String> {
        let fact = self.model.facts.iter().find(|fact| fact.values.iter().any(|v| v.name == value))?;
        Some(format!("`{value}` is a value of `{}`", fact.name))
    }

    fn members(
        &mut self,
        scope: &Scope,
        name: &At<Str>,
        quantifier: tree::Quantifier,
        values: &[At<Str>],
    ) -> Option<Cond> {
        let sets = |kind: &FactType| {
            matches!(kind, FactType::AnyOf | FactType::Countries | FactType::OneOf | FactType::Country)
        };
        let help = "only facts with values hold a value";
        let fact = self.typed(scope, name, sets, help)?;
        let one_of = matches!(self.model.fact_at(fact).kind, FactType::OneOf | FactType::Country);
        if one_of && matches!(quantifier, tree::Quantifier::Has | tree::Quantifier::All) {
            let help = format!(
                "it has one value: write `{} is {}`",
                name.value,
                values.first().map_or("VALUE", |v| v.value.as_str())
            );
            self.mismatch(scope, name, &self.model.fact_at(fact).kind, help);
            return None;
        }
        let mut found: Vec<u16> = Vec::new();
        for value in values {
            let Some(at) = self.value(scope.place, fact, value) else { continue };
            if found.contains(&at) {
                let message = format!("`{}` is listed twice", value.value);
                self.report.error(scope.place.spot(value.span), "value.repeated", message, "leave one of them out");
                continue;
            }
            found.push(at);
        }
        if found.is_empty() {
            return None;
        }
        if one_of {
            let any = found.into_iter().map(|at| self.atom(fact, Test::Is(at))).collect();
            let any = Cond::new(CondKind::Any(any));
            return Some(if quantifier == tree::Quantifier::None {
                Cond::new(CondKind::Not(Box::new(any)))
            } else {
                any
            });
        }
        let quantifier = match quantifier {
            tree::Quantifier::Has => return found.first().map(|at| self.atom(fact, Test::Has(*at))),
            tree::Quantifier::Any => Quantifier::Any,
            tree::Quantifier::All => Quantifier::All,
            tree::Quantifier::None => Quantifier::None,
        };
        let atoms = found.into_iter().map(|at| self.intern(fact, Test::Has(at))).collect();
        Some(Cond::new(CondKind::Members { fact, quantifier, atoms }))
    }

    fn is(&mut self, scope: &Scope, name: &At<Str>, value: &At<Str>) -> Option<Cond> {
        let fact = self.fact_in(scope, name)?;
        let kind = &self.model.fact_at(fact).kind;
        if matches!(kind, FactType::OneOf | FactType::Country) {
            let at = self.value(scope.place, fact, value)?;
            return Some(self.atom(fact, Test::Is(at)));
        }
        let help = match kind {
            FactType::Flag => format!("a flag stands alone: `{0}` or `not {0}`", name.value),
            FactType::AnyOf | FactType::Countries => {
                format!("it may hold several values: write `{} has {}`", name.value, value.value)
            }
            FactType::Number { .. } | FactType::Money | FactType::Date => {
                "compare it with `under`, `at most`, `over` or `at least`".to_owned()
            }
            _ => "only one-of facts and countries are tested with `is`".to_owned(),
        };
        self.mismatch(scope, name, kind, help);
        None
    }

    fn compare(
        &mut self,
        scope: &Scope,
        name: &At<Str>,
        comparison: Comparison,
        number: &At<Str>,
        unit: Option<&At<Str>>,
        span: Span,
    ) -> Option<Cond> {
        let fact = self.fact_in(scope, name)?;
        let place = scope.place;
        let kind = self.model.fact_at(fact).kind.clone();
        let (scale, own_unit, domain) = match &kind {
            FactType::Number { unit, min, max, scale } => (*scale, unit.as_str(), Some((*min, *max))),
            FactType::Money => (2, "pesos", None),
            FactType::Date => return self.compare_date(scope, fact, comparison, number),
            _ => {
                self.mismatch(scope, name, &kind, "only numbers, money and dates are compared".to_owned());
                return None;
            }
        };
        if let Some(unit) = unit
            && unit.value != own_unit
            && format!("{}s", unit.value) != own_unit
        {
            let message = format!("`{}` is in {own_unit}, not in `{}`", name.value, unit.value);
            self.report.error(place.spot(unit.span), "type.unit", message, format!("write a number of {own_unit}"));
            return None;
        }
        let Some(value) = at_scale(&number.value, scale) else {
            let message = format!("`{}` is not a number of `{}`", number.value, name.value);
            let help =
                format!("it has {} decimals", if scale == 0 { "no".to_owned() } else { format!("at most {scale}") });
            self.report.error(place.spot(number.span), "type.number", message, help);
            return None;
        };
        let test = match comparison {
            Comparison::Under => Test::Under(value),
            Comparison::AtMost => Test::AtMost(value),
            Comparison::Over => Test::Over(value),
            Comparison::AtLeast => Test::AtLeast(value),
        };
        if let Some((min, max)) = domain {
            let (met, unmet) = match comparison {
                Comparison::Under => (max < value, value <= min),
                Comparison::AtMost => (max <= value, value < min),
                Comparison::Over => (value < min, max <= value),
                Comparison::AtLeast => (value <= min, max < value),
            };
            if met || unmet {
                let always = if met { "always" } else { "never" };
                let help = format!("`{}` goes from {} to {}", name.value, decimal(min, scale), decimal(max, scale));
                self.report.error(place.spot(span), "type.domain", format!("this is {always} met"), help);
                return None;
            }
        }
        Some(self.atom(fact, test))
    }

    fn compare_date(&mut self, scope: &Scope, fact: FactIx, comparison: Comparison, date: &At<Str>) -> Option<Cond> {
        let Ok(day) = Date::parse(&date.value) else {
            let message = format!("`{}` is not a date", date.value);
            let help = format!("`{}` is compared with a day such as `2012-06-15`", self.model.fact_at(fact).name);
            self.report.error(scope.place.spot(date.span), "type.number", message, help);
            return None;
        };
        let not = |cond| Cond::new(CondKind::Not(Box::new(cond)));
        Some(match comparison {
            Comparison::Under => self.atom(fact, Test::Before(day)),
            Comparison::AtMost => self.atom(fact, Test::OnOrBefore(day)),
            Comparison::Over => not(self.atom(fact, Test::OnOrBefore(day))),
            Comparison::AtLeast => not(self.atom(fact, Test::Before(day))),
        })
    }

    fn in_group(&mut self, scope: &Scope, fact: &At<Str>, group: &At<Str>) -> Option<Cond> {
        let place = scope.place;
        let charge = fact.value == "charge";
        if charge {
            self.may_ask(scope, Span { start: fact.span.start, end: group.span.end }, Stage::Later)?;
        }
        let at = match charge {
            true => None,
            false => Some(self.typed(
                scope,
                fact,
                |kind| *kind == FactType::Offences,
                "only a set of offences lies in a group",
            )?),
        };
        let plan = self.group(place, group)?;
        let index = u32::try_from(plan).unwrap_or(u32::MAX);
        let Some(at) = at else {
            return Some(Cond::new(CondKind::Charge(ChargeTest::InGroup(index))));
        };
        let plan = &self.plans[plan];
        let versions = plan.versions();
        let version = if scope.holder.id.is_empty() && scope.day == Date::MIN {
            if versions != 1 {
                let message = format!("the group `{}` has {versions} versions, and a term has none", group.value);
                let help = "test the group where the term is used, so that the date chooses its version";
                self.report.error(place.spot(group.span), "group.dated", message, help);
                return None;
            }
            0
        } else {
            match plan.version_on(scope.day) {
                Some(version) => version,
                None => {
                    let message = format!("the group `{}` is not in force on {}", group.value, scope.day);
                    let help = "extend the group, with a `gap` where its text is not known";
                    self.report.error(place.spot(group.span), "group.not_in_force", message, help);
                    return None;
                }
            }
        };
        Some(self.atom(at, Test::InGroup(index, version)))
    }

    /// The group of a name; reported when there is none.
    pub(crate) fn group(&self, place: &Place, name: &At<Str>) -> Option<usize> {
        let found = group_of(&self.names.groups, place, &name.value);
        if found.is_none() {
            let mut names: Vec<&str> = self.names.groups.keys().map(Str::as_str).collect();
            names.sort_unstable();
            let help = did_you_mean(&name.value, names.iter().copied())
                .unwrap_or_else(|| format!("the groups are {}", listed(names.into_iter().take(8))));
            self.report.error(
                place.spot(name.span),
                "group.unknown",
                format!("no group `{}` is declared", name.value),
                help,
            );
        }
        found
    }
}

/// A number at a scale, as it is written.
pub(crate) fn decimal(number: i64, scale: u8) -> String {
    if scale == 0 {
        return number.to_string();
    }
    let unit = 10_i64.pow(u32::from(scale.min(18)));
    format!("{}.{:0width$}", number / unit, (number % unit).abs(), width = usize::from(scale))
}
