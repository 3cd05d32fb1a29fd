//! The other rules: prosecution, presumptions, groups, parameters, readings, gaps, notes, and which offence prevails.

use super::Checker;
use super::conditions::{Holder, Scope, Stage, broken};
use super::modifier::every;
use super::names::{Refers, did_you_mean, duplicate, listed};
use super::number::at_scale;
use super::order::cited;
use super::place::{Place, text_of};
use super::versions::{entry_on, life};
use crate::exact::{Money, Text};
use crate::model::{
    Concern, Cond, Conflict, Gap, Ground, Group, Known, Note, Parameter, ParameterValue, Presumption, ProsecutionRule,
    Reading, Selection, TaxonomyList, Variants,
};
use crate::packed::Str;
use crate::syntax::tree::{At, Header, ItemKind, LineKind, Value};

/// A value as written, after the zone it is for; none is unknown.
type ZoneValue = (Option<At<Str>>, Option<At<Str>>);

/// The units of a parameter.
const UNITS: [&str; 4] = ["pesos", "years", "days", "fines"];

impl<'a> Checker<'a> {
    /// A prosecution rule, in one of its versions.
    pub(crate) fn prosecution(&mut self, scope: &Scope) -> ProsecutionRule {
        let scope = scope.at(Stage::Later).held(Holder { id: scope.holder.id.clone(), role: "prosecution" });
        ProsecutionRule {
            on_complaint: self.selections_when(&scope, LineKind::OnComplaint),
            ex_officio: self.selections_when(&scope, LineKind::ExOfficio),
        }
    }

    fn selections_when(&mut self, scope: &Scope, kind: LineKind) -> Vec<(Selection, Option<Cond>)> {
        let mut all = Vec::new();
        for line in scope.place.lines(kind) {
            let Some(entry) = entry_on(line, scope.day) else { continue };
            if let Value::SelectionWhen(selection, when) = &entry.value {
                let selection = self.selection(scope.place, selection, Refers::Rule);
                let when = when.as_ref().map(|when| self.condition(scope, when));
                all.push((selection, when));
            }
        }
        all
    }

    /// A presumption, in one of its versions.
    pub(crate) fn presumption(&mut self, scope: &Scope) -> Option<Presumption> {
        let scope = scope.at(Stage::Facts).held(Holder::none());
        let place = scope.place;
        let name = &place.item.name;
        let when = self.line_condition(&scope, LineKind::When, "").unwrap_or_else(broken);
        let Some(term) = self.names.terms.get(&name.value).copied() else {
            if !self.names.declared_terms.contains(&name.value) {
                let help = did_you_mean(&name.value, self.names.declared_terms.iter().map(Str::as_str))
                    .unwrap_or_else(|| "a presumption is about a term: declare it with `term`".to_owned());
                self.report.error(place.named(), "name.unknown", format!("no term `{}` is declared", name.value), help);
            }
            return None;
        };
        Some(Presumption { term, when, conclusive: place.line(LineKind::Conclusive).is_some() })
    }

    /// A group, in one of its versions.
    pub(crate) fn group_body(&mut self, scope: &Scope) -> Option<Group> {
        let place = scope.place;
        let mut plain = None;
        let mut under = Vec::new();
        for line in place.lines(LineKind::Members) {
            let Some(entry) = entry_on(line, scope.day) else { continue };
            let Some(members) = self.known_selection(place, &entry.value, Refers::Members) else { continue };
            match &line.under {
                None => plain = Some(members),
                Some((reading, value)) => {
                    if self.names.reading(self.report, place, reading, value) {
                        under.push((reading.value.clone(), value.value.clone(), members));
                    }
                }
            }
        }
        let excluding = self.line_selection(scope, LineKind::Excluding, Refers::Members).unwrap_or_default();
        let taxonomy = self.taxonomy(scope);
        let when = self.line_condition(&scope.at(Stage::Later), LineKind::When, "when");
        if let (None, Some(line)) = (taxonomy, place.line(LineKind::When)) {
            let help = "write the list with `taxonomy`, or take `when` out: a group holds what it lists";
            self.report.error(
                super::lines::line_spot(place, line),
                "line.misplaced",
                "only a group with `taxonomy` has a `when`",
                help,
            );
        }
        Some(Group { members: Variants { plain: plain?, under }, excluding, taxonomy, when })
    }

