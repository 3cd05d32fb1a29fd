//! Reports and what they say of the law.

use super::Checker;
use super::conditions::{Holder, Scope, Stage};
use super::names::{Refers, did_you_mean, duplicate};
use super::place::{Place, text_of};
use crate::model::{Attestation, Attested, Attests, StatedBy, Verdict};
use crate::packed::Str;
use crate::syntax::tree::{At, ItemKind, LineKind, PenaltyExpr, Value};

impl Checker<'_> {
    /// The reports, and every statement of theirs that is understood.
    pub(crate) fn attested(&mut self) -> Attested {
        let mut attested = Attested::default();
        let places = self.places;
        for place in places.iter().filter(|place| place.item.kind == ItemKind::Report) {
            let name = &place.item.name.value;
            if attested.reports.iter().any(|(known, _)| known == name) {
                duplicate(self.report, place.named(), name);
            }
            attested.reports.push((name.clone(), place.item.label.as_ref().map(text_of).unwrap_or_default()));
        }
        for place in places.iter().filter(|place| place.item.kind == ItemKind::Attests) {
            let name = &place.item.name.value;
            if attested.statements.iter().any(|known| known.name == *name) {
                duplicate(self.report, place.named(), name);
            }
            let statement = self.attestation(place, &attested.reports);
            attested.statements.extend(statement);
        }
        attested
    }

    fn attestation(&mut self, place: &Place, reports: &[(Str, crate::exact::Text)]) -> Option<Attestation> {
        for entry in place.item.lines.iter().flat_map(|line| &line.entries) {
            if let Some(period) = entry.period {
                let help = "take the dates out: a statement is compared with the law of one day, that of `on`";
                self.report.error(place.spot(period.span), "line.value", "a line of `attests` is not dated", help);
                return None;
            }
        }
        let value = |kind: LineKind| place.entry(kind).map(|entry| &entry.value);
        let Some(Value::Source(report, at)) = value(LineKind::Source) else { return None };
        self.declared(place, report, reports);
        let Some(Value::Dates(on)) = value(LineKind::On) else { return None };
        let on = on.first()?.value;
        let scope = Scope { place, day: on, stage: Stage::Elements, holder: Holder::none(), role: None };
        let Some(Value::Verdict(word, reason)) = value(LineKind::Verdict) else { return None };
        let verdict = self.one_word(&scope, std::slice::from_ref(word), &Verdict::ALL);
        let provision = match value(LineKind::Provision)? {
            Value::Words(names) => Attests::Ids(
                names.iter().filter_map(|name| self.names.id(self.report, place, name, Refers::Members)).collect(),
            ),
            Value::Label(label) => Attests::Words(text_of(label)),
            _ => return None,
        };
        let states = match value(LineKind::States)? {
            Value::Penalty(PenaltyExpr::Parts { parts, choice }) => {
                StatedBy::Penalty(self.range(place, parts, *choice)?)
            }
            Value::Penalty(_) => {
                let help = "write prison, fine or work, or a text in both languages";
                let at = place.line(LineKind::States).map_or_else(|| place.named(), |line| place.spot(line.span));
                self.report.error(at, "line.value", "a statement is a range or a text", help);
                return None;
            }
            Value::Label(label) => StatedBy::Words(text_of(label)),
            _ => return None,
        };
        Some(Attestation {
            name: place.item.name.value.clone(),
            label: place.item.label.as_ref().map(text_of).unwrap_or_default(),
            report: report.value.clone(),
            place: at.value.clone(),
            provision,
            states,
            on,
            verdict: verdict?,
            reason: reason.as_ref().map(text_of),
        })
    }

    /// Reports a report that is not declared.
    fn declared(&self, place: &Place, report: &At<Str>, reports: &[(Str, crate::exact::Text)]) {
        if reports.iter().any(|(known, _)| *known == report.value) {
            return;
        }
        let help = did_you_mean(&report.value, reports.iter().map(|(known, _)| known.as_str()))
            .unwrap_or_else(|| format!("declare it: `report {} \"…\" / \"…\"`", report.value));
        let message = format!("no report `{}` is declared", report.value);
        self.report.error(place.spot(report.span), "name.unknown", message, help);
    }
}
