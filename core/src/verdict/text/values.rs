//! Numbers, dates, terms, money and values of facts in words.

use super::words::{Words, fill};
use crate::exact::{Date, Money, Term};
use crate::model::{Fact, FactType, Model};
use serde_json::Value;

/// Between groups of three digits.
const THIN: char = '\u{202f}';

/// A whole number; from five digits on, thin spaces between groups of three.
pub(crate) fn number(n: i64) -> String {
    grouped(&n.to_string())
}

fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    if digits.len() < 5 {
        return format!("{sign}{digits}");
    }
    let mut out = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(THIN);
        }
        out.push(digit);
    }
    out
}

/// Pesos and centavos.
pub(crate) fn money(amount: Money) -> String {
    let text = amount.to_string();
    let (pesos, cents) = text.split_once('.').unwrap_or((&text, "00"));
    format!("${}.{cents}", grouped(pesos))
}

/// `28 de marzo de 2007`
pub(crate) fn date(words: &Words, date: Date) -> String {
    let month = usize::try_from(date.month()).ok().and_then(|m| words.months.get(m.wrapping_sub(1)));
    fill(words.date, &[&date.day().to_string(), month.unwrap_or(&""), &date.year().to_string()])
}

/// `3 años 6 meses`
pub(crate) fn term(words: &Words, term: Term) -> String {
    let (years, months, days) = term.parts();
    let mut parts = Vec::new();
    for (count, forms) in [(years, words.years), (months, words.months_of_term), (days, words.days)] {
        if count != 0 {
            parts.push(counted(forms, i64::from(count)));
        }
    }
    if parts.is_empty() { words.no_time.to_owned() } else { parts.join(" ") }
}

/// A form for one or for many with its number.
pub(crate) fn counted(forms: [&str; 2], count: i64) -> String {
    fill(forms[usize::from(count != 1)], &[&number(count)])
}

/// `A a B`, `A` when both ends are the same, `hasta B` when the lower end is open.
pub(super) fn ends(words: &Words, min: Option<String>, max: &str) -> String {
    match min {
        None => fill(words.up_to, &[max]),
        Some(min) if min == max => min,
        Some(min) => fill(words.range, &[&min, max]),
    }
}

/// A range of terms; a unit that both ends share is said once.
pub(super) fn terms(words: &Words, min: Option<Term>, max: Term) -> String {
    if let Some(min) = min.filter(|min| *min != max) {
        let (low, high) = (min.parts(), max.parts());
        let years_only = |(_, months, days): (i32, i32, i32)| months == 0 && days == 0;
        if years_only(low) && years_only(high) && low.0 > 0 {
            return fill(words.range, &[&number(i64::from(low.0)), &counted(words.years, i64::from(high.0))]);
        }
    }
    ends(words, min.map(|min| term(words, min)), &term(words, max))
}

/// The value of a fact in words: labels of members, yes and no, intervals.
pub(crate) fn value(words: &Words, fact: Option<&Fact>, given: &Value) -> String {
    match given {
        Value::Null => words.unknown.to_owned(),
        Value::Bool(true) => words.yes.to_owned(),
        Value::Bool(false) => words.no.to_owned(),
        Value::Number(n) => unit(words, fact, &grouped_decimal(&n.to_string())),
        Value::String(text) => text_value(words, fact, text),
        Value::Array(all) if all.is_empty() => words.none.to_owned(),
        Value::Array(all) => all.iter().map(|one| value(words, fact, one)).collect::<Vec<_>>().join(", "),
        Value::Object(keys) => {
            let end = |name: &str| keys.get(name).filter(|v| !v.is_null()).map(|v| value(words, fact, v));
            let (low, high) = (end("min").or_else(|| end("from")), end("max").or_else(|| end("to")));
            match (low, high) {
                (Some(low), Some(high)) => fill(words.range, &[&low, &high]),
                (None, Some(high)) => fill(words.up_to, &[&high]),
                (Some(low), None) => format!("≥ {low}"),
                (None, None) => members(words, fact, keys),
            }
        }
    }
}

/// `{"not": [a]}`, or members with what is known of each.
fn members(words: &Words, fact: Option<&Fact>, keys: &serde_json::Map<String, Value>) -> String {
    if let Some(not) = keys.get("not") {
        return fill(words.not, &[&value(words, fact, not)]);
    }
    let one = |(name, known): (&String, &Value)| match known {
        Value::Bool(true) => text_value(words, fact, name),
        Value::Bool(false) => fill(words.not, &[&text_value(words, fact, name)]),
        _ => format!("{}: {}", text_value(words, fact, name), words.unknown),
    };
    keys.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn text_value(words: &Words, fact: Option<&Fact>, text: &str) -> String {
    let label = fact.and_then(|fact| fact.values.iter().find(|member| member.name == text));
    if let Some(member) = label {
        return member.label.get(words.lang).to_owned();
    }
    match fact.map(|fact| &fact.kind) {
        Some(FactType::Date) => Date::parse(text).map_or_else(|_| text.to_owned(), |day| date(words, day)),
        Some(FactType::Money) => Money::parse(text).map_or_else(|| text.to_owned(), money),
        Some(FactType::Term) => Term::parse(text).map_or_else(|| text.to_owned(), |span| term(words, span)),
        _ => text.to_owned(),
    }
}

fn unit(words: &Words, fact: Option<&Fact>, number: &str) -> String {
    match fact.map(|fact| &fact.kind) {
        Some(FactType::Number { unit, .. }) => {
            let word = super::words::word_of(&words.units, unit);
            if word.is_empty() { number.to_owned() } else { format!("{number} {word}") }
        }
        Some(FactType::Money) => format!("${number}"),
        _ => number.to_owned(),
    }
}

fn grouped_decimal(text: &str) -> String {
    match text.split_once('.') {
        Some((whole, rest)) => format!("{}.{rest}", grouped(whole)),
        None => grouped(text),
    }
}

/// The label of a fact; its name when the model does not know it.
pub(super) fn label<'a>(words: &Words, model: &'a Model, name: &'a str) -> &'a str {
    match model.fact(name) {
        Some(at) => model.fact_at(at).label.get(words.lang),
        None => name,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::exact::Lang;

    #[test]
    fn terms_are_said_in_words() {
        let (es, en) = (Words::of(Lang::Es), Words::of(Lang::En));
        assert_eq!(term(es, Term::of(3, 6, 0)), "3 años 6 meses");
        assert_eq!(term(en, Term::of(1, 0, 3)), "1 year 3 days");
        assert_eq!(terms(es, Some(Term::of(7, 0, 0)), Term::of(12, 0, 0)), "7 a 12 años");
        assert_eq!(terms(es, Some(Term::of(0, 3, 0)), Term::of(2, 0, 0)), "3 meses a 2 años");
        assert_eq!(terms(es, None, Term::of(2, 0, 0)), "hasta 2 años");
        assert_eq!(terms(es, Some(Term::of(2, 0, 0)), Term::of(2, 0, 0)), "2 años");
    }

    #[test]
    fn numbers_are_grouped_from_five_digits_on() {
        assert_eq!(number(5000), "5000");
        assert_eq!(number(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(money(Money::from_cents(7304)), "$73.04");
        assert_eq!(money(Money::from_cents(12_345_600)), "$123\u{202f}456.00");
    }

    #[test]
    fn dates_are_said_in_words() {
        let day = Date::new(2007, 3, 28).unwrap();
        assert_eq!(date(Words::of(Lang::Es), day), "28 de marzo de 2007");
        assert_eq!(date(Words::of(Lang::En), day), "28 March 2007");
    }
}
