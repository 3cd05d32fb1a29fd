//! The sentences of prescription, in both languages.

use super::days::Days;
use crate::exact::{Date, Text};

pub(super) fn never() -> Text {
    Text::new("no prescribe", "never prescribes")
}
pub(super) fn fixed() -> Text {
    Text::new("plazo que señala la ley", "term that the law states")
}
pub(super) fn mean() -> Text {
    Text::new("término medio aritmético de la prisión, con modalidades", "arithmetic mean of prison, with modalities")
}
pub(super) fn floor() -> Text {
    Text::new("nunca menos de lo que la ley señala", "never less than the law states")
}
pub(super) fn multiplied(factor: &str) -> Text {
    Text::new(format!("el plazo se multiplica por {factor}"), format!("the term is multiplied by {factor}"))
}
pub(super) fn start(days: Days, as_of: Date) -> Text {
    match (days.from, days.to) {
        (None, _) => Text::new("no ha empezado a correr", "it has not begun to run"),
        (Some(from), Some(to)) if from == to && from <= as_of => Text::new("empieza a correr", "it begins to run"),
        (Some(from), Some(to)) if from == to => Text::new("empezará a correr", "it will begin to run"),
        (Some(from), Some(to)) => Text::new(
            format!("empieza a correr entre {from} y {to}"),
            format!("it begins to run between {from} and {to}"),
        ),
        (Some(from), None) => {
            Text::new(format!("no empieza a correr antes de {from}"), format!("it does not begin to run before {from}"))
        }
    }
}
pub(super) fn interrupted(what: &Text, resumed: Date) -> Text {
    Text::new(
        format!("{}: interrumpe, y el plazo corre de nuevo desde {resumed}", what.es),
        format!("{}: it interrupts, and the term runs anew from {resumed}", what.en),
    )
}
pub(super) fn stands_still(what: &Text) -> Text {
    Text::new(
        format!("{}: interrumpe, y la interrupción subsiste", what.es),
        format!("{}: it interrupts, and the interruption lasts", what.en),
    )
}
pub(super) fn too_late(what: &Text, before: bool) -> Text {
    if before {
        return Text::new(
            format!("{}: no interrumpe, pues el plazo no había empezado", what.es),
            format!("{}: it does not interrupt, for the term had not begun", what.en),
        );
    }
    Text::new(
        format!("{}: no interrumpe, pues ya había corrido la parte del plazo que la ley señala", what.es),
        format!("{}: it does not interrupt, for the part of the term that the law states had run", what.en),
    )
}
pub(super) fn suspended(until: Option<Date>) -> Text {
    match until {
        Some(day) => {
            Text::new(format!("el plazo se suspende hasta {day}"), format!("the term stands still until {day}"))
        }
        None => Text::new("el plazo se suspende", "the term stands still"),
    }
}
pub(super) fn capped() -> Text {
    Text::new("las interrupciones no lo alargan más", "interruptions lengthen it no further")
}
pub(super) fn expiry() -> Text {
    Text::new("prescribe", "it prescribes")
}
pub(super) fn majority() -> Text {
    Text::new("la víctima cumple la mayoría de edad", "the victim comes of age")
}
pub(super) fn half_term(offence: &str) -> Text {
    Text::new(format!("{offence}: transcurre la mitad del plazo"), format!("{offence}: half of the term has run"))
}
pub(super) fn expires(offence: &str) -> Text {
    Text::new(format!("{offence}: prescribe la acción"), format!("{offence}: the action prescribes"))
}
pub(super) fn not_governing(since: Date, outcome: &Text) -> Text {
    Text::new(
        format!("según el texto vigente desde {since}: {}; no rige este hecho", outcome.es),
        format!("under the text in force since {since}: {}; it does not govern this act", outcome.en),
    )
}
pub(super) fn governing(since: Date) -> Text {
    Text::new(format!("rige el texto vigente desde {since}"), format!("the text in force since {since} governs"))
}
pub(super) fn on_day(day: Option<Date>) -> Text {
    match day {
        Some(day) => Text::new(format!("prescribe el {day}"), format!("it prescribes on {day}")),
        None => Text::new("otro resultado", "another result"),
    }
}
pub(super) fn no_term() -> Text {
    Text::new(
        "ninguna regla señala el plazo de prescripción de un delito con esta pena",
        "no rule states the term of prescription of an offence with this penalty",
    )
}
pub(super) fn beyond_the_calendar() -> Text {
    Text::new("el plazo rebasa el año 9999", "the term passes the year 9999")
}
pub(super) fn with_the_gravest(offence: &str) -> Text {
    Text::new(
        format!("en concurso prescribe con el delito de pena mayor, {offence}"),
        format!("in concurrence it prescribes with the offence of the graver penalty, {offence}"),
    )
}
