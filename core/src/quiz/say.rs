//! Small matters of grammar: lists, capitals, contractions, addresses of the law, in both languages.

use super::countries;
use crate::exact::{Date, Lang, ProvisionId, Term, Text};
use crate::verdict::text::words::Words;
use crate::verdict::text::{penalty as penalties, values};
use crate::verdict::{EffectShape, Penalty};

/// A text made once for each language.
pub(super) fn both(make: impl Fn(Lang) -> String) -> Text {
    Text::new(make(Lang::Es), make(Lang::En))
}

/// The Spanish or the English of a pair.
pub(super) fn either(lang: Lang, es: &str, en: &str) -> String {
    (if lang == Lang::Es { es } else { en }).to_owned()
}

/// `a, b y c`; *y* becomes *e* before the sound *i*.
pub(super) fn listed(lang: Lang, parts: &[String]) -> String {
    let Some((last, before)) = parts.split_last() else { return String::new() };
    if before.is_empty() {
        return last.clone();
    }
    // A part with commas of its own would be torn apart by the commas of the list.
    if parts.iter().any(|part| part.contains(", ")) {
        return parts.join("; ");
    }
    let and = match lang {
        Lang::En => "and",
        Lang::Es if sounds_i(last) => "e",
        Lang::Es => "y",
    };
    format!("{} {and} {last}", before.join(", "))
}

fn sounds_i(word: &str) -> bool {
    let word = word.to_lowercase();
    let own = word.strip_prefix('h').unwrap_or(&word);
    (own.starts_with('i') || own.starts_with('í')) && !own.starts_with("ie") && !own.starts_with("ia")
}

/// With a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// With a full stop, unless it ends a sentence already.
pub(super) fn sentence(text: &str) -> String {
    let text = capital(text.trim());
    if text.ends_with(['.', '?', '!']) { text } else { format!("{text}.") }
}

/// *of* someone: *de la víctima*, *del hecho*.
pub(super) fn of(lang: Lang, whom: &str) -> String {
    match (lang, whom.strip_prefix("el ")) {
        (Lang::En, _) => format!("of {whom}"),
        (Lang::Es, Some(rest)) => format!("del {rest}"),
        (Lang::Es, None) => format!("de {whom}"),
    }
}

/// `1 de marzo de 2024`
pub(super) fn date(lang: Lang, day: Date) -> String {
    values::date(Words::of(lang), day)
}

/// `3 años y 6 meses`
pub(super) fn term(lang: Lang, term: Term) -> String {
    values::term(Words::of(lang), term)
}

/// `prisión de 7 a 12 años y multa de 800 a 2500 días multa`
pub(super) fn penalty(lang: Lang, penalty: &Penalty) -> String {
    penalties::penalty(Words::of(lang), penalty)
}

/// What an effect does; two parts of a penalty want the plural.
pub(super) fn effect(lang: Lang, shape: &EffectShape) -> String {
    let said = penalties::effect(Words::of(lang), shape);
    if shape.parts.len() != 2 {
        return said;
    }
    let plural: &[(&str, &str)] = match lang {
        Lang::Es => &[
            (" aumenta ", " aumentan "),
            (" se duplica", " se duplican"),
            (" puede ", " pueden "),
            (" pasa ", " pasan "),
            (" se reduce ", " se reducen "),
            (" de la que ", " de las que "),
            (" corresponde", " corresponden"),
        ],
        Lang::En => &[(" is ", " are "), (" becomes ", " become ")],
    };
    plural.iter().fold(said, |said, (one, many)| said.replacen(one, many, 1))
}

