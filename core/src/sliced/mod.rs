//! The sliced runner: many rows at once, one bit a row.
//!
//! Every condition has two planes of bits, *surely met* and *surely unmet*; a bit in neither means that this runner cannot
//! say. It never says more than the traced runner would: facts that it does not see, presumptions that depend on the day and
//! tests of a charge are left open. So an offence that it finds surely not made out is not made out, and every other one is
//! judged as in a single case.
//!
//! `plane` holds the bits, `cone` runs the part of the circuit that is asked for, `offences` asks it which offences may stand.

mod cone;
mod offences;
mod plane;

pub(crate) use offences::Sieve;
pub(crate) use plane::{BLOCK_ROWS, Plane, Planes};