    /// The list of taxonomy that a group stands in.
    fn taxonomy(&self, scope: &Scope) -> Option<TaxonomyList> {
        let words = match &entry_on(scope.place.line(LineKind::Taxonomy)?, scope.day)?.value {
            Value::Words(words) => words,
            _ => return None,
        };
        self.one_word(
            scope,
            words,
            &[
                ("protocol act", TaxonomyList::ProtocolAct),
                ("protocol means", TaxonomyList::ProtocolMeans),
                ("protocol purpose", TaxonomyList::ProtocolPurpose),
                ("opsc", TaxonomyList::Opsc),
                ("cndh", TaxonomyList::Cndh),
            ],
        )
    }

    /// A parameter, in one of its versions.
    pub(crate) fn parameter(&self, scope: &Scope) -> Option<Parameter> {
        let place = scope.place;
        let words = |kind: LineKind| match place.entry(kind).map(|entry| &entry.value) {
            Some(Value::Words(words)) => words.as_slice(),
            _ => &[],
        };
        let unit = words(LineKind::UnitOf).first()?;
        if !UNITS.contains(&unit.value.as_str()) {
            let help = did_you_mean(&unit.value, UNITS)
                .unwrap_or_else(|| format!("a parameter is in {}", listed(UNITS.into_iter())));
            self.report.error(place.spot(unit.span), "type.unit", format!("no parameter is in `{}`", unit.value), help);
            return None;
        }
        let zones: Vec<Str> = words(LineKind::Zones).iter().map(|zone| zone.value.clone()).collect();
        let mut values: Vec<ParameterValue> = Vec::new();
        for line in place.lines(LineKind::From) {
            for entry in &line.entries {
                let Value::From { date, values: written, gazette } = &entry.value else { continue };
                if values.last().is_some_and(|last| last.since >= date.value) {
                    let message = format!("`{}` does not come after the value before it", date.value);
                    self.report.error(
                        place.spot(date.span),
                        "period.overlap",
                        message,
                        "values stand in the order of their days",
                    );
                    continue;
                }
                let found = self.zone_values(place, entry.span, unit, &zones, written);
                let Some(found) = found else { continue };
                values.push(ParameterValue {
                    since: date.value,
                    values: found,
                    gazette: gazette.as_ref().map(|g| g.value),
                });
            }
        }
        let not_for =
            self.line_known(scope, LineKind::NotFor, Refers::Rule).unwrap_or(Known::Text(Selection::default()));
        Some(Parameter { unit: unit.value.clone(), zones, values, not_for })
    }

    fn zone_values(
        &self,
        place: &Place,
        span: crate::syntax::tree::Span,
        unit: &At<Str>,
        zones: &[Str],
        written: &[ZoneValue],
    ) -> Option<Vec<Option<Money>>> {
        let mut found: Vec<Option<Option<Money>>> = vec![None; zones.len().max(1)];
        for (zone, value) in written {
            let at = match zone {
                None => 0,
                Some(zone) => {
                    let Some(at) = zones.iter().position(|known| *known == zone.value) else {
                        let near = did_you_mean(&zone.value, zones.iter().map(Str::as_str));
                        let message = format!("no zone `{}` is declared", zone.value);
                        let help = near.unwrap_or_else(|| "name it in a `zones` line".to_owned());
                        self.report.error(place.spot(zone.span), "word.unknown", message, help);
                        return None;
                    };
                    at
                }
            };
            if found[at].is_some() || (zone.is_none() && zones.len() > 1) {
                let help = format!("give one value for each of {}", listed(zones.iter().map(Str::as_str)));
                self.report.error(place.spot(span), "parameter.zones", "these values do not fit the zones", help);
                return None;
            }
            let number = match value {
                None => None,
                Some(value) => {
                    let scale = if unit.value == "pesos" { 2 } else { 0 };
                    let Some(number) = at_scale(&value.value, scale) else {
                        let message = format!("`{}` is not a number of {}", value.value, unit.value);
                        self.report.error(
                            place.spot(value.span),
                            "type.number",
                            message,
                            "pesos have at most two decimals, the rest none",
                        );
                        return None;
                    };
                    Some(Money::from_cents(number))
                }
            };
            found[at] = Some(number);
        }
        if let Some(missing) = found.iter().position(Option::is_none) {
            let message = match zones.get(missing) {
                Some(zone) => format!("zone `{zone}` has no value"),
                None => "there is no value".to_owned(),
            };
            self.report.error(
                place.spot(span),
                "parameter.zones",
                message,
                "write `unknown` where the value is not known",
            );
            return None;
        }
        Some(found.into_iter().flatten().collect())
    }

