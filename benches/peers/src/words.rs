//! The same rules in the words of each engine, and cases as JSON.

use crate::generator::{Case, Condition, Fact, Kind, Rule, Test, facts, joined};
use serde_json::{Map, Value, json};

/// A value of a fact, as an engine takes it.
#[derive(Clone, Debug)]
pub enum Plain {
    /// A flag.
    Flag(bool),
    /// A value of an enumeration.
    Text(String),
    /// A number.
    Number(u16),
    /// The members of a set.
    Members(Vec<String>),
}

/// The values of a case, with the names of their facts.
pub fn plain<'f>(facts: &'f [Fact], case: &'f Case) -> impl Iterator<Item = (&'f str, Plain)> {
    facts.iter().zip(case).map(|(fact, value)| {
        let own = match fact.kind {
            Kind::Flag => Plain::Flag(*value == 1),
            Kind::OneOf(_) => Plain::Text(format!("v{value}")),
            Kind::Number(_) => Plain::Number(*value),
            Kind::AnyOf(members) => {
                let held = (0..members).filter(|member| value >> member & 1 == 1);
                Plain::Members(held.map(|member| format!("m{member}")).collect())
            }
        };
        (fact.name.as_str(), own)
    })
}

fn object(case: &Case, before: &str) -> Map<String, Value> {
    let facts = facts();
    let values = plain(&facts, case).map(|(name, value)| {
        let value = match value {
            Plain::Flag(flag) => json!(flag),
            Plain::Text(text) => json!(text),
            Plain::Number(number) => json!(number),
            Plain::Members(members) => json!(members),
        };
        (format!("{before}{name}"), value)
    });
    values.collect()
}

/// A case as JSON, one object: what the peers are given.
pub fn case_json(case: &Case) -> String {
    Value::Object(object(case, "")).to_string()
}

/// A case as JSON for tipicidad: a count with a date, judged on a day.
pub fn count_json(case: &Case, date: &str) -> String {
    let mut count = object(case, "act.");
    count.insert("act.date".into(), json!(date));
    json!({"as_of": crate::tipicidad_side::AS_OF, "counts": [count]}).to_string()
}

/// The rules as offences of tipicidad, each with a penalty, in force since the year 2000.
pub fn tip(rules: &[Rule]) -> String {
    let facts = facts();
    let mut text = String::from(
        r#"pack peers { version "0.1.0"  law as of 2026-01-01 }
subject person "la persona" / "the person" roles accused "la persona imputada" / "the accused", victim "la víctima" / "the victim"
subject act "el hecho" / "the act"
interest peace "la paz pública" / "public peace"
fact act.date "fecha" / "date" { type date  ask "¿Cuándo?" / "When?" }
"#,
    );
    for Fact { name, kind } in &facts {
        let values = |mark: &str, count: &u16| {
            joined(&(0..*count).collect::<Vec<_>>(), " ", |at| format!("{mark}{at} \"{mark}{at}\" / \"{mark}{at}\""))
        };
        let kind = match kind {
            Kind::Flag => "flag".to_owned(),
            Kind::Number(greatest) => format!("count 0 to {greatest}"),
            Kind::OneOf(count) => format!("one of {{ {} }}", values("v", count)),
            Kind::AnyOf(count) => format!("any of {{ {} }}", values("m", count)),
        };
        text += &format!("fact act.{name} \"{name}\" / \"{name}\" {{ type {kind}  ask \"¿{name}?\" / \"{name}?\" }}\n");
    }
    text += "law CPF \"Código\" / \"Code\"\nbook 2\ntitle 1 \"Delitos\" / \"Offences\"\n";
    for (at, rule) in rules.iter().enumerate() {
        let elements = rule.iter().enumerate().map(|(place, condition)| {
            let role = if place == 0 { "conduct" } else { "circumstance" };
            format!("  {role} {}\n", tip_condition(&facts, condition))
        });
        text += &format!(
            "offence {} \"Delito {at}\" / \"Offence {at}\" {{\n  in force 2000-01-01 ..\n  gazette 1999-12-31\n  gist \
             \"Texto.\" / \"Text.\"\n{}  penalty prison 1 to 3 years and fine 10 to 100 days\n  prosecuted ex \
             officio\n  consummated instantly\n  victims none\n  protects peace\n}}\n",
            at + 1,
            elements.collect::<String>()
        );
    }
    text
}

fn tip_condition(facts: &[Fact], Condition { fact, test }: &Condition) -> String {
    let name = format!("act.{}", facts[*fact].name);
    match test {
        Test::Flag(true) => name,
        Test::Flag(false) => format!("not {name}"),
        Test::OneOf(chosen) if chosen.len() == 1 => format!("{name} is v{}", chosen[0]),
        Test::OneOf(chosen) => format!("{name} any of {}", joined(chosen, ", ", |value| format!("v{value}"))),
        Test::Under(bound) => format!("{name} under {bound}"),
        Test::AtMost(bound) => format!("{name} at most {bound}"),
        Test::Over(bound) => format!("{name} over {bound}"),
        Test::AtLeast(bound) => format!("{name} at least {bound}"),
        Test::Has(member) => format!("{name} has m{member}"),
    }
}

/// A comparison that all the other languages write alike.
fn compared(name: &str, test: &Test) -> Option<String> {
    Some(match test {
        Test::Under(bound) => format!("{name} < {bound}"),
        Test::AtMost(bound) => format!("{name} <= {bound}"),
        Test::Over(bound) => format!("{name} > {bound}"),
        Test::AtLeast(bound) => format!("{name} >= {bound}"),
        _ => return None,
    })
}

fn quoted(chosen: &[u16], mark: &str) -> String {
    joined(chosen, ", ", |value| format!("{mark}v{value}{mark}"))
}

