//! How the types of the standard library stand in a pack.

use super::{Packed, Packer, Unpacker};

/// Numbers without a sign.
macro_rules! numbers {
    ($($name:ident)*) => {$(
        impl Packed for $name {
            fn pack(&self, to: &mut Packer) {
                to.number(u64::from(*self));
            }
            fn unpack(from: &mut Unpacker<'_>) -> $name {
                from.within()
            }
        }
    )*};
}
numbers!(u8 u16 u32);

impl Packed for i64 {
    fn pack(&self, to: &mut Packer) {
        to.signed(*self);
    }
    fn unpack(from: &mut Unpacker<'_>) -> i64 {
        from.signed()
    }
}
impl Packed for bool {
    fn pack(&self, to: &mut Packer) {
        to.tag(u8::from(*self));
    }
    fn unpack(from: &mut Unpacker<'_>) -> bool {
        from.tag(2) == 1
    }
}
impl<T: Packed> Packed for Option<T> {
    fn pack(&self, to: &mut Packer) {
        to.tag(u8::from(self.is_some()));
        self.iter().for_each(|value| value.pack(to));
    }
    fn unpack(from: &mut Unpacker<'_>) -> Option<T> {
        (from.tag(2) == 1).then(|| T::unpack(from))
    }
}
impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, to: &mut Packer) {
        to.number(self.len() as u64);
        self.iter().for_each(|value| value.pack(to));
    }
    fn unpack(from: &mut Unpacker<'_>) -> Vec<T> {
        from.list()
    }
}
impl<T: Packed> Packed for Box<T> {
    fn pack(&self, to: &mut Packer) {
        (**self).pack(to);
    }
    fn unpack(from: &mut Unpacker<'_>) -> Box<T> {
        Box::new(T::unpack(from))
    }
}

/// Tuples, by the places of their members.
macro_rules! tuples {
    ($(($($of:ident $at:tt),*))*) => {$(
        impl<$($of: Packed),*> Packed for ($($of,)*) {
            fn pack(&self, to: &mut Packer) {
                $(self.$at.pack(to);)*
            }
            fn unpack(from: &mut Unpacker<'_>) -> Self {
                ($($of::unpack(from),)*)
            }
        }
    )*};
}
tuples!((A 0, B 1) (A 0, B 1, C 2) (A 0, B 1, C 2, D 3));
