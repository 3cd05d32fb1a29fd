//! Conditions in words, from the labels of the vocabulary.

use crate::exact::Text;
use crate::model::{
    Atom, BeyondTest, ChargeTest, Cond, CondKind, Fact, FactIx, FactType, MeanOf, Model, Quantifier, Test,
};

/// A condition in words, in both languages.
pub fn describe(model: &Model, condition: &Cond) -> Text {
    match &condition.kind {
        CondKind::Atom(at) => of_atom(model, model.atom_at(*at)),
        CondKind::Members { fact, quantifier, atoms } => {
            let fact = model.fact_at(*fact);
            let members: Vec<Text> = atoms.iter().map(|at| member(fact, &model.atom_at(*at).test)).collect();
            let (es, en) = match quantifier {
                Quantifier::Any => (" o ", " or "),
                Quantifier::All => (" y ", " and "),
                Quantifier::None => (", ", ", "),
            };
            let list = join(&members, es, en);
            match quantifier {
                Quantifier::None if members.is_empty() => labelled(fact, &Text::new("ninguna", "none")),
                Quantifier::None => labelled(fact, &around("ninguna de ", "none of ", &list)),
                _ => labelled(fact, &list),
            }
        }
        CondKind::Term(at) => model.term_at(*at).label.clone(),
        CondKind::All(of) => join(&parts(model, of), " y ", " and "),
        CondKind::Any(of) => join(&parts(model, of), " o ", " or "),
        CondKind::Not(of) => around("no: ", "not: ", &nested(model, of)),
        CondKind::Victims { every: true, of } => around("toda víctima: ", "every victim: ", &nested(model, of)),
        CondKind::Victims { every: false, of } => around("alguna víctima: ", "some victim: ", &nested(model, of)),
        CondKind::Charge(test) => of_charge(model, test),
    }
}

fn parts(model: &Model, of: &[Cond]) -> Vec<Text> {
    of.iter().map(|condition| nested(model, condition)).collect()
}

/// In parentheses when it joins others.
fn nested(model: &Model, condition: &Cond) -> Text {
    let text = describe(model, condition);
    match &condition.kind {
        CondKind::All(of) | CondKind::Any(of) if of.len() > 1 => {
            Text::new(format!("({})", text.es), format!("({})", text.en))
        }
        _ => text,
    }
}

fn of_atom(model: &Model, atom: &Atom) -> Text {
    let fact = model.fact_at(atom.fact);
    let number = |n: &i64| amount(fact, *n);
    match &atom.test {
        Test::True => fact.label.clone(),
        Test::Under(n) => labelled(fact, &around("menos de ", "under ", &number(n))),
        Test::AtMost(n) => labelled(fact, &around("a lo más ", "at most ", &number(n))),
        Test::Over(n) => labelled(fact, &around("más de ", "over ", &number(n))),
        Test::AtLeast(n) => labelled(fact, &around("al menos ", "at least ", &number(n))),
        Test::Before(day) => labelled(fact, &Text::new(format!("antes del {day}"), format!("before {day}"))),
        Test::OnOrBefore(day) => labelled(fact, &Text::new(format!("a más tardar el {day}"), format!("by {day}"))),
        Test::Is(_) | Test::Has(_) => labelled(fact, &member(fact, &atom.test)),
        Test::AnyOffence => labelled(fact, &Text::new("alguno", "at least one")),
        Test::InGroup(group, _) => {
            let name = model.provisions.get(*group as usize).map(|p| p.name.clone()).unwrap_or_default();
            labelled(fact, &around("del grupo ", "in the group ", &name))
        }
    }
}

fn of_charge(model: &Model, test: &ChargeTest) -> Text {
    match test {
        ChargeTest::InGroup(group) => {
            let name = model.provisions.get(*group as usize).map(|p| p.name.clone()).unwrap_or_default();
            around("el delito es del grupo ", "the offence is in the group ", &name)
        }
        ChargeTest::Is(ids) => {
            let ids: Vec<&str> = ids.iter().map(crate::exact::ProvisionId::as_str).collect();
            let ids = ids.join(", ");
            Text::new(format!("el delito es {ids}"), format!("the offence is {ids}"))
        }
        ChargeTest::QualifiedBy(id) => Text::new(format!("con la agravante {id}"), format!("qualified by {id}")),
        ChargeTest::Has(kind) => {
            let (es, en) = penalty_kind(model, kind);
            Text::new(format!("la pena comprende {es}"), format!("the penalty includes {en}"))
        }
        ChargeTest::Only(kinds) => {
            let all: Vec<(String, String)> = kinds.iter().map(|kind| penalty_kind(model, kind)).collect();
            let (es, en): (Vec<String>, Vec<String>) = all.into_iter().unzip();
            Text::new(format!("la pena es solo {}", es.join(" o ")), format!("the penalty is only {}", en.join(" or ")))
        }
        ChargeTest::OnComplaint => Text::new("se persigue por querella", "prosecuted on complaint"),
        ChargeTest::Permanent => Text::new("el delito es permanente", "the offence is permanent"),
        ChargeTest::Beyond(test) => of_beyond(model, test),
        ChargeTest::Charged(id) => Text::new(format!("también se configura {id}"), format!("{id} also applies")),
    }
}

