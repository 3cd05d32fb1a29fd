//! The sliced runner: many rows at once, one bit a row.
//!
//! Every condition has two planes of bits, *surely met* and *surely unmet*, and a third for the rows in which it is *murky*: it
//! reads what the planes do not see, as a presumption that depends on the day. Where
//! nothing is murky the planes are exact, and what stands is known without judging the row: so long as nothing that may
//! exclude, displace or replace an offence that applies has its own conditions met. Every other offence of a row is judged in a
//! single case.
//!
//! `plane` holds the bits, `logic` joins them, `codes` and `digits` find them in columns, `cone` runs the part of the circuit that
//! is asked for, `text` asks it for one version of an offence, `offences` for all of them, `sift` what they come to.

mod block;
mod codes;
mod cone;
mod digits;
mod logic;
mod offences;
mod plane;
mod sift;
mod text;

pub(crate) use block::{AsOf, Block};
pub(crate) use codes::BLOCK_ROWS;
pub(crate) use cone::{Cone, Run, Settled};
pub(crate) use digits::Digits;
pub(crate) use logic::{Dim, Logic};
pub(crate) use offences::Matcher;
pub(crate) use plane::{BLOCK_WORDS, Plane, Planes};
pub(crate) use sift::Standing;