    /// A reading.
    pub(crate) fn reading(&mut self, scope: &Scope) -> Reading {
        let place = scope.place;
        let mut values: Vec<(Str, Text)> = Vec::new();
        for kind in [LineKind::Default, LineKind::Other] {
            for entry in place.lines(kind).flat_map(|line| &line.entries) {
                if let Value::Choice(name, label) = &entry.value {
                    if values.iter().any(|(known, _)| *known == name.value) {
                        duplicate(self.report, place.spot(name.span), &name.value);
                    }
                    values.push((name.value.clone(), text_of(label)));
                }
            }
        }
        let held = scope.at(Stage::Qualifiers).held(Holder::none());
        let mut concerns = Vec::new();
        for line in place.lines(LineKind::Concerns) {
            let Some(entry) = entry_on(line, scope.day) else { continue };
            let Value::Concerns(which, on, unless) = &entry.value else { continue };
            let letters = self.names.ids(self.report, place, &Value::Selection(which.clone()), Refers::Rule);
            let offences = self.selection(place, on, Refers::Rule);
            let unless = unless.as_ref().map(|expr| self.condition(&held, expr));
            concerns.push(Concern { letters, offences, unless });
        }
        Reading { values, concerns }
    }

    /// Text that nobody has.
    pub(crate) fn gap(&mut self, scope: &Scope) -> Gap {
        let scope = scope.at(Stage::Elements);
        Gap {
            covers: self.line_selection(&scope, LineKind::Covers, Refers::Members).unwrap_or_default(),
            when: self.line_condition(&scope, LineKind::When, "when"),
            succeeded_by: self.names.ids_of(self.report, scope.place, LineKind::SucceededBy, scope.day),
        }
    }

    /// What is stated and cited.
    pub(crate) fn note(&mut self, scope: &Scope) -> Note {
        let scope = scope.at(Stage::Later);
        let applies_to = self.line_known(&scope, LineKind::AppliesTo, Refers::Rule);
        Note {
            applies_to: applies_to.unwrap_or_else(every),
            when: self.line_condition(&scope, LineKind::When, "when"),
            consequences: self.consequences(&scope),
        }
    }

    /// Which offence prevails over which.
    pub(crate) fn conflicts(&mut self) {
        for place in self.places.iter().filter(|place| place.item.kind == ItemKind::Prevails) {
            let (over, under, both) = match &place.item.header {
                Header::Over(over, under) => (over, under, false),
                Header::NoneBetween(a, b) => (a, b, true),
                _ => continue,
            };
            let because = match place.entry(LineKind::Because).map(|entry| &entry.value) {
                Some(Value::Words(words)) => Some(words),
                _ => None,
            };
            let life = life(place).days;
            let scope = Scope { place, day: life.since, stage: Stage::Elements, holder: Holder::none(), role: None };
            let ground = because.and_then(|words| {
                if both {
                    self.one_word(&scope, words, &[("both_stand", None), ("excluded", None)]).flatten()
                } else {
                    self.one_word(
                        &scope,
                        words,
                        &[
                            ("speciality", Some(Ground::Speciality)),
                            ("subsidiarity", Some(Ground::Subsidiarity)),
                            ("consumption", Some(Ground::Consumption)),
                            ("alternativity", Some(Ground::Alternativity)),
                        ],
                    )
                    .flatten()
                }
            });
            let note = match place.entry(LineKind::Note).map(|entry| &entry.value) {
                Some(Value::Label(label)) => text_of(label),
                _ => Text::default(),
            };
            let by = cited(self.report, place);
            if let (Some(by), Some(Value::Words(words))) = (&by, place.entry(LineKind::By).map(|e| &e.value)) {
                self.names.exists(self.report, place, by, super::place::span_of(words), Refers::Rule);
            }
            let (over, under) = (self.selection(place, over, Refers::Rule), self.selection(place, under, Refers::Rule));
            self.conflict_places.push(place);
            self.model.conflicts.push(Conflict { over, under, ground, by, note, since: life.since, until: life.until });
        }
    }
}
