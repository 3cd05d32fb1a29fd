//! The countries of the world by their ISO 3166-1 alpha-2 codes; a country's index among the members of a fact is its place
//! in the table of the model.

pub use crate::model::COUNTRIES;

/// The index of a code.
pub fn country(code: &str) -> Option<usize> {
    crate::model::country_index(code).map(usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_found() {
        assert!(COUNTRIES.is_sorted());
        let found: Vec<_> = COUNTRIES.iter().map(|code| country(code)).collect();
        assert_eq!(found, (0..249).map(Some).collect::<Vec<_>>());
        assert_eq!(country("mx"), None);
    }
}
