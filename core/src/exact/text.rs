//! Text in both languages.

use crate::packed::{Str, packed};
use serde::{Deserialize, Serialize};

/// A language the answers are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Spanish.
    #[default]
    Es,
    /// English.
    En,
}

/// A text in Spanish and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text {
    /// Spanish.
    pub es: Str,
    /// English.
    pub en: Str,
}

packed! {
    struct Text { es, en }
}

impl Text {
    /// A text of both languages.
    pub fn new(es: impl Into<Str>, en: impl Into<Str>) -> Text {
        Text { es: es.into(), en: en.into() }
    }
    /// This text with another after it, in each language.
    pub fn then(&self, next: &Text) -> Text {
        Text::new(format!("{}{}", self.es, next.es), format!("{}{}", self.en, next.en))
    }
    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Es => &self.es,
            Lang::En => &self.en,
        }
    }
}
