//! What a question is: a case, what is asked of it, and options that each say why they are right or wrong.
//!
//! Items hold both languages, so one bank serves both; whoever writes a file for a platform chooses one. Serialising an item
//! gives JSON in the manner of verdicts: keys in the order of the fields, every key present.

use super::plan::QuizPlan;
use crate::exact::{Date, Text};
use crate::verdict::{Citation, Pack};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Questions made from a law by a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quiz {
    /// The format of the file, that of verdicts.
    pub format: u32,
    /// The version of the engine.
    pub tipicidad: &'static str,
    /// The rules that the questions were made from.
    pub pack: Pack,
    /// The plan, with its seed: the same plan and rules give the same bytes.
    pub plan: QuizPlan,
    /// The questions, in the order of asking.
    pub items: Vec<Item>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its name, made from all that it holds: equal items have equal ids, in any bank. `[a-z_]+-[0-9a-f]{12}`.
    pub id: String,
    /// What it asks for.
    pub kind: ItemKind,
    /// How it is answered.
    pub form: Form,
    /// From 1 (plain) to 5 (hard).
    pub difficulty: u8,
    /// The case in a paragraph.
    pub scenario: Text,
    /// The question.
    pub stem: Text,
    /// What can be answered, in the order of showing. For [`Form::Choice`] exactly one is correct, no two have the same text
    /// in either language.
    pub options: Vec<ItemOption>,
    /// The whole answer, for the key.
    pub explanation: Text,
    /// The provisions that the answer rests on.
    pub citations: Vec<Citation>,
    /// Ids of the provisions that it trains.
    pub provisions: Vec<String>,
    /// The elements that it trains, in the words of the doctrine: `victim`, `aggravation`, `prescription` …
    pub elements: Vec<String>,
    /// The facts behind it.
    pub case: ItemCase,
}

/// How an item is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// By one of the options.
    Choice,
    /// By putting all the options in order: each has its `place`.
    Order,
}

/// One option of an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemOption {
    /// What it says.
    pub text: Text,
    /// Whether it is the answer; true of every step to be put in order.
    pub correct: bool,
    /// For [`Form::Order`] the right place, from 1.
    pub place: Option<u32>,
    /// The mistake that it stands for, when it is wrong.
    pub mistake: Option<MistakeMade>,
    /// The facts of the case that it changes, of a question that asks for such a change; else none.
    pub changes: Row,
    /// Why it is right or wrong.
    pub why: Text,
    /// Ids of the provisions that say so.
    pub citations: Vec<String>,
}

/// A mistake, and its name in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MistakeMade {
    /// Which.
    pub kind: Mistake,
    /// Its name.
    pub text: Text,
}

/// The case behind an item, in the flat form of cases: one row of facts a count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemCase {
    /// The day on which it is judged.
    pub as_of: Date,
    /// Rows of facts: `{"act.date": "2024-03-01", …}`.
    pub counts: Vec<Row>,
}

/// Facts by name, in the form of a row of a table.
pub type Row = BTreeMap<String, serde_json::Value>;

/// Names an enum of words, its list, and each word in both languages.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal, $es:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$each])* $variant,)* }
        impl $name {
            /// Every one, in the order of the documentation.
            pub const ALL: &[$name] = &[$($name::$variant,)*];
            /// Its word in plans and files.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
            /// The one of a word.
            pub fn of(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
            /// Its name in both languages.
            pub fn text(self) -> Text {
                match self { $($name::$variant => Text::new($es, $en),)* }
            }
        }
    };
}

words! {
    /// What an item asks for.
    ItemKind {
        /// Which offence the facts make out.
        Offence = "offence", "qué delito se integra", "which offence is made out";
        /// Which range of penalty follows, with what qualifies and grades it.
        Range = "range", "qué marco de pena corresponde", "which range of penalty follows";
        /// Which element of an offence fails.
        Element = "element", "qué elemento falta", "which element is missing";
        /// Which fact, changed, changes the charge.
        Change = "change", "qué hecho cambiaría la imputación", "which fact would change the charge";
        /// Which version of a text governs.
        Version = "version", "qué texto rige", "which text governs";
        /// Which of two texts is milder, and governs.
        Milder = "milder", "qué ley es más favorable", "which law is milder";
        /// When the action prescribes.
        Prescription = "prescription", "cuándo prescribe la acción", "when the action prescribes";
        /// Whether extradition may be granted, and why not.
        Extradition = "extradition", "si procede la extradición", "whether extradition may be granted";
        /// Which of two charges yields.
        Conflict = "conflict", "qué delito cede", "which offence yields";
        /// How the charges of an accused add up.
        Concurrence = "concurrence", "cómo concurren los delitos", "how offences concur";
        /// The steps of a computation, to be put in order.
        Steps = "steps", "en qué orden se calcula la pena", "in which order the penalty is computed";
    }
}

