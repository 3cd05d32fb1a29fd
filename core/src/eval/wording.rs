//! The sentences that stages put into a verdict, in both languages.

use crate::exact::{Date, Text};
use crate::model::{Combines, Effect, Op, Part};

/// What an effect does, in words.
pub(crate) fn effect(effect: &Effect) -> Text {
    let f = effect.fraction.map(|f| f.to_string()).unwrap_or_default();
    let to = effect.to_fraction.map(|f| f.to_string()).unwrap_or_default();
    let (es, en) = match effect.op {
        Op::Increased => (format!("aumenta en {f}"), format!("increased by {f}")),
        Op::IncreasedUpTo => (format!("aumenta hasta en {f}"), format!("increased by up to {f}")),
        Op::BothEndsIncreasedUpTo => (
            format!("aumenta hasta en {f}, en su mínimo y en su máximo"),
            format!("increased by up to {f}, at both ends"),
        ),
        Op::MaximumIncreasedUpTo => {
            (format!("el máximo aumenta hasta en {f}"), format!("the maximum is increased by up to {f}"))
        }
        Op::IncreasedBetween => (format!("aumenta de {f} y hasta en {to}"), format!("increased from {f} up to {to}")),
        Op::Doubled => ("aumenta al doble".into(), "doubled".into()),
        Op::UpToDoubled => ("aumenta hasta el doble".into(), "up to doubled".into()),
        Op::OneMoreTanto => ("aumenta en un tanto más".into(), "increased by as much again".into()),
        Op::Added => ("se agrega otra pena".into(), "another penalty is added".into()),
        Op::Replaced => ("otra sanción toma su lugar".into(), "another sanction takes its place".into()),
        Op::Becomes => (format!("queda en {f} partes"), format!("becomes {f} of it")),
        Op::BecomesUpTo => (format!("queda hasta en {f} partes"), format!("becomes up to {f} of it")),
        Op::MaximumBecomesUpTo => (
            format!("el mínimo se conserva y el máximo queda hasta en {f} partes"),
            format!("the minimum stays and the maximum becomes up to {f} of it"),
        ),
        Op::Reduced => (format!("se reduce en {f}"), format!("reduced by {f}")),
        Op::ReducedUpTo => (format!("se reduce hasta en {f}"), format!("reduced by up to {f}")),
    };
    let (part_es, part_en) = match effect.parts.as_slice() {
        [Part::Prison] => ("la prisión", "prison"),
        [Part::Fine] => ("la multa", "the fine"),
        [Part::CommunityWork] => ("el trabajo comunitario", "community work"),
        [Part::Fine, Part::CommunityWork] => ("lo demás", "the rest"),
        _ => ("la pena", "the penalty"),
    };
    let (may_es, may_en) = if effect.may { (" (puede)", " (may be)") } else { ("", "") };
    Text::new(format!("{part_es}{may_es}: {es}"), format!("{part_en}{may_en}: {en}"))
}

pub(crate) fn not_stated(by: &str) -> Text {
    Text::new(
        format!("la ley no señala un marco de pena y lo deja a lo que dispone {by}"),
        format!("the law states no range and leaves it to {by}"),
    )
}

pub(crate) fn outside_the_pack() -> Text {
    Text::new(
        "la pena es la de otro delito que no está codificado o no se conoce",
        "the penalty is that of another offence, which is not encoded or not known",
    )
}

pub(crate) fn floor() -> Text {
    Text::new("la prisión nunca es menor que el mínimo general", "prison is never below the general minimum")
}

pub(crate) fn ceiling() -> Text {
    Text::new("la prisión no pasa del máximo general", "prison does not pass the general maximum")
}

pub(crate) fn stands_instead() -> Text {
    Text::new("esta pena toma el lugar de la del tipo", "this penalty stands in place of the offence's own")
}

pub(crate) fn from_basic_type() -> Text {
    Text::new("se vuelve a la pena del tipo básico", "back to the penalty of the basic offence")
}

pub(crate) fn collapsed() -> Text {
    Text::new(
        "el máximo quedaría por debajo del mínimo, que la ley no permite rebajar: la pena es un solo punto",
        "the maximum would fall below the minimum, which the law keeps: the penalty is a single point",
    )
}

pub(crate) fn nothing_to_move() -> Text {
    Text::new("la regla no encuentra pena con marco sobre la cual obrar", "the rule finds no stated range to act upon")
}

pub(crate) fn gap(name: &Text, note: &Text, from: Option<Date>, to: Option<Date>) -> Text {
    let day = |d: Option<Date>| d.map(|d| d.to_string());
    let span_es = match (day(from), day(to)) {
        (Some(a), Some(b)) => format!(" ({a} a {b})"),
        (Some(a), None) => format!(" (desde {a})"),
        (None, Some(b)) => format!(" (hasta {b})"),
        (None, None) => String::new(),
    };
    let span_en = span_es.replace(" a ", " to ").replace("desde", "from").replace("hasta", "until");
    Text::new(
        format!("texto no codificado{span_es}: {}: {}", name.es, note.es),
        format!("text not encoded{span_en}: {}: {}", name.en, note.en),
    )
}

