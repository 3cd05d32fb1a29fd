//! Ranges as they are computed: prison in days, fines and community work in their units, all exact.

use crate::exact::Ratio;
use crate::model::{Choice, Effect, FineUnit, Op, Part, PenaltyRange, Stated};
use crate::packed::Str;

/// Two ends. INVARIANT: `min <= max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ends {
    pub min: Ratio,
    pub max: Ratio,
}

impl Ends {
    fn map(self, f: impl Fn(Ratio) -> Ratio) -> Ends {
        Ends { min: f(self.min), max: f(self.max) }
    }
    fn hull(self, other: Ends) -> Ends {
        Ends { min: self.min.min(other.min), max: self.max.max(other.max) }
    }
    fn plus(self, other: Ends) -> Ends {
        Ends { min: self.min + other.min, max: self.max + other.max }
    }
    /// Never inverted, never below zero.
    fn ordered(self) -> Ends {
        let zero = Ratio::default();
        let max = self.max.max(zero);
        Ends { min: self.min.max(zero).min(max), max }
    }
}

/// A penalty while it is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Amounts {
    pub prison: Option<Ends>,
    pub fines: Vec<(Ends, FineUnit)>,
    pub work: Option<Ends>,
    pub choice: Choice,
    /// Accessory consequences that stand in the penalty's place (substitution).
    pub replaced_by: Vec<Str>,
}

/// What the arithmetic needs to know of readings and floors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// `up_to=max_only`: "hasta" moves only the far end.
    pub far_end_only: bool,
    /// The floor of prison, in days.
    pub prison_floor: Ratio,
}

/// What happened while an effect was applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Applied {
    /// A part it names is missing, so it moved nothing there.
    pub nothing_to_move: bool,
    /// The maximum fell below the minimum and became it.
    pub collapsed: bool,
    /// The reading of "hasta" decided.
    pub used_up_to: bool,
}

impl Amounts {
    /// A stated range; open floors are the floor of prison, one unit of fine, one session.
    pub(crate) fn stated(range: &PenaltyRange, rules: &Rules) -> Amounts {
        let ends = |s: Stated<Ratio>, floor: Ratio| Ends { min: s.min.unwrap_or(floor.min(s.max)), max: s.max };
        let one = Ratio::from_integer(1);
        Amounts {
            prison: range
                .prison
                .map(|s| ends(Stated { min: s.min.map(|t| t.days()), max: s.max.days() }, rules.prison_floor)),
            fines: range
                .fine
                .iter()
                .map(|(s, unit)| (ends(Stated { min: s.min.map(|n| n.0), max: s.max.0 }, one), *unit))
                .collect(),
            work: range.work.map(|s| ends(Stated { min: s.min.map(|n| n.0), max: s.max.0 }, one)),
            choice: range.choice,
            replaced_by: Vec::new(),
        }
    }

    /// The order of gravity: prison maximum, then minimum, then fines, then work.
    pub(crate) fn gravity(&self) -> impl Ord + use<> {
        let key = |ends: Option<Ends>| ends.map(|e| (e.max, e.min));
        let fine = self.fines.iter().map(|(e, _)| (e.max, e.min)).max();
        (key(self.prison), fine, key(self.work))
    }

    /// The smallest penalty that holds both.
    pub(crate) fn hull(&self, other: &Amounts) -> Amounts {
        let floor = |ends: Ends| Ends { min: Ratio::default(), max: ends.max };
        let join = |a: Option<Ends>, b: Option<Ends>| match (a, b) {
            (Some(a), Some(b)) => Some(a.hull(b)),
            (Some(one), None) | (None, Some(one)) => Some(floor(one)),
            (None, None) => None,
        };
        let mut fines: Vec<(Ends, FineUnit)> = Vec::new();
        for (own, theirs) in [(self, other), (other, self)] {
            for (ends, unit) in &own.fines {
                if fines.iter().all(|(_, known)| known != unit) {
                    let both =
                        theirs.fines.iter().find(|(_, u)| u == unit).map_or(floor(*ends), |(e, _)| ends.hull(*e));
                    fines.push((both, *unit));
                }
            }
        }
        let mut replaced_by = self.replaced_by.clone();
        replaced_by.extend(other.replaced_by.iter().filter(|k| !self.replaced_by.contains(k)).cloned());
        Amounts {
            prison: join(self.prison, other.prison),
            fines,
            work: join(self.work, other.work),
            choice: if self.choice == other.choice { self.choice } else { Choice::OrBoth },
            replaced_by,
        }
    }

    /// Adds a range end by end (`added`, `besides`).
    pub(crate) fn plus(&self, other: &Amounts) -> Amounts {
        let join = |a: Option<Ends>, b: Option<Ends>| match (a, b) {
            (Some(a), Some(b)) => Some(a.plus(b)),
            (one, None) | (None, one) => one,
        };
        let mut fines = self.fines.clone();
        for (ends, unit) in &other.fines {
            match fines.iter_mut().find(|(_, known)| known == unit) {
                Some((own, _)) => *own = own.plus(*ends),
                None => fines.push((*ends, *unit)),
            }
        }
        Amounts {
            prison: join(self.prison, other.prison),
            fines,
            work: join(self.work, other.work),
            choice: self.choice,
            replaced_by: self.replaced_by.clone(),
        }
    }