words! {
    /// The mistakes that wrong options stand for.
    Mistake {
        /// An offence near by, of which one element fails.
        NeighbouringOffence = "neighbouring_offence", "delito vecino al que le falta un elemento",
            "a neighbouring offence of which an element fails";
        /// An offence that is made out and yields to another.
        DisplacedOffence = "displaced_offence", "delito que cede ante otro", "an offence that yields to another";
        /// Another letter of the same provision.
        OtherLetter = "other_letter", "otro inciso del mismo precepto", "another letter of the same provision";
        /// Nothing, though something is made out.
        NoOffence = "no_offence", "negar el delito que sí se integra", "denying an offence that is made out";
        /// The range without what qualifies it.
        QualifierLeftOut = "qualifier_left_out", "olvidar la circunstancia que modifica la pena",
            "leaving out what qualifies the penalty";
        /// The range with a qualifier that is not met.
        QualifierAdded = "qualifier_added", "aplicar una circunstancia que no se da", "applying a circumstance that is not met";
        /// One effect counted once for each of several letters.
        LettersStacked = "letters_stacked", "sumar el efecto por cada inciso", "counting the effect once a letter";
        /// The range of the completed offence, or of the author.
        GradingLeftOut = "grading_left_out", "olvidar el grado de ejecución o de intervención",
            "leaving out the stage or the part taken";
        /// A fraction applied to one end of the range only.
        OneEndOnly = "one_end_only", "aplicar la fracción a un solo extremo", "applying the fraction to one end only";
        /// The range of another offence.
        OtherRange = "other_range", "tomar el marco de otro delito", "taking the range of another offence";
        /// An element that is met.
        ElementMet = "element_met", "señalar un elemento que sí se da", "naming an element that is met";
        /// Nothing, though an element is missing.
        NothingMissing = "nothing_missing", "dar por integrado un delito incompleto", "taking an incomplete offence as made out";
        /// Something that the offence does not ask.
        ElementForeign = "element_foreign", "exigir lo que el tipo no pide", "asking what the offence does not require";
        /// A change after which the charge is the same.
        ChangeWithoutEffect = "change_without_effect", "creer que el cambio altera la imputación",
            "believing that the change alters the charge";
        /// The version before.
        OlderVersion = "older_version", "aplicar el texto anterior", "applying the older text";
        /// The version after.
        NewerVersion = "newer_version", "aplicar el texto posterior", "applying the newer text";
        /// The day of publication taken for that of entry into force.
        GazetteDate = "gazette_date", "tomar la publicación por la entrada en vigor",
            "taking publication for entry into force";
        /// The harsher law applied.
        HarsherLaw = "harsher_law", "aplicar la ley menos favorable", "applying the harsher law";
        /// The milder law of art. 56 left out, or thought to be out of reach.
        MilderLawDenied = "milder_law_denied", "negar la ley más favorable", "denying the milder law";
        /// The maximum of the penalty taken as the term.
        MaximumForMean = "maximum_for_mean", "tomar el máximo en lugar del término medio",
            "taking the maximum instead of the mean";
        /// The minimum of the penalty taken as the term.
        MinimumForMean = "minimum_for_mean", "tomar el mínimo en lugar del término medio",
            "taking the minimum instead of the mean";
        /// The lower end of one law and the upper end of another.
        LawsMixed = "laws_mixed", "combinar partes de dos leyes", "combining parts of two laws";
        /// The term of the complaint taken for that of the action.
        ComplaintForAction = "complaint_for_action", "tomar el plazo de la querella por el de la acción",
            "taking the term of the complaint for that of the action";
        /// A start, floor, multiplier or interruption left out.
        RuleOfTimeLeftOut = "rule_of_time_left_out", "olvidar una regla del cómputo", "leaving out a rule of the computation";
        /// An action that prescribes thought not to, or the other way round.
        ImprescriptibleMistaken = "imprescriptible_mistaken", "confundir lo que prescribe con lo imprescriptible",
            "confusing what prescribes with what never does";
        /// A condition of extradition that is met.
        ConditionMet = "condition_met", "señalar un obstáculo que no existe", "naming an obstacle that is not there";
        /// Another conclusion of extradition.
        OtherConclusion = "other_conclusion", "concluir otra cosa sobre la entrega", "reaching another conclusion on the surrender";
        /// The charge that prevails taken for the one that yields.
        YieldingReversed = "yielding_reversed", "invertir cuál delito cede", "reversing which offence yields";
        /// Both charges kept.
        BothKept = "both_kept", "conservar los dos delitos", "keeping both offences";
        /// The right charge for another reason.
        OtherGround = "other_ground", "fundarlo en otro principio", "resting it on another principle";
        /// Ideal concurrence taken for real.
        IdealAsReal = "ideal_as_real", "tratar el concurso ideal como real", "treating ideal concurrence as real";
        /// Real concurrence taken for ideal.
        RealAsIdeal = "real_as_ideal", "tratar el concurso real como ideal", "treating real concurrence as ideal";
        /// All penalties added up, end by end.
        PenaltiesAdded = "penalties_added", "sumar sin más todas las penas", "simply adding all penalties up";
        /// Only the gravest charge counted.
        GravestAlone = "gravest_alone", "contar sólo el delito más grave", "counting the gravest offence alone";
    }
}

impl From<Mistake> for MistakeMade {
    fn from(kind: Mistake) -> MistakeMade {
        MistakeMade { kind, text: kind.text() }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::{Form, Item, ItemKind, Mistake};

    /// Two items written by hand: the shape that exports are written against.
    const BY_HAND: &str = include_str!("by-hand.json");

    #[test]
    fn items_are_read_back_as_they_are_written() {
        let items: Vec<Item> = serde_json::from_str(BY_HAND).unwrap();
        assert_eq!(items.iter().map(|item| item.form).collect::<Vec<_>>(), [Form::Choice, Form::Order]);
        // Written again, the same text without its line breaks.
        let compact: String = BY_HAND.lines().map(str::trim).collect();
        assert_eq!(serde_json::to_string(&items).unwrap(), compact);
    }

    #[test]
    fn words_name_their_kinds() {
        for kind in ItemKind::ALL {
            assert_eq!(ItemKind::of(kind.word()), Some(*kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{}\"", kind.word()));
        }
        for mistake in Mistake::ALL {
            assert_eq!(Mistake::of(mistake.word()), Some(*mistake));
            assert_eq!(serde_json::to_string(mistake).unwrap(), format!("\"{}\"", mistake.word()));
        }
        assert_eq!(ItemKind::of("riddle"), None);
    }
}