pub(crate) fn earlier_text(name: &Text, since: Date) -> Text {
    Text::new(
        format!("{}: el texto anterior al {since} no está codificado; no se aplica el posterior", name.es),
        format!("{}: the text before {since} is not encoded; the later one is not applied", name.en),
    )
}

pub(crate) fn older_text(since: Date) -> Text {
    Text::new(
        format!("el texto anterior al {since} no está codificado; su efecto no se conoce"),
        format!("the text before {since} is not encoded; its effect is not known"),
    )
}

pub(crate) fn not_yet_in_force(name: &Text, since: Date) -> Text {
    Text::new(
        format!("{}: entró en vigor el {since}, después del hecho", name.es),
        format!("{}: in force since {since}, after the act", name.en),
    )
}

pub(crate) fn law_seen_until(day: Date) -> Text {
    Text::new(
        format!("la ley se siguió hasta el {day}; una reforma posterior no se conoce aquí"),
        format!("the law was followed until {day}; a later reform is not known here"),
    )
}

pub(crate) fn uncertain(name: &Text, note: &Text) -> Text {
    Text::new(
        format!("{}: redacción incierta: {}", name.es, note.es),
        format!("{}: wording uncertain: {}", name.en, note.en),
    )
}

pub(crate) fn unknown_date() -> Text {
    Text::new(
        "no se conoce la fecha del hecho: rigen leyes distintas según el día",
        "the date of the act is not known: different laws rule on different days",
    )
}

/// Why a charge yields to another.
pub(crate) fn displaced(over: &str, ground: crate::model::Ground) -> Text {
    use crate::model::Ground;
    let (es, en) = match ground {
        Ground::Speciality => ("especialidad", "speciality"),
        Ground::Subsidiarity => ("subsidiariedad", "subsidiarity"),
        Ground::Consumption => ("consunción", "consumption"),
        Ground::Alternativity => ("alternatividad", "alternativity"),
    };
    Text::new(format!("lo desplaza {over}, por {es}"), format!("displaced by {over}, by {en}"))
}

/// What excludes a charge.
pub(crate) fn excluded(by: &str) -> Text {
    Text::new(format!("lo excluye {by}"), format!("excluded by {by}"))
}

/// Why a later version is or is not milder.
pub(crate) fn milder(compare: crate::verdict::Compare, date: Date, order: &str) -> Text {
    use crate::verdict::Compare;
    match compare {
        Compare::Milder => Text::new(
            format!("la ley en vigor desde el {date} da un resultado más favorable (orden: {order})"),
            format!("the law in force since {date} gives a milder result (order: {order})"),
        ),
        Compare::Harsher => Text::new(
            format!("la ley en vigor desde el {date} es más severa; rige la del hecho"),
            format!("the law in force since {date} is harsher; the law of the act governs"),
        ),
        Compare::Equal => Text::new("ambas leyes dan lo mismo", "both laws give the same"),
        Compare::Incomparable => Text::new(
            format!(
                "con la ley en vigor desde el {date} unas partes bajan y otras suben: no se comparan y rige la del hecho"
            ),
            format!(
                "under the law in force since {date} some parts fall and others rise: not comparable, the law of the act governs"
            ),
        ),
    }
}

pub(crate) fn version(offence: &str) -> Text {
    Text::new(format!("{offence}: texto vigente"), format!("{offence}: text in force"))
}

pub(crate) fn no_rule_of_concurrence() -> Text {
    Text::new(
        "las reglas del concurso vigentes ese día no están codificadas",
        "the rules of concurrence in force on that day are not encoded",
    )
}

pub(crate) fn as_real() -> Text {
    Text::new(
        "una sola conducta, pero por uno de los delitos rigen las reglas del concurso real",
        "one conduct, but for one of the offences the rules of real concurrence govern",
    )
}

pub(crate) fn continued() -> Text {
    Text::new("delito continuado: cuenta una vez", "continued offence: it counts once")
}

pub(crate) fn not_continued(a: &str, b: &str) -> Text {
    Text::new(
        format!("{a} y {b} no son un delito continuado: no violan el mismo precepto contra la misma víctima"),
        format!(
            "{a} and {b} are not one continued offence: they do not break the same provision against the same victim"
        ),
    )
}

pub(crate) fn combined(how: &Combines) -> Text {
    match how {
        Combines::Every => {
            Text::new("se imponen las penas de todos los delitos", "the penalties of all offences are imposed")
        }
        Combines::Gravest { up_to, own: true, .. } => Text::new(
            format!("la del delito más grave, que aumenta hasta en {up_to} de su propio máximo"),
            format!("that of the gravest offence, increased by up to {up_to} of its own maximum"),
        ),
        Combines::Gravest { up_to, own: false, .. } => Text::new(
            format!("la del delito más grave, que puede aumentarse hasta en {up_to} del máximo de los restantes"),
            format!(
                "that of the gravest offence, which may be increased by up to {up_to} of the maximum of the others"
            ),
        ),
    }
}
