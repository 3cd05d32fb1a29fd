//! How long something takes: warmed up, then the best of some medians.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How much is repeated.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// How many medians are taken, of which the best counts.
    pub rounds: usize,
    /// How many samples each is the median of.
    pub samples: usize,
    /// How long a sample lasts at the least.
    pub sample: Duration,
}

/// The work of a full run, and that of one which only shows that everything runs.
pub fn effort(quick: bool) -> Effort {
    match quick {
        true => Effort { rounds: 1, samples: 3, sample: Duration::from_millis(2) },
        false => Effort { rounds: 5, samples: 9, sample: Duration::from_millis(10) },
    }
}

fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

/// Nanoseconds for one call of `one`, which is told how many came before it.
pub fn each(effort: Effort, mut one: impl FnMut(usize)) -> f64 {
    let mut next = 0;
    let mut run = |calls: usize| {
        let start = Instant::now();
        for _ in 0..calls {
            one(black_box(next));
            next += 1;
        }
        start.elapsed()
    };
    let mut calls = 1;
    // The warm-up finds how many calls fill a sample.
    while run(calls) < effort.sample {
        calls *= 2;
    }
    let median_of = |run: &mut dyn FnMut(usize) -> Duration| {
        median((0..effort.samples).map(|_| run(calls).as_nanos() as f64 / calls as f64).collect())
    };
    (0..effort.rounds).map(|_| median_of(&mut run)).fold(f64::INFINITY, f64::min)
}

/// Nanoseconds for a pass over a table: fewer passes the longer one takes.
pub fn pass(effort: Effort, mut whole: impl FnMut()) -> f64 {
    let mut run = || {
        let start = Instant::now();
        whole();
        start.elapsed()
    };
    let first = run();
    let (rounds, samples) = match first.as_millis() {
        ..=500 => (effort.rounds, effort.samples.min(5)),
        501..=5_000 => (effort.rounds.min(2), 3),
        _ => (1, 1),
    };
    let median_of = |run: &mut dyn FnMut() -> Duration| median((0..samples).map(|_| run().as_nanos() as f64).collect());
    (0..rounds).map(|_| median_of(&mut run)).fold(f64::INFINITY, f64::min)
}
