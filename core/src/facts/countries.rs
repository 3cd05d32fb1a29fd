//! The countries of the world by their ISO 3166-1 alpha-2 codes.

pub use crate::model::COUNTRIES;

/// The index of a code.
pub fn country(code: &str) -> Option<usize> {
    COUNTRIES.binary_search(&code).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_found() {
        assert!(COUNTRIES.is_sorted());
        assert_eq!(
            COUNTRIES.iter().map(|code| country(code)).collect::<Vec<_>>(),
            (0..249).map(Some).collect::<Vec<_>>()
        );
        assert_eq!(country("mx"), None);
    }
}
