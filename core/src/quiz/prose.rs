//! A case as a paragraph: what the rows say, in the words of the vocabulary, and nothing else.

use super::item::Row;
use super::say::{both, capital, country, date, either, listed, of, sentence, term};
use crate::exact::{Date, Lang, Term, Text};
use crate::model::{AssumedValue, Derivation, Fact, FactType, Model};
use crate::verdict::text::values;
use crate::verdict::text::words::Words;
use serde_json::Value;

/// The day of an act, and what was done: they open the paragraph.
const DATE: &str = "act.date";
const VERB: &str = "act.verb";

/// The case in a paragraph, one act after another.
pub(super) fn scenario(model: &Model, rows: &[Row]) -> Text {
    both(|lang| {
        let teller = Teller { model, lang };
        let acts: Vec<String> = rows.iter().enumerate().map(|(at, row)| teller.act(row, at, rows.len())).collect();
        let close = either(lang, "No consta otra circunstancia.", "Nothing else is on record.");
        format!("{} {close}", acts.join(" "))
    })
}

/// One fact and a value of it, as *label: value*; what is empty is nothing.
pub(super) fn stated(model: &Model, lang: Lang, name: &str, given: &Value) -> String {
    let Some(at) = model.fact(name) else { return String::new() };
    let teller = Teller { model, lang };
    if given.as_array().is_some_and(Vec::is_empty) {
        return format!("{}: {}", teller.label(model.fact_at(at)), either(lang, "nada", "nothing"));
    }
    teller.with_value(model.fact_at(at), given)
}

/// A value of a fact in words.
pub(super) fn value(model: &Model, lang: Lang, name: &str, given: &Value) -> String {
    let Some(at) = model.fact(name) else { return String::new() };
    Teller { model, lang }.value(model.fact_at(at), given)
}

/// The label of a fact, with its owner where two persons have it.
pub(super) fn label(model: &Model, lang: Lang, name: &str) -> String {
    let Some(at) = model.fact(name) else { return String::new() };
    Teller { model, lang }.label(model.fact_at(at))
}

struct Teller<'a> {
    model: &'a Model,
    lang: Lang,
}