/// The rules as a module of Rego: a set of those that apply.
pub fn rego(rules: &[Rule]) -> String {
    let facts = facts();
    let mut text = String::from("package peers\nimport rego.v1\n");
    for (at, rule) in rules.iter().enumerate() {
        let all = joined(rule, "; ", |Condition { fact, test }| {
            let name = format!("input.{}", facts[*fact].name);
            match test {
                Test::Flag(true) => name,
                Test::Flag(false) => format!("not {name}"),
                Test::OneOf(chosen) if chosen.len() == 1 => format!("{name} == {}", quoted(chosen, "\"")),
                Test::OneOf(chosen) => format!("{name} in {{{}}}", quoted(chosen, "\"")),
                Test::Has(member) => format!("\"m{member}\" in {name}"),
                other => compared(&name, other).unwrap_or_default(),
            }
        });
        text += &format!("applies contains {at} if {{ {all} }}\n");
    }
    text
}

/// The rules as policies of Cedar.
pub fn cedar(rules: &[Rule]) -> Vec<String> {
    let facts = facts();
    let policy = |rule: &Rule| {
        let all = joined(rule, " && ", |Condition { fact, test }| {
            let name = format!("context.{}", facts[*fact].name);
            match test {
                Test::Flag(true) => name,
                Test::Flag(false) => format!("!{name}"),
                Test::OneOf(chosen) if chosen.len() == 1 => format!("{name} == {}", quoted(chosen, "\"")),
                Test::OneOf(chosen) => format!("[{}].contains({name})", quoted(chosen, "\"")),
                Test::Has(member) => format!("{name}.contains(\"m{member}\")"),
                other => compared(&name, other).unwrap_or_default(),
            }
        });
        format!("permit(principal, action, resource) when {{ {all} }};")
    };
    rules.iter().map(policy).collect()
}

/// The rules as expressions of CEL.
pub fn cel(rules: &[Rule]) -> Vec<String> {
    expressions(rules, "&&", "!")
}

/// The rules as expressions of Zen.
pub fn zen_expressions(rules: &[Rule]) -> Vec<String> {
    expressions(rules, "and", "not ")
}

fn expressions(rules: &[Rule], and: &str, not: &str) -> Vec<String> {
    let facts = facts();
    let expression = |rule: &Rule| {
        joined(rule, &format!(" {and} "), |Condition { fact, test }| {
            let name = &facts[*fact].name;
            match test {
                Test::Flag(true) => name.clone(),
                Test::Flag(false) => format!("{not}{name}"),
                Test::OneOf(chosen) if chosen.len() == 1 => format!("{name} == {}", quoted(chosen, "'")),
                Test::OneOf(chosen) => format!("{name} in [{}]", quoted(chosen, "'")),
                Test::Has(member) => format!("'m{member}' in {name}"),
                other => compared(name, other).unwrap_or_default(),
            }
        })
    };
    rules.iter().map(expression).collect()
}

/// The rules as a decision table of Zen that collects every row that is met.
pub fn zen_table(rules: &[Rule]) -> Value {
    let facts = facts();
    let inputs: Vec<Value> =
        facts.iter().map(|fact| json!({"id": fact.name, "name": fact.name, "field": fact.name})).collect();
    let row = |(at, rule): (usize, &Rule)| {
        let mut row = Map::new();
        row.insert("_id".into(), json!(format!("r{at}")));
        row.insert("rule".into(), json!(at.to_string()));
        for Condition { fact, test } in rule {
            let cell = match test {
                Test::Flag(wanted) => wanted.to_string(),
                Test::OneOf(chosen) => quoted(chosen, "'"),
                Test::Has(member) => format!("contains($, 'm{member}')"),
                other => compared("", other).unwrap_or_default().trim().to_owned(),
            };
            row.insert(facts[*fact].name.clone(), json!(cell));
        }
        Value::Object(row)
    };
    let rows: Vec<Value> = rules.iter().enumerate().map(row).collect();
    json!({
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
            {"id": "table", "name": "table", "type": "decisionTableNode", "position": {"x": 1, "y": 0}, "content": {
                "hitPolicy": "collect", "inputs": inputs,
                "outputs": [{"id": "rule", "name": "rule", "field": "rule"}], "rules": rows,
            }},
            {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    })
}

/// The facts and rules as plain data, from which the Python half writes NumPy and OpenFisca.
pub fn plain_rules(rules: &[Rule]) -> Value {
    let facts = facts();
    let kinds: Vec<Value> = facts
        .iter()
        .map(|Fact { name, kind }| match kind {
            Kind::Flag => json!({"name": name, "kind": "flag"}),
            Kind::OneOf(count) => json!({"name": name, "kind": "one_of", "count": count}),
            Kind::Number(greatest) => json!({"name": name, "kind": "number", "greatest": greatest}),
            Kind::AnyOf(count) => json!({"name": name, "kind": "any_of", "count": count}),
        })
        .collect();
    let condition = |Condition { fact, test }: &Condition| {
        let (test, value) = match test {
            Test::Flag(wanted) => ("is", json!(wanted)),
            Test::OneOf(chosen) => ("one_of", json!(chosen)),
            Test::Under(bound) => ("<", json!(bound)),
            Test::AtMost(bound) => ("<=", json!(bound)),
            Test::Over(bound) => (">", json!(bound)),
            Test::AtLeast(bound) => (">=", json!(bound)),
            Test::Has(member) => ("has", json!(member)),
        };
        json!([facts[*fact].name, test, value])
    };
    let rules: Vec<Vec<Value>> = rules.iter().map(|rule| rule.iter().map(condition).collect()).collect();
    json!({"facts": kinds, "rules": rules})
}
