//! What a pack holds, and how it is written and read: its texts once, and parts that are read when they are first asked for.
//!
//! A type says with `packed!` in which order its parts stand; both writing and reading follow from that. serde is not used here:
//! what it makes of the types of a law took 50 kB more of the engine that a page loads.

mod deferred;
mod packer;
mod shelf;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod unpacker;

pub use deferred::Deferred;
pub(crate) use packer::{Packer, write};
pub(crate) use shelf::Shelf;
pub use text::Str;
pub use unpacker::MAX_NESTING;
#[cfg(test)]
pub(crate) use unpacker::MAX_UNFOLDED;
pub(crate) use unpacker::Unpacker;

/// What can stand in a pack.
pub trait Packed: Sized {
    /// Writes it.
    fn pack(&self, to: &mut Packer);
    /// Reads it. What cannot be read comes out as the first value of its type, and is remembered: see [`Unpacker::fail`].
    fn unpack(from: &mut Unpacker<'_>) -> Self;
}

/// Says in which order the parts of types stand in a pack, and the variants of enums. `nested` before a type of which one may
/// hold others of its own kind counts how deep they go.
macro_rules! packed {
    () => {};
    (nested struct $name:ident { $($field:ident),* $(,)? } $($rest:tt)*) => {
        impl $crate::packed::Packed for $name {
            fn pack(&self, to: &mut $crate::packed::Packer) {
                let $name { $($field),* } = self;
                $($crate::packed::Packed::pack($field, to);)*
            }
            fn unpack(from: &mut $crate::packed::Unpacker<'_>) -> $name {
                from.nested(|from| $name { $($field: $crate::packed::Packed::unpack(from)),* })
            }
        }
        $crate::packed::packed! { $($rest)* }
    };
    (struct $name:ident $(<$of:ident>)? { $($field:ident),* $(,)? } $($rest:tt)*) => {
        impl $(<$of: $crate::packed::Packed>)? $crate::packed::Packed for $name $(<$of>)? {
            fn pack(&self, to: &mut $crate::packed::Packer) {
                let $name { $($field),* } = self;
                $($crate::packed::Packed::pack($field, to);)*
            }
            fn unpack(from: &mut $crate::packed::Unpacker<'_>) -> Self {
                $name { $($field: $crate::packed::Packed::unpack(from)),* }
            }
        }
        $crate::packed::packed! { $($rest)* }
    };
    (struct $name:ident($part:ident) $($rest:tt)*) => {
        impl $crate::packed::Packed for $name {
            fn pack(&self, to: &mut $crate::packed::Packer) {
                let $name($part) = self;
                $crate::packed::Packed::pack($part, to);
            }
            fn unpack(from: &mut $crate::packed::Unpacker<'_>) -> $name {
                $name($crate::packed::packed!(@ from $part))
            }
        }
        $crate::packed::packed! { $($rest)* }
    };
    (enum $name:ident $(<$of:ident>)? {
        $first:ident $(($($first_part:ident),*))? $({ $($first_field:ident),* })?
        $(, $variant:ident $(($($part:ident),*))? $({ $($field:ident),* })?)* $(,)?
    } $($rest:tt)*) => {
        const _: () = {
            // In the order of the list; a byte holds them.
            #[repr(u8)]
            enum Tag { $first $(, $variant)* }
            impl $(<$of: $crate::packed::Packed>)? $crate::packed::Packed for $name $(<$of>)? {
                fn pack(&self, to: &mut $crate::packed::Packer) {
                    match self {
                        $name::$first $(($($first_part),*))? $({ $($first_field),* })? => {
                            to.tag(Tag::$first as u8);
                            $($($crate::packed::Packed::pack($first_part, to);)*)?
                            $($($crate::packed::Packed::pack($first_field, to);)*)?
                        }
                        $($name::$variant $(($($part),*))? $({ $($field),* })? => {
                            to.tag(Tag::$variant as u8);
                            $($($crate::packed::Packed::pack($part, to);)*)?
                            $($($crate::packed::Packed::pack($field, to);)*)?
                        })*
                    }
                }
                fn unpack(from: &mut $crate::packed::Unpacker<'_>) -> Self {
                    let tag = from.tag([Tag::$first $(, Tag::$variant)*].len());
                    $(if tag == Tag::$variant as u8 {
                        return $name::$variant
                            $(($($crate::packed::packed!(@ from $part)),*))?
                            $({ $($field: $crate::packed::Packed::unpack(from)),* })?;
                    })*
                    // INVARIANT: no tag is left but that of the first.
                    $name::$first
                        $(($($crate::packed::packed!(@ from $first_part)),*))?
                        $({ $($first_field: $crate::packed::Packed::unpack(from)),* })?
                }
            }
        };
        $crate::packed::packed! { $($rest)* }
    };
    (@ $from:ident $part:ident) => { $crate::packed::Packed::unpack($from) };
}
pub(crate) use packed;
