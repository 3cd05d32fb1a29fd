//! The sliced runner: many rows at once, one bit a row.
//!
//! Every condition has two planes of bits, *surely met* and *surely unmet*, and a third for the rows in which it is *murky*: it
//! reads what the planes do not see, as a group that the readings decide or a presumption that depends on the day. Where
//! nothing is murky the planes are exact, and what stands is known without judging the row: so long as nothing that may
//! exclude, displace or replace the offence has its own conditions met. Every other row is *hard*, and is judged as a single
//! case, over the offences that are not surely out. A single case is a block of one row.
//!
//! `plane` holds the bits, `cone` runs the part of the circuit that is asked for, `offences` asks it which offences stand,
//! `single` does so for one case.

mod cone;
mod offences;
mod plane;
mod single;

pub(crate) use cone::{AtomPlanes, Run};
pub(crate) use offences::{AsOf, Block, Matcher};
pub(crate) use plane::{BLOCK_ROWS, Plane, Planes};
pub(crate) use single::{single, truth};
