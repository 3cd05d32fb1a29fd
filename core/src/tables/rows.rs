//! Rows judged, each alone or several as one case, on one thread or several.

use super::answer::{Answer, Depth, answers, matched};
use crate::Law;
use crate::error::Error;
use crate::facts::{Case, Column, Json, RowOptions};

/// A cell: what its column holds, the column's name, and the value.
pub(super) type Named<'a> = (Column, &'a str, &'a Json);

/// The answer to a row that is judged alone.
pub(super) fn alone<'a>(
    law: &Law,
    cells: impl Iterator<Item = Named<'a>>,
    options: &RowOptions,
    depth: Depth,
) -> Result<Vec<Answer>, Error> {
    let case = law.read_cells(cells, options)?;
    Ok(of_case(law, &case, depth))
}

/// The answers to a case, one a count.
pub(super) fn of_case(law: &Law, case: &Case, depth: Depth) -> Vec<Answer> {
    match depth {
        Depth::Match => matched(case, law.match_only(case)),
        Depth::Leading | Depth::Charges => answers(law.evaluate(case), depth),
    }
}

/// The same thing done to every place, in order; on every thread there is when the crate has `threads`.
#[cfg(feature = "threads")]
pub(super) fn each<T: Send>(count: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    use rayon::prelude::*;
    (0..count).into_par_iter().map(f).collect()
}

/// The same thing done to every place, in order.
#[cfg(not(feature = "threads"))]
pub(super) fn each<T: Send>(count: usize, f: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    (0..count).map(f).collect()
}

/// The same thing done to every item, in order; on every thread there is when the crate has `threads`.
#[cfg(feature = "threads")]
pub(super) fn each_of<I: Send, T: Send>(items: Vec<I>, f: impl Fn(I) -> T + Sync + Send) -> Vec<T> {
    use rayon::prelude::*;
    items.into_par_iter().map(f).collect()
}

/// The same thing done to every item, in order.
#[cfg(not(feature = "threads"))]
pub(super) fn each_of<I: Send, T: Send>(items: Vec<I>, f: impl Fn(I) -> T + Sync + Send) -> Vec<T> {
    items.into_iter().map(f).collect()
}

/// The row that an error of joined rows is about, and the error with its path within the row.
pub(super) fn row_of(error: Error) -> (Option<usize>, Error) {
    let found = error.path.as_deref().and_then(|path| {
        let (at, rest) = path.strip_prefix("counts[")?.split_once(']')?;
        Some((at.parse::<usize>().ok()?, rest.trim_start_matches('.').to_owned()))
    });
    match found {
        Some((at, path)) => (Some(at), Error { path: Some(path), ..error }),
        None => (None, error),
    }
}
