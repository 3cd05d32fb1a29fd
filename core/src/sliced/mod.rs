//! The sliced runner: many rows at once, one bit a row.
//!
//! Every condition has two planes of bits, *surely met* and *surely unmet*, and a third for the rows in which it is *murky*: it
//! reads what the planes do not see, as a presumption that depends on the day. Where
//! nothing is murky the planes are exact, and what stands is known without judging the row: so long as nothing that may
//! exclude, displace or replace the offence has its own conditions met. Every other row is *hard*, and is judged as a single
//! case, over the offences that are not surely out.
//!
//! `plane` holds the bits, `codes` finds them in columns, `cone` runs the part of the circuit that is asked for, `offences` asks
//! it which offences stand.

mod codes;
mod cone;
mod offences;
mod plane;

pub(crate) use codes::BLOCK_ROWS;
pub(crate) use cone::{AtomPlanes, Cone, Run};
pub(crate) use offences::{AsOf, Block, Matcher};
pub(crate) use plane::{BLOCK_WORDS, Plane, Planes};
