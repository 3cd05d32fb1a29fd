//! Conditions in words, in both languages.

use super::conditions::decimal;
use crate::exact::{Lang, Text};
use crate::model::{
    Atom, AtomIx, BeyondTest, COUNTRIES, ChargeTest, Cond, CondKind, Fact, FactIx, FactType, Form, Letter, MeanOf,
    NamedCondition, Part, PenaltyKind, Quantifier, Subject, Test,
};

/// What a description reads.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// Who or what facts are about.
    pub subjects: &'a [Subject],
    /// Facts.
    pub facts: &'a [Fact],
    /// Named conditions.
    pub terms: &'a [NamedCondition],
    /// Comparisons.
    pub atoms: &'a [Atom],
    /// The name of a provision, by index.
    pub provision: &'a dyn Fn(u32) -> Text,
}

impl Words<'_> {
    /// A form in both languages: its condition, or its letters by their labels.
    pub fn form(&self, form: &Form) -> Text {
        match form {
            Form::Plain(condition) => self.condition(condition),
            Form::Gap(note, _) => note.clone(),
            Form::OneOf(letters) => Text::new(self.letters(letters, Lang::Es), self.letters(letters, Lang::En)),
        }
    }
    /// A condition in both languages.
    pub fn condition(&self, condition: &Cond) -> Text {
        Text::new(self.say(condition, Lang::Es), self.say(condition, Lang::En))
    }

    fn letters(&self, letters: &[Letter], lang: Lang) -> String {
        let all: Vec<String> = letters.iter().map(|l| format!("{}) {}", l.name, l.label.get(lang))).collect();
        all.join("; ")
    }

    fn say(&self, condition: &Cond, lang: Lang) -> String {
        let (and, or) = match lang {
            Lang::Es => ("; y ", "; o "),
            Lang::En => ("; and ", "; or "),
        };
        match &condition.kind {
            CondKind::Atom(at) => self.atom(*at, lang, false),
            CondKind::Members { fact, quantifier, atoms } => self.members(*fact, *quantifier, atoms, lang),
            CondKind::Term(at) => {
                self.terms.get(at.usize()).map_or(String::new(), |term| term.label.get(lang).to_owned())
            }
            CondKind::All(of) => self.joined(of, and, lang),
            CondKind::Any(of) => self.joined(of, or, lang),
            CondKind::Not(of) => match &of.kind {
                CondKind::Atom(at) => self.atom(*at, lang, true),
                CondKind::Members { fact, quantifier: Quantifier::Any, atoms } => {
                    self.members(*fact, Quantifier::None, atoms, lang)
                }
                _ => format!("{} {}", if lang == Lang::Es { "no se da:" } else { "not so:" }, self.nested(of, lang)),
            },
            CondKind::Victims { every, of } => {
                let whom = match (lang, every) {
                    (Lang::Es, false) => "alguna víctima",
                    (Lang::Es, true) => "todas las víctimas",
                    (Lang::En, false) => "some victim",
                    (Lang::En, true) => "every victim",
                };
                format!("{whom}: {}", self.nested(of, lang))
            }
            CondKind::Charge(test) => self.charge(test, lang),
        }
    }

    fn nested(&self, condition: &Cond, lang: Lang) -> String {
        let text = self.say(condition, lang);
        if matches!(condition.kind, CondKind::All(_) | CondKind::Any(_)) { format!("({text})") } else { text }
    }

    fn joined(&self, of: &[Cond], word: &str, lang: Lang) -> String {
        of.iter().map(|one| self.nested(one, lang)).collect::<Vec<_>>().join(word)
    }

    fn fact(&self, at: FactIx) -> Option<&Fact> {
        self.facts.get(at.usize())
    }

    /// The label of a fact, with whose it is.
    fn label(&self, fact: &Fact, lang: Lang) -> String {
        let own = fact.label.get(lang);
        let role = self.subjects.iter().find(|s| s.name == fact.subject && fact.declared_for != fact.subject);
        match (role, lang) {
            (None, _) => own.to_owned(),
            (Some(role), Lang::Es) => format!("{own} de {}", role.label.es).replace(" de el ", " del "),
            (Some(role), Lang::En) => format!("{own} of {}", role.label.en),
        }
    }

    fn value(&self, fact: &Fact, at: u16, lang: Lang) -> String {
        match fact.kind {
            FactType::Country | FactType::Countries => {
                COUNTRIES.get(usize::from(at)).copied().unwrap_or_default().to_owned()
            }
            _ => fact.values.get(usize::from(at)).map_or(String::new(), |value| value.label.get(lang).to_owned()),
        }
    }

    fn atom(&self, at: AtomIx, lang: Lang, not: bool) -> String {
        let Some(atom) = self.atoms.get(at.usize()) else { return String::new() };
        let Some(fact) = self.fact(atom.fact) else { return String::new() };
        let label = self.label(fact, lang);
        if atom.test == Test::True {
            return match (not, lang) {
                (false, _) => label,
                (true, Lang::Es) => format!("no: {label}"),
                (true, Lang::En) => format!("not: {label}"),
            };
        }
        let said = match (&atom.test, not) {
            (Test::Before(day), true) => format!("{} {day}", if lang == Lang::Es { "desde el" } else { "from" }),
            (Test::OnOrBefore(day), true) => {
                format!("{} {day}", if lang == Lang::Es { "después del" } else { "after" })
            }
            (test, not) => {
                let said = self.test(fact, test, lang);
                match (not, lang) {
                    (false, _) => said,
                    (true, Lang::Es) => format!("no {said}"),
                    (true, Lang::En) => format!("not {said}"),
                }
            }
        };
        format!("{label}: {said}")
    }

    fn test(&self, fact: &Fact, test: &Test, lang: Lang) -> String {
        let es = lang == Lang::Es;
        let number = |es_word: &str, en_word: &str, n: i64| {
            let (scale, unit) = match &fact.kind {
                FactType::Number { scale, unit, .. } => (*scale, unit.as_str()),
                _ => (2, "pesos"),
            };
            let unit = match (unit, lang) {
                ("years" | "count", _) => "",
                ("days", Lang::Es) => " días",
                ("sessions", Lang::Es) => " jornadas",
                ("milligrams", Lang::Es) => " miligramos",
                ("days", Lang::En) => " days",
                ("sessions", Lang::En) => " sessions",
                ("milligrams", Lang::En) => " milligrams",
                ("wages", Lang::Es) => " salarios",
                ("wages", Lang::En) => " wages",
                ("uma", _) => " UMA",
                _ => " pesos",
            };
            let mut number = decimal(n, scale);
            // What is counted in a unit of the law has decimals that say nothing.
            if let Some((whole, decimals)) = number.split_once('.').filter(|_| unit != " pesos") {
                let kept = decimals.trim_end_matches('0');
                number = if kept.is_empty() { whole.to_owned() } else { format!("{whole}.{kept}") };
            }
            format!("{} {number}{unit}", if es { es_word } else { en_word })
        };
        match test {
            Test::True => String::new(),
            Test::Under(n) => number("menos de", "under", *n),
            Test::AtMost(n) => number("a lo más", "at most", *n),
            Test::Over(n) => number("más de", "over", *n),
            Test::AtLeast(n) => number("al menos", "at least", *n),
            Test::Before(day) => format!("{} {day}", if es { "antes del" } else { "before" }),
            Test::OnOrBefore(day) => format!("{} {day}", if es { "hasta el" } else { "up to" }),
            Test::Is(at) | Test::Has(at) => self.value(fact, *at, lang),
            Test::AnyOffence => (if es { "alguno" } else { "any" }).to_owned(),
            Test::InGroup(group, _) => {
                let name = (self.provision)(*group);
                format!("{} {}", if es { "uno de" } else { "one of" }, name.get(lang))
            }
        }
    }

    fn members(&self, fact: FactIx, quantifier: Quantifier, atoms: &[AtomIx], lang: Lang) -> String {
        let Some(fact) = self.fact(fact) else { return String::new() };
        let values = atoms.iter().filter_map(|at| match self.atoms.get(at.usize())?.test {
            Test::Has(value) => Some(self.value(fact, value, lang)),
            _ => None,
        });
        let values: Vec<String> = values.collect();
        let said = match (quantifier, lang) {
            (Quantifier::Any, Lang::Es) => list(&values, "o", "u", "o"),
            (Quantifier::All, Lang::Es) => list(&values, "y", "e", "i"),
            (Quantifier::None, Lang::Es) => format!("nada de {}", list(&values, "ni", "ni", "")),
            (Quantifier::Any, Lang::En) => list(&values, "or", "or", ""),
            (Quantifier::All, Lang::En) => list(&values, "and", "and", ""),
            (Quantifier::None, Lang::En) => format!("none of {}", list(&values, "and", "and", "")),
        };
        format!("{}: {said}", self.label(fact, lang))
    }

    fn beyond(&self, test: &BeyondTest, lang: Lang) -> String {
        let es = lang == Lang::Es;
        let label = |at: &FactIx| self.fact(*at).map_or_else(String::new, |fact| self.label(fact, lang));
        match test {
            BeyondTest::Applies => (if es { "el delito se configura" } else { "the offence is made out" }).into(),
            BeyondTest::Expired => (if es { "la acción prescribió" } else { "the action has prescribed" }).into(),
            BeyondTest::Mean(of, least) => {
                let whose = match (of, es) {
                    (MeanOf::Charge, true) => "la prisión",
                    (MeanOf::Charge, false) => "the prison",
                    (MeanOf::Facts(..), true) => "la pena extranjera",
                    (MeanOf::Facts(..), false) => "the foreign penalty",
                };
                if es {
                    format!("el término medio de {whose} es al menos {least}")
                } else {
                    format!("the mean of {whose} is at least {least}")
                }
            }
            BeyondTest::After(a, b) => {
                format!("{}, {} {}", label(a), if es { "después de:" } else { "after:" }, label(b))
            }
            BeyondTest::Jurisdiction(ids) => {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                format!("{} {}", if es { "hay jurisdicción por" } else { "jurisdiction by" }, ids.join(", "))
            }
        }
    }

    fn charge(&self, test: &ChargeTest, lang: Lang) -> String {
        let es = lang == Lang::Es;
        match test {
            ChargeTest::InGroup(group) => {
                let name = (self.provision)(*group);
                format!("{} {}", if es { "el delito es uno de" } else { "the offence is one of" }, name.get(lang))
            }
            ChargeTest::Is(ids) => {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                let or = if es { list(&ids, "o", "o", "") } else { list(&ids, "or", "or", "") };
                format!("{} {or}", if es { "el delito es" } else { "the offence is" })
            }
            ChargeTest::QualifiedBy(id) => format!("{} {id}", if es { "agravado por" } else { "qualified by" }),
            ChargeTest::Has(kind) => {
                format!(
                    "{} {}",
                    if es { "la pena comprende" } else { "the penalty includes" },
                    penalty_kind(kind, lang)
                )
            }
            ChargeTest::Only(kinds) => {
                let kinds: Vec<String> = kinds.iter().map(|kind| penalty_kind(kind, lang)).collect();
                let or = if es { list(&kinds, "o", "u", "o") } else { list(&kinds, "or", "or", "") };
                format!("{} {or}", if es { "la pena es solo" } else { "the penalty is only" })
            }
            ChargeTest::OnComplaint => (if es { "se persigue por querella" } else { "prosecuted on complaint" }).into(),
            ChargeTest::Permanent => (if es { "el delito es permanente" } else { "the offence is permanent" }).into(),
            ChargeTest::Beyond(test) => self.beyond(test, lang),
            ChargeTest::Charged(id) => format!("{} {id}", if es { "también se imputa" } else { "also charged with" }),
        }
    }
}

