//! Rules of jurisdiction and of extradition.

use super::Checker;
use super::conditions::{Holder, Scope, Stage};
use super::modifier::every;
use super::names::Refers;
use super::versions::entry_on;
use crate::model::{
    Asks, BeyondTest, Body, ChargeTest, Cond, CondKind, Criterion, Direction, Due, ExtraditionRule, FactIx, FactType,
    JurisdictionRule, Length, MeanOf, Says, Variants,
};
use crate::packed::Str;
use crate::syntax::international::{BeyondExpr, InternationalValue, PrefersExpr};
use crate::syntax::time::{PointExpr, TermExpr, TimeValue};
use crate::syntax::tree::{Amount, At, Line, LineKind, Span, Value};

/// The lines of which a rule of extradition has one.
const SAYS: [LineKind; 9] = [
    LineKind::Requires,
    LineKind::RefusedWhen,
    LineKind::Undertakes,
    LineKind::Carries,
    LineKind::DiscretionaryWhen,
    LineKind::PostponedWhen,
    LineKind::Term,
    LineKind::Prefers,
    LineKind::TreatyWith,
];

impl Checker<'_> {
    /// A rule of jurisdiction, in one of its versions; without `gives` it is only cited.
    pub(crate) fn jurisdiction(&mut self, scope: &Scope) -> Body {
        let place = scope.place;
        let Some(Value::Words(gives)) =
            place.line(LineKind::Gives).and_then(|line| entry_on(line, scope.day)).map(|entry| &entry.value)
        else {
            self.only_with_gives(scope);
            return Body::Note(self.note(scope));
        };
        let scope = scope.at(Stage::Jurisdiction).held(Holder { id: scope.holder.id.clone(), role: "jurisdiction" });
        let mut rule = JurisdictionRule {
            republic: false,
            federal: false,
            applies_to: self.line_known(&scope, LineKind::AppliesTo, Refers::Rule).unwrap_or_else(every),
            when: self.line_condition(&scope, LineKind::When, "when"),
            requires: self.line_condition(&scope, LineKind::Requires, "requires"),
        };
        for word in gives {
            match self.one_word(&scope, std::slice::from_ref(word), &[("republic", false), ("federal", true)]) {
                Some(true) => rule.federal = true,
                Some(false) => rule.republic = true,
                None => {}
            }
        }
        Body::Jurisdiction(rule)
    }

    fn only_with_gives(&self, scope: &Scope) {
        if let Some(line) = scope.place.line(LineKind::Requires) {
            let at = super::lines::line_spot(scope.place, line);
            let help = "write `gives republic`, `gives federal` or both";
            self.report.error(at, "line.missing", "a rule that asks something of jurisdiction gives it", help);
        }
    }

    /// A rule of extradition, in one of its versions; without a line that says something it is only cited.
    pub(crate) fn extradition(&mut self, scope: &Scope) -> Option<Body> {
        let place = scope.place;
        let mut said: Vec<&Line> = place.item.lines.iter().filter(|line| SAYS.contains(&line.kind)).collect();
        said.dedup_by_key(|line| line.kind);
        let Some(first) = said.first().copied() else { return Some(Body::Note(self.note(scope))) };
        if let Some(second) = said.get(1) {
            let at = super::lines::line_spot(place, second);
            let help = "write a rule of its own for it, with the number of its clause";
            self.report.error(at, "line.repeated", "a rule of extradition says one thing", help);
            return None;
        }
        let scope = scope.at(Stage::Extradition).held(Holder { id: scope.holder.id.clone(), role: "extradition" });
        let says = self.says(&scope, first.kind)?;
        let of = match &says {
            Says::Treaty(_) => vec![Direction::Passive, Direction::Active],
            _ => self.directions(&scope)?,
        };
        let when = self.line_condition(&scope, LineKind::When, "when");
        let mut exceptions = Vec::new();
        for line in place.lines(LineKind::Except) {
            let Some(Value::Exception { name, by, condition }) = entry_on(line, scope.day).map(|entry| &entry.value)
            else {
                continue;
            };
            let by = match by {
                Some(by) => self.names.id(self.report, place, by, Refers::Rule),
                None => crate::model::ProvisionId::parse(&scope.holder.id),
            };
            let condition = self.condition(&scope, condition);
            exceptions.extend(by.map(|by| (name.value.clone(), by, condition)));
        }
        Some(Body::Extradition(ExtraditionRule { of, when, exceptions, says }))
    }

    fn directions(&self, scope: &Scope) -> Option<Vec<Direction>> {
        let of = scope.place.line(LineKind::Of).and_then(|line| entry_on(line, scope.day)).map(|entry| &entry.value);
        let Some(Value::Words(words)) = of else {
            let help = "write `of passive`, `of active` or both";
            let message = "a rule of extradition says of which requests it speaks";
            self.report.error(scope.place.named(), "line.missing", message, help);
            return None;
        };
        let known = [("passive", Direction::Passive), ("active", Direction::Active)];
        words.iter().map(|word| self.one_word(scope, std::slice::from_ref(word), &known)).collect()
    }

    fn says(&mut self, scope: &Scope, kind: LineKind) -> Option<Says> {
        let asks = match kind {
            LineKind::Requires => Asks::Requires,
            LineKind::RefusedWhen => Asks::Bars,
            LineKind::Undertakes => Asks::Undertakes,
            LineKind::Carries => Asks::Carries,
            LineKind::DiscretionaryWhen => Asks::Discretion,
            LineKind::PostponedWhen => Asks::Postpones,
            LineKind::Term => return self.due(scope).map(Says::Due),
            LineKind::Prefers => return self.prefers(scope),
            _ => return self.treaty(scope),
        };
        self.variants(scope, kind, |own, value| match value {
            Value::Condition(expr, _) => Some(own.condition(scope, expr)),
            _ => None,
        })
        .map(|asked| Says::Asks(asks, asked))
    }

    /// The plain line of a kind and those under readings.
    fn variants<T>(
        &mut self,
        scope: &Scope,
        kind: LineKind,
        mut read: impl FnMut(&mut Self, &Value) -> Option<T>,
    ) -> Option<Variants<T>> {
        let (mut plain, mut under) = (None, Vec::new());
        for line in scope.place.lines(kind) {
            let Some(entry) = entry_on(line, scope.day) else { continue };
            let Some(found) = read(self, &entry.value) else { continue };
            match &line.under {
                None => plain = Some(found),
                Some((reading, value)) => {
                    if self.names.reading(self.report, scope.place, reading, value) {
                        under.push((reading.value.clone(), value.value.clone(), found));
                    }
                }
            }
        }
        let Some(plain) = plain else {
            let message = format!("`extradition {}` has no line without a reading", scope.place.item.name.value);
            let help = "write the line that holds under the default beside it";
            self.report.error(scope.place.named(), "line.missing", message, help);
            return None;
        };
        Some(Variants { plain, under })
    }

    fn due(&mut self, scope: &Scope) -> Option<Due> {
        let term = self.variants(scope, LineKind::Term, |own, value| match value {
            Value::Time(time) => match &**time {
                TimeValue::Term(TermExpr::Fixed(amount)) => own.length(scope, amount),
                _ => None,
            },
            _ => None,
        })?;
        let start = scope.place.line(LineKind::StartsFrom).and_then(|line| entry_on(line, scope.day));
        let start = match start.map(|entry| &entry.value) {
            Some(Value::Time(time)) => match &**time {
                TimeValue::Start(start) => Some(start),
                _ => None,
            },
            _ => None,
        };
        let fact = start.and_then(|start| match &start.point {
            PointExpr::Fact(fact) if start.plus.is_none() && start.when.is_none() => Some((start.after, fact)),
            _ => None,
        });
        let Some((after, fact)) = fact else {
            let message = format!("`extradition {}` does not say from which day", scope.place.item.name.value);
            let help = "write `starts from request.detained_on`, or another date fact";
            self.report.error(scope.place.named(), "line.missing", message, help);
            return None;
        };
        let from = self.fact_of(scope, fact, FactType::Date)?;
        Some(Due { term, after, from })
    }

    /// Whole years, months and days.
    fn length(&self, scope: &Scope, amount: &Amount) -> Option<Length> {
        let mut length = Length { months: 0, days: 0 };
        for (number, unit) in &amount.terms {
            let (months, days) = match (number.parse::<u16>().ok().map(u32::from), unit.as_deref()) {
                (Some(n), Some("year" | "years")) => (n * 12, 0),
                (Some(n), Some("month" | "months")) => (n, 0),
                (Some(n), Some("day" | "days")) => (0, n),
                _ => {
                    let message = "a term of the procedure is of whole years, months or days";
                    self.report.error(scope.place.spot(amount.span), "type.unit", message, "write `60 days`");
                    return None;
                }
            };
            length = Length { months: length.months + months, days: length.days + days };
        }
        Some(length)
    }

    fn prefers(&mut self, scope: &Scope) -> Option<Says> {
        let entry = entry_on(scope.place.line(LineKind::Prefers)?, scope.day)?;
        let Value::International(value) = &entry.value else { return None };
        let InternationalValue::Prefers(what, among) = &**value;
        let by = match what {
            PrefersExpr::Treaty => Criterion::Treaty,
            PrefersExpr::Place => Criterion::Place,
            PrefersExpr::Gravest(fact) => {
                let (min, max) = self.ends(scope, fact)?;
                let death = self.names.facts.get(format!("{}.death", fact.value).as_str()).copied();
                Criterion::Gravest { death, min, max }
            }
            PrefersExpr::Earliest(facts) => Criterion::Earliest(
                facts.iter().map(|fact| self.fact_of(scope, fact, FactType::Date)).collect::<Option<_>>()?,
            ),
        };
        Some(Says::Prefers { by, among_treaties: *among })
    }

    fn treaty(&self, scope: &Scope) -> Option<Says> {
        let entry = entry_on(scope.place.line(LineKind::TreatyWith)?, scope.day)?;
        let Value::Words(words) = &entry.value else { return None };
        let mut countries = Vec::new();
        for word in words {
            let Some(country) = crate::model::country_index(&word.value) else {
                let help = "write an ISO 3166-1 code of two letters, such as `MX`";
                let message = format!("`{}` is no country", word.value);
                self.report.error(scope.place.spot(word.span), "value.unknown", message, help);
                return None;
            };
            countries.push(country);
        }
        Some(Says::Treaty(countries))
    }

    /// The minimum and maximum of a foreign penalty.
    fn ends(&self, scope: &Scope, fact: &At<Str>) -> Option<(FactIx, FactIx)> {
        let end = |which: &str| {
            let name = At { value: format!("{}.{which}", fact.value).into(), span: fact.span };
            self.fact_of(scope, &name, FactType::Term)
        };
        end("min").zip(end("max"))
    }

    fn fact_of(&self, scope: &Scope, name: &At<Str>, kind: FactType) -> Option<FactIx> {
        let fact = self.fact_in(scope, name)?;
        let found = &self.model.fact_at(fact).kind;
        if *found == kind {
            return Some(fact);
        }
        let message = format!("`{}` is {}", name.value, super::vocabulary::type_words(found));
        let help = format!("{} is wanted here", super::vocabulary::type_words(&kind));
        self.report.error(scope.place.spot(name.span), "type.mismatch", message, help);
        None
    }

    /// What only these rules may ask.
    pub(crate) fn beyond(&mut self, scope: &Scope, test: &BeyondExpr, span: Span) -> Option<Cond> {
        let from = if matches!(test, BeyondExpr::Jurisdiction(_)) { Stage::Extradition } else { Stage::Jurisdiction };
        self.may_ask(scope, span, from)?;
        let test = match test {
            BeyondExpr::Applies => BeyondTest::Applies,
            BeyondExpr::Expired => BeyondTest::Expired,
            BeyondExpr::Mean(of, least) => {
                let of = match of {
                    None => MeanOf::Charge,
                    Some(fact) => {
                        let (min, max) = self.ends(scope, fact)?;
                        MeanOf::Facts(min, max)
                    }
                };
                BeyondTest::Mean(of, self.time(scope.place, least, None)?)
            }
            BeyondExpr::After(a, b) => {
                let date = |name| self.fact_of(scope, name, FactType::Date);
                BeyondTest::After(date(a)?, date(b)?)
            }
            BeyondExpr::Jurisdiction(ids) => BeyondTest::Jurisdiction(
                ids.iter().filter_map(|id| self.names.id(self.report, scope.place, id, Refers::Rule)).collect(),
            ),
        };
        Some(Cond::new(CondKind::Charge(ChargeTest::Beyond(test))))
    }
}
