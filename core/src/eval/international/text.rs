//! What the last stages say in words.

use crate::exact::Text;

/// A ground that rests on facts that were assumed.
pub(super) fn assumed(name: &Text, labels: &[&Text]) -> Text {
    if labels.is_empty() {
        return name.clone();
    }
    let join = |pick: fn(&Text) -> &str| labels.iter().map(|label| pick(label)).collect::<Vec<_>>().join(", ");
    Text::new(
        format!("{} (se supone: {})", name.es, join(|label| &label.es)),
        format!("{} (assumed: {})", name.en, join(|label| &label.en)),
    )
}

/// A treaty governs whose text is not encoded.
pub(super) fn treaty(name: &Text, doubt: Option<&Text>) -> Text {
    let mut text = Text::new(
        format!("Rige el tratado ({}), cuyo texto no está codificado; lo que sigue es lo que diría la ley.", name.es),
        format!(
            "The treaty ({}) governs and its text is not encoded; what follows is what the statute would say.",
            name.en
        ),
    );
    if let Some(doubt) = doubt {
        text.es = format!("{} Sobre el tratado: {}.", text.es, doubt.es).into();
        text.en = format!("{} On the treaty: {}.", text.en, doubt.en).into();
    }
    text
}

/// A request that concerns no count of the case.
pub(super) fn no_count() -> Text {
    Text::new(
        "La solicitud no se refiere a ningún hecho de esta persona en el caso.",
        "The request concerns no act of this person in the case.",
    )
}