    /// Applies an effect; `basis` is what its fractions are measured on. What is left to the judge only widens the range: it
    /// may stay as it is.
    pub(crate) fn apply(&self, effect: &Effect, basis: &Amounts, rules: &Rules) -> (Amounts, Applied) {
        let (after, mut done) = self.moved(effect, basis, rules);
        if !effect.may {
            return (after, done);
        }
        let otherwise = Rules { far_end_only: !rules.far_end_only, ..*rules };
        let whole = self.hull(&after);
        // The end that the reading of "hasta" moves may be the one that stays.
        done.used_up_to &= whole != self.hull(&self.moved(effect, basis, &otherwise).0);
        (whole, done)
    }

    /// As if the effect were done.
    fn moved(&self, effect: &Effect, basis: &Amounts, rules: &Rules) -> (Amounts, Applied) {
        let mut done = Applied::default();
        match (effect.op, &effect.penalty) {
            (Op::Added, Some(range)) => return (self.plus(&Amounts::stated(range, rules)), done),
            (Op::Replaced, Some(range)) => return (Amounts::stated(range, rules), done),
            (Op::Replaced, None) => {
                let empty = Amounts {
                    prison: None,
                    fines: Vec::new(),
                    work: None,
                    choice: Choice::And,
                    replaced_by: effect.consequences.clone(),
                };
                return (empty, done);
            }
            _ => {}
        }
        let mut after = self.clone();
        for part in &effect.parts {
            let moved = match part {
                Part::Prison => {
                    let on = basis.prison.or(self.prison);
                    after.prison = self.prison.zip(on).map(|(own, on)| scale(own, on, effect, rules, true, &mut done));
                    after.prison.is_some()
                }
                Part::CommunityWork => {
                    let on = basis.work.or(self.work);
                    after.work = self.work.zip(on).map(|(own, on)| scale(own, on, effect, rules, false, &mut done));
                    after.work.is_some()
                }
                Part::Fine => {
                    for (own, unit) in &mut after.fines {
                        let on = basis.fines.iter().find(|(_, u)| u == unit).map_or(*own, |(e, _)| *e);
                        let before = *own;
                        *own = scale(*own, on, effect, rules, false, &mut done);
                        own.min = own.min.max(least(before, *unit));
                        own.max = own.max.max(own.min);
                    }
                    !after.fines.is_empty()
                }
            };
            // «La pena» names whatever parts there are: only an effect on one part can find nothing to move.
            done.nothing_to_move |= !moved && effect.parts.len() == 1;
        }
        let none = after.prison.is_none() && after.fines.is_empty() && after.work.is_none();
        done.nothing_to_move |= none;
        (after, done)
    }
}

/// The least that a reduced fine may be: what is imposed in units is one unit at least (docs/language.md §13).
fn least(before: Ends, unit: FineUnit) -> Ratio {
    let one = Ratio::from_integer(1);
    let whole = matches!(unit, FineUnit::DayFine | FineUnit::Uma | FineUnit::MinimumWage);
    if whole && before.min >= one { one } else { Ratio::default() }
}

fn scale(own: Ends, on: Ends, effect: &Effect, rules: &Rules, prison: bool, done: &mut Applied) -> Ends {
    let zero = Ratio::default();
    let one = Ratio::from_integer(1);
    let f = effect.fraction.map_or(zero, |f| f.ratio());
    let to = effect.to_fraction.map_or(zero, |f| f.ratio());
    let both = !rules.far_end_only;
    let grow = |low: Ratio, high: Ratio| Ends { min: own.min + on.min * low, max: own.max + on.max * high };
    let mut up_to = |low: Ratio| {
        done.used_up_to = true;
        if both { low } else { zero }
    };
    let after = match effect.op {
        Op::Increased | Op::BothEndsIncreasedUpTo => grow(f, f),
        Op::IncreasedUpTo => grow(up_to(f), f),
        Op::MaximumIncreasedUpTo => Ends { min: own.min, max: own.max + on.max * f },
        Op::IncreasedBetween if effect.of == crate::model::Basis::Maximum => {
            Ends { min: own.min + on.max * f, max: own.max + on.max * to }
        }
        Op::IncreasedBetween => grow(f, to),
        Op::Doubled | Op::OneMoreTanto => grow(one, one),
        Op::UpToDoubled => grow(up_to(one), one),
        Op::Becomes => own.map(|n| n * f),
        Op::BecomesUpTo => {
            done.used_up_to = true;
            let floor = if prison { rules.prison_floor } else { zero };
            Ends { min: if both { own.min * f } else { floor }, max: own.max * f }
        }
        Op::MaximumBecomesUpTo => {
            done.collapsed |= own.max * f < own.min;
            Ends { min: own.min, max: (own.max * f).max(own.min) }
        }
        Op::Reduced => Ends { min: own.min - on.min * f, max: own.max - on.max * f },
        Op::ReducedUpTo => {
            done.used_up_to = true;
            Ends { min: own.min - on.min * f, max: if both { own.max - on.max * f } else { own.max } }
        }
        Op::Added | Op::Replaced => own,
    };
    after.ordered()
}
