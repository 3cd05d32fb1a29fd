//! Which offences of a case stand, and how, without penalties and reasons.
//!
//! Most offences fall by the sieve. Where the elements of all that are left decide them, they are told at once; where
//! something else bears on one of them (an exclusion, a later law, a rival), those that are left are judged.

use super::context::{Context, Frame};
use super::evaluate::matched;
use super::governed::{days, in_scope};
use super::letters_of;
use super::run::Wires;
use super::sieve::{Sieve, Text, Which};
use super::turns::that_bear;
use crate::exact::Date;
use crate::facts::Truth;
use crate::model::{Body, Cond, Element, Form, Kind, Offence, Wire};
use crate::packed::Str;
use crate::verdict::{Matched, Status};

/// Which offences of each count stand, with their status, in catalogue order.
pub(crate) fn matches(context: &Context<'_>) -> Vec<Vec<Matched>> {
    let all = || matched(context, context.index.of(Kind::Offence));
    let [count] = context.case.counts.as_slice() else { return all() };
    let frame = Frame::new(context, count);
    let Some(day) = single_day(&frame) else { return all() };
    let sieve = context.sieve();
    let left = sieve.left(&count.views, day, Which::InForce);
    at_once(&frame, &left, day).map_or_else(
        || matched(context, &left.iter().map(|at| sieve.texts[*at].provision).collect::<Vec<_>>()),
        |found| vec![found],
    )
}

/// The day of an act that has one day, and ends on it.
pub(crate) fn single_day(frame: &Frame<'_>) -> Option<Date> {
    let days = days(frame);
    (days.act == days.end && days.act.0 == days.act.1).then_some(days.act.0)
}

/// What stands among some texts of a day, when their elements are enough.
fn at_once(frame: &Frame<'_>, left: &[usize], day: Date) -> Option<Vec<Matched>> {
    if left.is_empty() {
        return Some(Vec::new());
    }
    let sieve = frame.context.sieve();
    let desk = Desk { frame, wires: frame.wires(day), sieve, left, day };
    if desk.wires.views() != 1 {
        return None;
    }
    let mut found = Vec::with_capacity(left.len());
    for at in left {
        match desk.told(&sieve.texts[*at]) {
            Told::Out => {}
            Told::Stands(matched) => found.push(matched),
            Told::Open => return None,
        }
    }
    Some(found)
}

/// What its elements make of an offence.
enum Told {
    Out,
    Stands(Matched),
    /// They are not enough.
    Open,
}

/// A count of one view, on a day of law.
struct Desk<'d> {
    frame: &'d Frame<'d>,
    wires: Wires<'d>,
    sieve: &'d Sieve,
    /// The places of the texts that are left.
    left: &'d [usize],
    day: Date,
}

impl Desk<'_> {
    fn told(&self, text: &Text) -> Told {
        let versions = &self.frame.context.provision(text.provision).versions;
        let offences = || versions.iter().filter_map(|version| offence(&version.body));
        let Some(own) = offence(&versions[text.version].body) else { return Told::Out };
        if offences().next().is_none_or(|first| !in_scope(self.frame.count.scope, first.victims)) {
            return Told::Out;
        }
        let elements = own.elements.iter().map(|element| self.element(element));
        let exceptions = own.exceptions.iter().map(|element| self.element(element).map(|truth| !truth));
        let (mut all, mut enough) = (Truth::True, true);
        for truth in elements.chain(exceptions) {
            match truth {
                Some(Truth::False) => return Told::Out,
                Some(truth) => all = all.and(truth),
                None => enough = false,
            }
        }
        let Some(name) = self.name(text, own) else { return Told::Open };
        if !enough || self.more_bears(text.provision) {
            return Told::Open;
        }
        Told::Stands(Matched {
            offence: name,
            status: if all == Truth::True { Status::Applies } else { Status::Undetermined },
        })
    }

    /// The truth of an element that its own wires decide.
    fn element(&self, element: &Element) -> Option<Truth> {
        let truth = match &element.form {
            Form::Plain(condition) => self.wire(condition),
            Form::OneOf(letters) => letters
                .iter()
                .try_fold(Truth::False, |any, letter| self.wire(&letter.condition).map(|truth| any.or(truth))),
            Form::Gap(..) => None,
        };
        truth.filter(|_| element.waived.is_none())
    }
    fn wire(&self, condition: &Cond) -> Option<Truth> {
        (condition.wire != Wire::NONE).then(|| self.wires.wire(condition.wire, 0))
    }

    /// The id with the only letter that is met; nothing when which one names the charge is not seen.
    fn name(&self, text: &Text, offence: &Offence) -> Option<Str> {
        let mut standing = letters_of(offence)
            .map(|letter| (letter, self.wire(&letter.condition)))
            .filter(|(_, truth)| *truth != Some(Truth::False));
        match (standing.next(), standing.next()) {
            (None, _) => Some(text.name.clone()),
            (Some((letter, Some(Truth::True))), None) if letter.name.is_empty() => Some(text.name.clone()),
            (Some((letter, Some(Truth::True))), None) => {
                self.frame.context.id(text.provision).map(|id| id.letter(&letter.name).text())
            }
            _ => None,
        }
    }

    /// Whether something else than its elements may decide what becomes of an offence that they leave standing.
    fn more_bears(&self, offence: usize) -> bool {
        let context = self.frame.context;
        let rivals = context.index.rivals(context.model, offence);
        if !rivals.is_empty() && self.left.iter().any(|at| rivals.contains(&self.sieve.texts[*at].provision)) {
            return true;
        }
        // An exclusion may be met while none of its wires fails.
        let doubts = context.index.doubts(context.model, offence);
        if doubts.iter().any(|together| together.iter().all(|wire| !self.wires.fails(Wire(*wire)))) {
            return true;
        }
        let reach = context.reach(offence);
        that_bear(&reach.turns, self.frame, reach, (self.day, context.case.as_of)).next().is_some()
    }
}

fn offence(body: &Body) -> Option<&Offence> {
    match body {
        Body::Offence(offence) => Some(offence),
        _ => None,
    }
}