/// A part of a penalty, or a consequence by its name.
pub(crate) fn penalty_kind(kind: &PenaltyKind, lang: Lang) -> String {
    let es = lang == Lang::Es;
    match kind {
        PenaltyKind::Part(Part::Prison) => (if es { "prisión" } else { "prison" }).to_owned(),
        PenaltyKind::Part(Part::Fine) => (if es { "multa" } else { "a fine" }).to_owned(),
        PenaltyKind::Part(Part::CommunityWork) => {
            (if es { "trabajo comunitario" } else { "community work" }).to_owned()
        }
        PenaltyKind::Consequence(name) => name.to_string(),
    }
}

/// `a, b o c`; `y` becomes `e` before `i`, `o` becomes `u` before `o`.
fn list(values: &[String], word: &str, softer: &str, before: &str) -> String {
    match values.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => {
            let start = last.trim_start_matches('h');
            let hard = before.is_empty() || !start.starts_with(before) || (before == "i" && start.starts_with("ie"));
            format!("{} {} {last}", others.join(", "), if hard { word } else { softer })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn lists_follow_spanish_ears() {
        let cases = [
            (vec!["obligar"], "o", "obligar"),
            (vec!["inducir", "obligar"], "o", "inducir u obligar"),
            (vec!["inducir", "facilitar", "procurar"], "o", "inducir, facilitar o procurar"),
            (vec!["uno", "hora"], "o", "uno u hora"),
        ];
        for (values, before, said) in cases {
            let values: Vec<String> = values.into_iter().map(str::to_owned).collect();
            assert_eq!(list(&values, "o", "u", before), said);
        }
        assert_eq!(list(&["padre".into(), "hijo".into()], "y", "e", "i"), "padre e hijo");
        assert_eq!(list(&["agua".into(), "hierro".into()], "y", "e", "i"), "agua y hierro");
    }
}