impl Teller<'_> {
    fn act(&self, row: &Row, at: usize, of: usize) -> String {
        let mut sentences = vec![self.opening(row)];
        if of > 1 {
            sentences.insert(0, format!("{} {}.", either(self.lang, "Hecho", "Act"), at + 1));
        }
        let (mut present, mut absent) = (Vec::new(), Vec::new());
        for (declared, given) in self.told(row) {
            if declared.name == DATE || declared.name == VERB {
                continue;
            }
            match (&declared.kind, given) {
                (FactType::Flag, Value::Bool(true)) => present.push(self.label(declared)),
                (FactType::Flag, Value::Bool(false)) => {
                    if declared.assumed != Some(AssumedValue::Flag(false)) && !declared.name.contains('#') {
                        absent.push(self.label(declared));
                    }
                }
                (_, Value::Array(all)) if all.is_empty() => {}
                // One person is what the paragraph speaks of anyway.
                (_, Value::Number(n)) if counts_persons(declared) && n.as_i64() == Some(1) => {}
                _ => sentences.push(self.stated(declared, given)),
            }
        }
        if !present.is_empty() {
            let lead = either(self.lang, "Consta además", "It is also on record");
            sentences.push(format!("{lead}: {}.", present.join("; ")));
        }
        if !absent.is_empty() {
            let lead = either(self.lang, "Está descartado", "Ruled out");
            sentences.push(format!("{lead}: {}.", absent.join("; ")));
        }
        sentences.join(" ")
    }

    /// The facts of a row in the order of the vocabulary.
    fn told<'r>(&self, row: &'r Row) -> Vec<(&Fact, &'r Value)> {
        let facts = self.model.facts.iter().filter(|fact| !matches!(fact.kind, FactType::Text));
        facts.filter_map(|fact| row.get(fact.name.as_str()).filter(|v| !v.is_null()).map(|v| (fact, v))).collect()
    }

    /// *On such a day the accused did this.*
    fn opening(&self, row: &Row) -> String {
        let who = self.role("accused");
        let day = row.get(DATE).and_then(Value::as_str).and_then(|text| Date::parse(text).ok());
        let verbs = row.get(VERB).and_then(Value::as_array).filter(|all| !all.is_empty());
        let done = verbs.and_then(|all| {
            let fact = self.model.fact_at(self.model.fact(VERB)?);
            let names: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            let members: Vec<&Text> =
                names.iter().filter_map(|n| fact.values.iter().find(|v| v.name == **n)).map(|v| &v.label).collect();
            // English needs its *to* before a verb and not before a noun; Spanish infinitives tell them apart.
            let is_verb = members.iter().all(|label| infinitive(&label.es));
            let said: Vec<String> = members.iter().map(|label| label.get(self.lang).to_owned()).collect();
            Some((listed(self.lang, &said), is_verb))
        });
        let on = day.map(|day| date(self.lang, day));
        match (self.lang, on, done) {
            (Lang::Es, Some(on), Some((done, _))) => {
                format!("La conducta {}, el {on}, consistió en {done}.", of(self.lang, who))
            }
            (Lang::Es, None, Some((done, _))) => format!("La conducta {} consistió en {done}.", of(self.lang, who)),
            (Lang::Es, Some(on), None) => format!("El hecho ocurrió el {on}."),
            (Lang::Es, None, None) => "No consta la fecha del hecho.".to_owned(),
            (Lang::En, on, Some((done, is_verb))) => {
                let on = on.map(|on| format!(", on {on},")).unwrap_or_default();
                let to = if is_verb { "to " } else { "" };
                format!("The conduct {}{on} was {to}{done}.", of(self.lang, who))
            }
            (Lang::En, Some(on), None) => format!("The act took place on {on}."),
            (Lang::En, None, None) => "The date of the act is not on record.".to_owned(),
        }
    }

    /// A sentence about one fact.
    fn stated(&self, fact: &Fact, given: &Value) -> String {
        if let (Some(Derivation::AgeAt(_)), Some(years)) = (&fact.derived, given.as_i64()) {
            let who = capital(self.role(&fact.subject));
            let years = values::counted(Words::of(self.lang).years, years);
            return match self.lang {
                Lang::Es => format!("{who} tenía {years}."),
                Lang::En => format!("{who} was {years} old."),
            };
        }
        sentence(&self.with_value(fact, given))
    }

    /// *Label: value*; a value that begins with the label says it already.
    fn with_value(&self, fact: &Fact, given: &Value) -> String {
        let (label, value) = (self.label(fact), self.value(fact, given));
        let told = value.to_lowercase().starts_with(&label.to_lowercase());
        if told { value } else { format!("{label}: {value}") }
    }

    /// *the accused*, *the victim*.
    fn role(&self, name: &str) -> &str {
        self.model.subjects.iter().find(|s| s.name == name).map_or("", |s| s.label.get(self.lang))
    }

    /// The label of a fact; one that two persons have says whose it is.
    fn label(&self, fact: &Fact) -> String {
        if matches!(fact.derived, Some(Derivation::AgeAt(_))) {
            return format!("{} {}", either(self.lang, "edad", "age"), of(self.lang, self.role(&fact.subject)));
        }
        let own = fact.label.get(self.lang);
        if fact.declared_for != fact.subject && !self.role(&fact.subject).is_empty() {
            format!("{own} {}", of(self.lang, self.role(&fact.subject)))
        } else {
            own.to_owned()
        }
    }

    fn value(&self, fact: &Fact, given: &Value) -> String {
        let words = Words::of(self.lang);
        match (&fact.kind, given) {
            (FactType::Country, Value::String(code)) => country(self.lang, code),
            (FactType::Countries, Value::Array(codes)) => {
                let names: Vec<String> =
                    codes.iter().filter_map(Value::as_str).map(|c| country(self.lang, c)).collect();
                listed(self.lang, &names)
            }
            (FactType::Offences, Value::Array(ids)) => {
                let names: Vec<String> = ids.iter().filter_map(Value::as_str).map(|id| self.offence(id)).collect();
                if names.is_empty() { words.none.to_owned() } else { names.join("; ") }
            }
            (FactType::Events, Value::String(text)) => self.events(fact, text),
            (FactType::Number { unit, .. }, Value::Number(n)) => self.number(unit, n.as_i64(), &n.to_string()),
            (FactType::Number { unit, .. }, Value::String(n)) => self.number(unit, n.parse().ok(), n),
            (FactType::Money, Value::Number(n)) => money(&n.to_string()),
            (FactType::Money, Value::String(n)) => money(n),
            (FactType::Term, Value::String(text)) => {
                Term::parse(text).map_or_else(|| text.clone(), |length| term(self.lang, length))
            }
            (FactType::AnyOf, Value::Array(all)) if !all.is_empty() => {
                let said: Vec<String> = all.iter().map(|one| values::value(words, Some(fact), one)).collect();
                listed(self.lang, &said)
            }
            _ => values::value(words, Some(fact), given),
        }
    }

    fn number(&self, unit: &str, whole: Option<i64>, text: &str) -> String {
        let words = Words::of(self.lang);
        match (unit, whole) {
            ("years", Some(n)) => values::counted(words.years, n),
            ("days", Some(n)) => values::counted(words.days, n),
            ("sessions", Some(n)) => values::counted(words.work_days, n),
            ("milligrams", Some(n)) => {
                let (es, en) = if n == 1 { ("miligramo", "milligram") } else { ("miligramos", "milligrams") };
                format!("{} {}", values::number(n), either(self.lang, es, en))
            }
            (_, Some(n)) => values::number(n),
            (_, None) => text.to_owned(),
        }
    }

    /// `report@2024-05-02;arrest@2024-06-01`
    fn events(&self, fact: &Fact, text: &str) -> String {
        let one = |event: &str| {
            let (kind, day) = event.split_once('@')?;
            let label = fact.values.iter().find(|v| v.name == kind.trim())?.label.get(self.lang);
            let day = Date::parse(day.trim()).ok().map(|day| date(self.lang, day))?;
            Some(match self.lang {
                Lang::Es => format!("{label}, el {day}"),
                Lang::En => format!("{label}, on {day}"),
            })
        };
        text.split(';').filter_map(one).collect::<Vec<_>>().join("; ")
    }

    fn offence(&self, id: &str) -> String {
        let found = self.model.provisions.iter().find(|p| p.id == id);
        let name = found.map_or("", |p| p.name.get(self.lang));
        let address = super::say::address_in(self.lang, id);
        if name.is_empty() { address } else { format!("{name} ({address})") }
    }
}

fn counts_persons(fact: &Fact) -> bool {
    matches!(fact.derived, Some(Derivation::NumberOfVictims | Derivation::NumberOfAccused))
}

fn money(text: &str) -> String {
    crate::exact::Money::parse(text).map_or_else(|| format!("${text}"), values::money)
}

/// Whether a Spanish label begins with an infinitive.
fn infinitive(label: &str) -> bool {
    let first = label.split([' ', ',', ':']).find(|word| *word != "no").unwrap_or_default();
    let bare = first.strip_suffix("se").unwrap_or(first);
    ["ar", "er", "ir"].iter().any(|ending| bare.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::infinitive;

    #[test]
    fn verbs_are_told_from_nouns() {
        assert!(infinitive("no impedir"));
        assert!(infinitive("colocarse en estado de insolvencia"));
        assert!(infinitive("poseer: tener una cosa"));
        assert!(!infinitive("adulterio"));
    }
}
