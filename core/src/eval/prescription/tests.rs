#![allow(clippy::unwrap_used, reason = "tests")]

use super::days::{Act, End, Run};
use crate::exact::{Date, Ratio, Term};
use crate::packed::Str;
use proptest::prelude::*;

fn date(days: i32) -> Date {
    Date::from_days(days).unwrap()
}

fn act(day: i32, within: bool) -> Act {
    let within = within.then(|| Ratio::new(1, 2));
    Act { on: (date(day), date(day)), until: None, within, by: Str::default(), kind: 0 }
}

fn run(acts: &[Act], start: i32, years: u32) -> Date {
    let run = Run { acts, pauses: &[], most: Some(Ratio::new(1, 2)), from_each_restart: false };
    run.expires(date(start), Term::of(years, 0, 0), End::Latest).unwrap().expires.unwrap()
}

proptest! {
    /// One interruption more never brings the end of a term forward.
    #[test]
    fn interruptions_only_lengthen(
        days in prop::collection::vec((0..20_000_i32, any::<bool>()), 0..6),
        more in 0..20_000_i32,
        within in any::<bool>(),
        years in 1..40_u32,
    ) {
        let mut acts: Vec<Act> = days.iter().map(|(day, within)| act(*day, *within)).collect();
        let before = run(&acts, 5_000, years);
        acts.push(act(more, within));
        prop_assert!(run(&acts, 5_000, years) >= before);
    }

    /// A longer term, and a later start, never end earlier.
    #[test]
    fn longer_and_later_end_later(
        days in prop::collection::vec((0..20_000_i32, any::<bool>()), 0..6),
        years in 1..40_u32,
        more in 0..20_u32,
        later in 0..2_000_i32,
    ) {
        let acts: Vec<Act> = days.iter().map(|(day, within)| act(*day, *within)).collect();
        prop_assert!(run(&acts, 5_000, years + more) >= run(&acts, 5_000, years));
        prop_assert!(run(&acts, 5_000 + later, years) >= run(&acts, 5_000, years));
    }
}

#[test]
fn the_first_day_is_not_counted_twice() {
    // «A partir del momento en que se consumó»: the anniversary of the day is the day it prescribes.
    let start = Date::parse("2012-02-29").unwrap();
    let run = Run { acts: &[], pauses: &[], most: None, from_each_restart: false };
    let expires = run.expires(start, Term::of(3, 0, 0), End::Latest).unwrap().expires;
    assert_eq!(expires, Some(Date::parse("2015-02-28").unwrap()));
}
