//! Which version of a text governs.

use crate::exact::{Date, Lang, Text};
use crate::model::Version;
use crate::quiz::chance::Chance;
use crate::quiz::desk::{Desk, only_charge};
use crate::quiz::draft::Draft;
use crate::quiz::item::{ItemKind, Mistake};
use crate::quiz::say::{self, both};
use serde_json::json;

/// A decree that came into force later than this after its publication is not asked about, in days.
const LONGEST_WAIT: i32 = 120;
/// How long after a change an act is placed at most, in days.
const AFTER: usize = 40;

pub(super) fn draft(desk: &Desk<'_>, example: usize, chance: &mut Chance) -> Option<Draft> {
    let scene = desk.scene(example, None)?;
    let (at, _) = desk.offence(&only_charge(&scene)?.offence)?;
    let provision = desk.provision(at);
    let changes: Vec<usize> =
        (1..provision.versions.len()).filter(|v| turn(&provision.versions, *v).is_some()).collect();
    let change = *changes.get(chance.below(changes.len()))?;
    let published = turn(&provision.versions, change)?;
    let since = provision.versions[change].since;
    let days = [published, since.previous(), since, shifted(since, chance.below(AFTER))];
    let day = days[chance.below(days.len())];
    let dated = desk.judged(
        example,
        scene
            .rows
            .iter()
            .cloned()
            .map(|mut row| {
                row.insert("act.date".to_owned(), json!(day));
                row
            })
            .collect(),
        day,
    )?;
    let charge = only_charge(&dated).filter(|c| desk.offence(&c.offence).is_some_and(|(own, _)| own == at))?;
    let governs = provision
        .versions
        .iter()
        .position(|v| v.holds_on(day))
        .filter(|v| charge.version.since == Some(provision.versions[*v].since))?;
    let address = say::address(&provision.id);
    let stem = Text::new(
        format!("¿Qué texto de «{}» ({}) estaba en vigor el día del hecho?", provision.name.es, address.es),
        format!("Which text of “{}” ({}) was in force on the day of the act?", provision.name.en, address.en),
    );
    let mut draft = Draft::of(ItemKind::Version, &dated, day, stem);
    let why = Text::new(
        format!("El hecho es del {}. {}", say::date(Lang::Es, day), ruled(&provision.versions[governs]).es),
        format!("The act is of {}. {}", say::date(Lang::En, day), ruled(&provision.versions[governs]).en),
    );
    draft.explanation = why.clone();
    draft.answer(text(&provision.versions[governs]), None, why, &[&provision.id]);
    for (place, version) in provision.versions.iter().enumerate().filter(|(place, _)| place.abs_diff(governs) <= 2) {
        let waiting = place == governs + 1 && published <= day && day < since && place == change;
        let mistake = match place.cmp(&governs) {
            std::cmp::Ordering::Less => Mistake::OlderVersion,
            std::cmp::Ordering::Greater if waiting => Mistake::GazetteDate,
            std::cmp::Ordering::Greater => Mistake::NewerVersion,
            std::cmp::Ordering::Equal => continue,
        };
        let mut why = ruled(version);
        if waiting {
            why = Text::new(
                format!("Se publicó el {}, pero aún no regía. {}", say::date(Lang::Es, published), why.es),
                format!("It was published on {}, but did not yet rule. {}", say::date(Lang::En, published), why.en),
            );
        }
        draft.answer(text(version), Some(mistake), why, &[&provision.id]);
    }
    if published != since {
        let day = |lang| say::date(lang, published);
        let wrong = both(|lang| match lang {
            Lang::Es => format!("El que rige desde el {}", day(lang)),
            Lang::En => format!("The one that rules since {}", day(lang)),
        });
        let first = |lang| say::date(lang, since);
        let why = both(|lang| match lang {
            Lang::Es => format!("El {} es el día de la publicación; entró en vigor el {}.", day(lang), first(lang)),
            Lang::En => format!(
                "{} is the day of publication; it came into force on {}.",
                say::capital(&day(lang)),
                first(lang)
            ),
        });
        draft.answer(wrong, Some(Mistake::GazetteDate), why, &[&provision.id]);
    }
    draft.difficulty += 1 + u8::from(day < since && day >= published) * 2 + u8::from(day == since);
    draft.trains([provision.id.clone()], ["version".to_owned()]);
    Some(draft)
}

/// The day of publication of the version at a place, when a decree began it a little later and the one before is known.
fn turn(versions: &[Version], place: usize) -> Option<Date> {
    let (before, own) = (versions.get(place.checked_sub(1)?)?, versions.get(place)?);
    let meets =
        before.until.map(Date::next) == Some(own.since) && own.uncertain.is_none() && before.uncertain.is_none();
    let wait = |day: &&Date| (1..=LONGEST_WAIT).contains(&(own.since.to_days() - day.to_days()));
    own.gazette.iter().filter(wait).max().copied().filter(|day| meets && before.holds_on(*day))
}

fn shifted(day: Date, by: usize) -> Date {
    (0..by).fold(day, |day, _| day.next())
}

/// *El que rigió del … al …*
fn text(version: &Version) -> Text {
    both(|lang| {
        let since = say::date(lang, version.since);
        let until = version.until.map(|day| say::date(lang, day));
        match (lang, version.open_start, until) {
            (Lang::Es, true, Some(until)) => format!("El que rigió hasta el {until}"),
            (Lang::En, true, Some(until)) => format!("The one that ruled until {until}"),
            (Lang::Es, _, Some(until)) => format!("El que rigió del {since} al {until}"),
            (Lang::En, _, Some(until)) => format!("The one that ruled from {since} to {until}"),
            (Lang::Es, _, None) => format!("El que rige desde el {since}"),
            (Lang::En, _, None) => format!("The one that rules since {since}"),
        }
    })
}

/// When a version ruled, as a sentence.
fn ruled(version: &Version) -> Text {
    let told = text(version);
    let es = told.es.strip_prefix("El que ").unwrap_or(&told.es);
    let en = told.en.strip_prefix("The one that ").unwrap_or(&told.en);
    Text::new(format!("Este texto {es}."), format!("This text {en}."))
}
