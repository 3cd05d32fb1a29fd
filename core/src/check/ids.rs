//! Addresses as they are written: completed with the siglum of their section, spelt in ASCII.

use super::place::Place;
use super::report::Report;
use crate::exact::ProvisionId;
use crate::packed::Str;
use crate::syntax::tree::{At, Span};

/// Whether a name has the form of an address rather than of a word.
pub(crate) fn is_id(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit()) || name.contains(':')
}

/// The ASCII spelling of a name: accents dropped.
pub(crate) fn ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'á' | 'à' | 'ä' => 'a',
            'é' | 'è' | 'ë' => 'e',
            'í' | 'ì' | 'ï' => 'i',
            'ó' | 'ò' | 'ö' => 'o',
            'ú' | 'ù' | 'ü' => 'u',
            'ñ' => 'n',
            'Á' => 'A',
            'É' => 'E',
            'Í' => 'I',
            'Ó' => 'O',
            'Ú' => 'U',
            'Ñ' => 'N',
            c if c.is_ascii() => c,
            _ => '-',
        })
        .collect()
}

/// The full address of a name in an item, reported when it is not one.
pub(crate) fn complete(report: &Report, place: &Place, name: &At<Str>) -> Option<ProvisionId> {
    complete_text(report, place, &name.value, name.span)
}

/// As [`complete`], for a text within a larger span.
pub(crate) fn complete_text(report: &Report, place: &Place, text: &str, span: Span) -> Option<ProvisionId> {
    let at = place.spot(span);
    if !text.is_ascii() {
        let help = format!("write `{}`: ids are spelt without accents", ascii(text));
        report.error(at, "id.malformed", format!("`{text}` is not spelt in ASCII"), help);
        return None;
    }
    if let Some(id) = ProvisionId::parse(text) {
        return Some(id);
    }
    if place.law.is_empty() && text.starts_with(|c: char| c.is_ascii_digit()) {
        let help = format!("write the law's siglum before it, such as `CPF:{text}`, or place the item under a `law`");
        report.error(at, "id.no_law", format!("`{text}` does not say of which law"), help);
        return None;
    }
    let id = ProvisionId::parse_in(&place.law, text);
    if id.is_none() {
        let help = "an id is an article and its parts, such as `201`, `205-Bis:d` or `CPF:107:p1`";
        report.error(at, "id.malformed", format!("`{text}` is not an address of the law"), help);
    }
    id
}
