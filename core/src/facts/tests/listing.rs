//! The vocabulary shown, and the schema made from it.

use super::model::model;
use super::*;
use crate::exact::Text;
use serde_json::json;

#[test]
fn facts_are_listed_as_the_contract_says() {
    let list = list(&model());
    let fact = |name: &str| serde_json::to_string(list.iter().find(|fact| fact.name == name).unwrap()).unwrap();
    let text = |name: &str| serde_json::to_string(&Text::new(format!("{name} (es)"), format!("{name} (en)"))).unwrap();
    let label = |name: &str| format!(r#""label":{0},"question":{0},"read_by":[]}}"#, text(name));
    assert_eq!(
        fact("victim.age"),
        format!(
            r#"{{"name":"victim.age","subject":"victim","type":"number","unit":"years","min":0,"max":120,"scale":0,"values":[],"assumed":null,"derived":true,{}"#,
            label("victim.age")
        )
    );
    assert_eq!(
        fact("accused.participation"),
        format!(
            r#"{{"name":"accused.participation","subject":"accused","type":"one_of","unit":null,"min":null,"max":null,"scale":null,"values":[{{"value":"author","label":{}}},{{"value":"aider","label":{}}},{{"value":"inducer","label":{}}}],"assumed":"author","derived":false,{}"#,
            text("author"),
            text("aider"),
            text("inducer"),
            label("accused.participation")
        )
    );
    assert!(fact("act.alcohol").contains(r#""min":"0.00","max":"500.00","scale":2"#));
    assert!(fact("procedure.events").contains(r#""assumed":[]"#));
}

#[test]
fn the_header_names_every_column() {
    let (model, header) = (model(), csv_header(&model()));
    let names = Names::new(&model);
    assert!(header.starts_with("case,accused.id,act.id,victim.id,as_of,closed_world,accused.age,"));
    assert!(header.split(',').all(|name| column(&model, &names, name).is_ok()), "{header}");
}

/// Each type of fact has its form where a case may hold it; bindings-wasm/tests holds the real vocabulary to a checker.
#[test]
fn the_types_say_what_the_schema_says() {
    let types = typescript(&model());
    for line in [
        "export type AccusedParticipationValue = \"author\" | \"aider\" | \"inducer\";",
        // A person may be either.
        "  quality?: AnyOf<AccusedQualityValue> | AnyOf<VictimQualityValue>;",
        "  nationality?: AnyOf<Country>;",
        "  /** accused.age (es) / accused.age (en) (0 to 120 years) */\n  age?: Quantity;",
        "  accused: (string | AccusedEntry)[];",
        "  \"accused.participation\"?: OneOf<AccusedParticipationValue> | Blank;",
        "  \"victim.age.max\"?: number | string | null;",
        "  \"act.date.from\"?: string | null;",
        "export type Case = NestedCase | FlatCase;",
    ] {
        assert!(types.contains(line), "{line}\n{types}");
    }
    // Both ways to write a group, and the columns of members.
    assert!(
        types.contains("  \"place.country\"?: OneOf<Country>;")
            && types.contains("  place?: { country?: OneOf<Country>")
    );
    assert!(types.contains("`relation.${RelationValue}`") && types.contains("[kept: `x.${string}`]: unknown"));
}

/// Every object of the schema that lists properties is closed, and nothing in it is a float.
#[test]
fn the_schema_is_closed_and_exact() {
    fn walk(schema: &serde_json::Value) {
        match schema {
            serde_json::Value::Object(entries) => {
                // What only narrows another schema is not closed itself.
                let narrows = entries.keys().all(|key| key == "properties" || key == "required");
                if entries.contains_key("properties") && !narrows {
                    assert_eq!(entries.get("additionalProperties"), Some(&json!(false)), "{schema}");
                }
                entries.values().for_each(walk);
            }
            serde_json::Value::Array(items) => items.iter().for_each(walk),
            serde_json::Value::Number(number) => assert!(number.is_i64(), "{number}"),
            _ => {}
        }
    }
    let schema = json_schema(&model());
    walk(&schema);
    let act = &schema["$defs"]["act"]["properties"];
    assert_eq!(act["verb"], json!({"$ref": "#/$defs/fact:act.verb"}));
    assert!(act["place"]["anyOf"][0]["properties"]["country"].is_object() && act["place.country"].is_object());
    // The structural key wins over the fact `act.victims`.
    assert_eq!(act["victims"]["anyOf"][0]["items"]["anyOf"][1], json!({"$ref": "#/$defs/victim_entry"}));
    let row = &schema["$defs"]["row"]["properties"];
    for column in ["victim.age.min", "act.date.to", "relation.guardian", "accused.nationality.MX", "CPF:387:IV#conduct"]
    {
        assert!(row[column].is_object(), "{column}");
    }
}

#[test]
fn what_the_schema_cannot_say_is_listed() {
    for (code, what) in CROSS_FIELD_CHECKS {
        assert!(CODES.iter().any(|(known, _, _)| known == code) && !what.is_empty(), "{code}");
    }
}