/// With a small letter, unless it begins a siglum.
pub(super) fn small(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// A country by its name.
pub(super) fn country(lang: Lang, code: &str) -> String {
    let (es, en) = countries::named(code);
    if lang == Lang::Es { es } else { en }
}

/// `art. 205 Bis, inciso d, CPF`
pub(super) fn address(id: &str) -> Text {
    both(|lang| address_in(lang, id))
}

/// The same in one language; an id that is a name stays as it is.
pub(super) fn address_in(lang: Lang, id: &str) -> String {
    let Some(parsed) = ProvisionId::parse(id) else { return id.replace('_', " ") };
    let mut out = format!("art. {}", article(parsed.article()));
    for part in parsed.clause().unwrap_or_default().split(':').filter_map(|part| clause(lang, part)) {
        out.push_str(", ");
        out.push_str(&part);
    }
    format!("{out}, {}", parsed.law())
}

/// `205-Bis` as it is printed: `205 Bis`.
fn article(article: &str) -> String {
    article.replace('-', " ").replace("Quater", "Quáter")
}

/// A part of an article; a row that has but a name of ours has no address.
fn clause(lang: Lang, part: &str) -> Option<String> {
    let digits =
        |prefix: char| part.strip_prefix(prefix).filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if let Some(n) = digits('p') {
        return Some(format!("{} {n}", either(lang, "párrafo", "paragraph")));
    }
    if let Some(n) = digits('s') {
        return Some(format!("{} {n}", either(lang, "parte", "part")));
    }
    if !part.is_empty() && part.bytes().all(|b| b"IVXLC".contains(&b)) {
        return Some(format!("{} {part}", either(lang, "fracción", "fraction")));
    }
    let letter = part.len() == 1 && part.bytes().all(|b| b.is_ascii_lowercase());
    letter.then(|| format!("{} {part}", either(lang, "inciso", "letter")))
}

#[cfg(test)]
mod tests {
    use super::{address_in, capital, listed, of, sentence};
    use crate::exact::Lang;

    #[test]
    fn lists_are_joined_as_each_language_does() {
        let list = |lang, parts: &[&str]| listed(lang, &parts.iter().map(|&p| p.to_owned()).collect::<Vec<_>>());
        assert_eq!(list(Lang::Es, &["obligar"]), "obligar");
        assert_eq!(list(Lang::Es, &["obligar", "procurar"]), "obligar y procurar");
        assert_eq!(list(Lang::Es, &["obligar", "procurar", "inducir"]), "obligar, procurar e inducir");
        assert_eq!(list(Lang::Es, &["robo", "hierro"]), "robo y hierro");
        assert_eq!(list(Lang::En, &["force", "induce"]), "force and induce");
        assert_eq!(list(Lang::En, &["fix, record or film", "induce"]), "fix, record or film; induce");
        assert_eq!(list(Lang::Es, &[]), "");
    }

    #[test]
    fn sentences_begin_and_end_as_they_should() {
        assert_eq!(capital("área"), "Área");
        assert_eq!(sentence(" rige la ley "), "Rige la ley.");
        assert_eq!(sentence("Rige la ley."), "Rige la ley.");
        assert_eq!(of(Lang::Es, "el hecho"), "del hecho");
        assert_eq!(of(Lang::Es, "la víctima"), "de la víctima");
        assert_eq!(of(Lang::En, "the act"), "of the act");
    }

    #[test]
    fn addresses_are_read_as_lawyers_write_them() {
        assert_eq!(address_in(Lang::Es, "CPF:205-Bis:d"), "art. 205 Bis, inciso d, CPF");
        assert_eq!(address_in(Lang::En, "CPF:107:p1:s2"), "art. 107, paragraph 1, part 2, CPF");
        assert_eq!(address_in(Lang::Es, "CPF:343-Quater"), "art. 343 Quáter, CPF");
        assert_eq!(address_in(Lang::Es, "LEI:10:IV"), "art. 10, fracción IV, LEI");
        assert_eq!(address_in(Lang::Es, "CPF:262:under_fifteen"), "art. 262, CPF");
        assert_eq!(address_in(Lang::Es, "prison_floor"), "prison floor");
    }
}