/// What only rules of jurisdiction and extradition ask.
fn of_beyond(model: &Model, test: &BeyondTest) -> Text {
    let label = |at: &FactIx| model.fact_at(*at).label.clone();
    match test {
        BeyondTest::Applies => Text::new("el delito se configura", "the offence is made out"),
        BeyondTest::Expired => Text::new("la acción prescribió", "the action has prescribed"),
        BeyondTest::Mean(MeanOf::Charge, least) => Text::new(
            format!("el término medio de la prisión es al menos {least}"),
            format!("the mean of the prison is at least {least}"),
        ),
        BeyondTest::Mean(MeanOf::Facts(..), least) => Text::new(
            format!("el término medio de la pena extranjera es al menos {least}"),
            format!("the mean of the foreign penalty is at least {least}"),
        ),
        BeyondTest::After(a, b) => {
            let (a, b) = (label(a), label(b));
            Text::new(format!("{}, después de: {}", a.es, b.es), format!("{}, after: {}", a.en, b.en))
        }
        BeyondTest::Jurisdiction(ids) => {
            let ids: Vec<&str> = ids.iter().map(crate::exact::ProvisionId::as_str).collect();
            let ids = ids.join(", ");
            Text::new(format!("hay jurisdicción por {ids}"), format!("there is jurisdiction by {ids}"))
        }
    }
}

fn member(fact: &Fact, test: &Test) -> Text {
    let (Test::Is(at) | Test::Has(at)) = test else { return Text::default() };
    match fact.values.get(usize::from(*at)) {
        Some(value) => value.label.clone(),
        None => Text::new(format!("#{at}"), format!("#{at}")),
    }
}

/// A number with its unit, its decimals put back.
fn amount(fact: &Fact, n: i64) -> Text {
    let (unit, scale) = match &fact.kind {
        FactType::Number { unit, scale, .. } => (unit.as_str(), *scale),
        FactType::Money => ("pesos", 2),
        _ => ("", 0),
    };
    let number = decimal(n, scale);
    let (es, en) = match unit {
        "years" => (" años", " years"),
        "days" => (" días", " days"),
        "sessions" => (" jornadas", " sessions"),
        "milligrams" => (" mg", " mg"),
        "pesos" => (" pesos", " pesos"),
        _ => ("", ""),
    };
    Text::new(format!("{number}{es}"), format!("{number}{en}"))
}

/// A number at a scale, as decimals.
pub fn decimal(n: i64, scale: u8) -> String {
    let Some(unit) = 10_i64.checked_pow(u32::from(scale)).filter(|unit| *unit > 1 && n % unit != 0) else {
        return (n / 10_i64.checked_pow(u32::from(scale)).unwrap_or(1)).to_string();
    };
    let digits = format!("{:0width$}", (n % unit).abs(), width = usize::from(scale));
    format!("{}.{}", n / unit, digits.trim_end_matches('0'))
}

fn labelled(fact: &Fact, value: &Text) -> Text {
    Text::new(format!("{}: {}", fact.label.es, value.es), format!("{}: {}", fact.label.en, value.en))
}

fn around(es: &str, en: &str, text: &Text) -> Text {
    Text::new(format!("{es}{}", text.es), format!("{en}{}", text.en))
}

fn join(texts: &[Text], es: &str, en: &str) -> Text {
    let all = |pick: fn(&Text) -> &str, with: &str| texts.iter().map(pick).collect::<Vec<_>>().join(with);
    Text::new(all(|t| t.es.as_str(), es), all(|t| t.en.as_str(), en))
}

/// A part of a penalty, or a consequence, in both languages.
fn penalty_kind(model: &Model, kind: &crate::model::PenaltyKind) -> (String, String) {
    use crate::model::{Part, PenaltyKind};
    let (es, en) = match kind {
        PenaltyKind::Part(Part::Prison) => ("prisión", "prison"),
        PenaltyKind::Part(Part::Fine) => ("multa", "a fine"),
        PenaltyKind::Part(Part::CommunityWork) => ("trabajo comunitario", "community work"),
        PenaltyKind::Consequence(name) => {
            let text = model.consequence_name(name);
            return (text.es.into(), text.en.into());
        }
    };
    (es.to_owned(), en.to_owned())
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimals_are_put_back() {
        assert_eq!(decimal(18, 0), "18");
        assert_eq!(decimal(150_050, 2), "1500.5");
        assert_eq!(decimal(150_000, 2), "1500");
        assert_eq!(decimal(5, 3), "0.005");
    }
}
