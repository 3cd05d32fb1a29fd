//! Tables: the cells, columns, errors and answers of contract §2, §4 and §5, and rows that answer as cases do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use arrow_array::builder::{ListBuilder, StringBuilder, StringDictionaryBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int32Type, UInt64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array, LargeStringArray, NullArray,
    RecordBatch, StringArray, StringViewArray, TimestampMicrosecondArray, TimestampSecondArray,
};
use arrow_schema::{Field, Schema};
use serde_json::{Value, json};
use std::sync::Arc;
use tipicidad::Error;
use tipicidad::exact::ProvisionId;
use tipicidad::facts::{CaseOptions, FactValue, Json};
use tipicidad::model::{Body, Kind};
use tipicidad::tables::{Chunk, Classified, METADATA_KEY, OnError, Shape, TableOptions};
use tipicidad::verdict::{Status, Verdict};
use tipicidad_tests::naive::Naive;
use tipicidad_tests::random::{Chance, Row, example_rows, givable, value};
use tipicidad_tests::{day, files, law};

const AS_OF: &str = "2026-07-31";

fn options() -> TableOptions {
    TableOptions { as_of: Some(day(AS_OF)), ..TableOptions::default() }
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns.into_iter().map(|(_, array)| array).collect()).unwrap()
}

fn texts(cells: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(cells.to_vec()))
}

fn classify(columns: Vec<(&str, ArrayRef)>, options: &TableOptions) -> Result<Classified, Error> {
    let batch = batch(columns);
    law().table(&batch.schema(), options)?.classify(&Chunk::new(batch, 0))
}

/// The items of a list column, `None` for a null.
fn lists(batch: &RecordBatch, name: &str) -> Vec<Option<Vec<String>>> {
    let column = batch.column_by_name(name).unwrap_or_else(|| panic!("no column {name}")).as_list::<i32>();
    let items = |row: usize| column.value(row).as_string::<i32>().iter().map(|item| item.unwrap().to_owned()).collect();
    (0..column.len()).map(|row| column.is_valid(row).then(|| items(row))).collect()
}

fn strings(batch: &RecordBatch, name: &str) -> Vec<Option<String>> {
    let column = batch.column_by_name(name).unwrap_or_else(|| panic!("no column {name}")).as_string::<i32>();
    column.iter().map(|text| text.map(str::to_owned)).collect()
}

/// The cell of a value of a row; `None` when a cell of text cannot say it.
pub fn cell(value: &Value) -> Option<Option<String>> {
    match value {
        Value::Null => Some(None),
        Value::Bool(flag) => Some(Some(flag.to_string())),
        Value::Number(number) => Some(Some(number.to_string())),
        Value::String(text) => Some(Some(text.clone())),
        Value::Array(items) if items.is_empty() => Some(Some("-".to_owned())),
        Value::Array(items) => {
            let names: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            names.map(|names| Some(names.join("|")))
        }
        Value::Object(_) => None,
    }
}

/// What a verdict says in the four lists.
fn four(verdict: &Verdict) -> [Vec<String>; 4] {
    let of = |status| {
        let charges = verdict.counts[0].charges.iter().filter(move |charge| charge.status == status);
        charges.map(|charge| charge.offence.to_string()).collect()
    };
    STATUSES.map(of)
}

const STATUSES: [Status; 4] = [Status::Applies, Status::Undetermined, Status::Displaced, Status::Excluded];

const LISTS: [&str; 4] = ["applies", "undetermined", "displaced", "excluded"];

/// Tables of random rows: examples of the law whose facts are changed or made unknown, all rows of a table with its columns.
fn tables(seed: u64, count: usize, rows: usize) -> Vec<Vec<Row>> {
    let model = law().model();
    let examples: Vec<Row> = example_rows(model)
        .into_iter()
        .filter(|row| row.values().all(|value| cell(value).is_some()) && !row.contains_key("as_of"))
        .collect();
    let facts = givable(model);
    let mut chance = Chance::new(seed);
    let mut found = Vec::new();
    while found.len() < count {
        let mut first = chance.pick(&examples).clone();
        for _ in 0..chance.below(4) {
            let fact = model.fact_at(*chance.pick(&facts));
            let clashes =
                first.keys().any(|key| key.starts_with(fact.name.as_str()) || fact.name.starts_with(key.as_str()));
            if !clashes {
                first.insert(fact.name.to_string(), value(fact, &mut chance, false));
            }
        }
        // Columns that are weighed against others.
        let crossing = ["act.ended", "victim.birth_date", "procedure.reported_on"];
        let dated = *chance.pick(&crossing);
        let crosses =
            chance.once_in(2) && model.facts.iter().any(|fact| fact.name == dated) && first.contains_key("act.date");
        if crosses && !first.contains_key("act.ongoing") {
            first.entry(dated).or_insert(Value::Null);
        }
        let keys: Vec<String> = first.keys().cloned().collect();
        let mut table = vec![first.clone()];
        while table.len() < rows {
            let mut row = first.clone();
            for _ in 0..chance.below(4) {
                let key = chance.pick(&keys);
                let Some(fact) = model.facts.iter().find(|fact| fact.name == *key) else { continue };
                let unknown = chance.once_in(3) && key != "act.date";
                let new = if unknown { Value::Null } else { value(fact, &mut chance, false) };
                let new = if chance.once_in(25) { json!("-") } else { new };
                if cell(&new).is_some() && (fact.derived.is_none() || chance.once_in(2)) {
                    row.insert(key.clone(), new);
                }
            }
            table.push(row);
        }
        found.push(table);
    }
    found
}

pub fn as_batch(table: &[Row]) -> RecordBatch {
    let names: Vec<&String> = table[0].keys().collect();
    let column = |name: &&String| -> (String, ArrayRef) {
        let cells = table.iter().map(|row| cell(&row[*name]).expect("a cell"));
        ((*name).clone(), Arc::new(cells.collect::<StringArray>()))
    };
    let columns: Vec<(String, ArrayRef)> = names.iter().map(column).collect();
    batch(columns.iter().map(|(name, array)| (name.as_str(), Arc::clone(array))).collect())
}

/// Protects tables from answering otherwise than cases: every list and every figure of every row is that of the same facts
/// given as a case, and a row that a case refuses is refused with the same code.
#[test]
fn every_row_answers_as_its_case_does() {
    let reject = TableOptions { on_error: OnError::Reject, ..options() };
    let matched = TableOptions { match_only: true, ..reject.clone() };
    let (mut applying, mut undetermined, mut refused) = (0, 0, 0);
    for (at, table) in tables(7, 120, 10).into_iter().enumerate() {
        let closed = at % 2 == 1;
        let reject = TableOptions { closed_world: closed, ..reject.clone() };
        let matched = TableOptions { closed_world: closed, ..matched.clone() };
        let batch = as_batch(&table);
        let full = law().table(&batch.schema(), &reject).unwrap().classify(&Chunk::new(batch.clone(), 0)).unwrap();
        let quick = law().table(&batch.schema(), &matched).unwrap().classify(&Chunk::new(batch, 0)).unwrap();
        assert_eq!(full.rejected, quick.rejected);
        let rows = full.answers.column_by_name("row").unwrap().as_primitive::<UInt64Type>().clone();
        let mut at = 0;
        for (place, row) in table.iter().enumerate() {
            let case = json!({"as_of": AS_OF, "closed_world": closed, "counts": [row]});
            let case = match law().read_case(case.to_string().as_bytes(), &CaseOptions::default()) {
                Ok(case) => case,
                Err(error) => {
                    let own =
                        full.rejected.iter().find(|own| own.at == place).unwrap_or_else(|| panic!("{row:?} is read"));
                    assert_eq!(own.error.code, error.code, "{row:?}");
                    refused += 1;
                    continue;
                }
            };
            assert_eq!(rows.value(at), place as u64);
            let verdict = law().evaluate(&case);
            let wanted = four(&verdict);
            for (name, wanted) in LISTS.iter().zip(&wanted) {
                assert_eq!(lists(&full.answers, name)[at].as_ref(), Some(wanted), "{name} of {row:?}");
                assert_eq!(lists(&quick.answers, name)[at].as_ref(), Some(wanted), "{name} of {row:?}, matched");
            }
            applying += wanted[0].len();
            undetermined += wanted[1].len();
            let codes: std::collections::BTreeSet<String> = verdict.notices.iter().map(|n| n.code.to_owned()).collect();
            let told = lists(&full.answers, "notices")[at].clone().unwrap();
            assert_eq!(told.into_iter().collect::<std::collections::BTreeSet<_>>(), codes, "{row:?}");
            let mut missing: Vec<String> = Vec::new();
            for one in &verdict.missing {
                if !missing.iter().any(|known| one.fact == *known) {
                    missing.push(one.fact.to_string());
                }
            }
            missing.truncate(8);
            assert_eq!(lists(&full.answers, "missing")[at], Some(missing), "{row:?}");
            let leading = strings(&full.answers, "leading")[at].clone();
            let charge =
                verdict.counts[0].charges.iter().find(|charge| Some(charge.offence.as_str()) == leading.as_deref());
            assert_eq!(leading.is_some(), !wanted[0].is_empty());
            if let Some(charge) = charge {
                let prison = charge.penalty.established.as_ref().and_then(|penalty| penalty.prison.as_ref());
                assert_eq!(strings(&full.answers, "prison_max")[at], prison.map(|prison| prison.max.to_string()));
                let days = full.answers.column_by_name("prison_max_days").unwrap().as_primitive::<Int32Type>();
                assert_eq!(days.is_valid(at).then(|| days.value(at)), prison.map(|prison| prison.max.whole_days()));
            }
            at += 1;
        }
        assert_eq!(at, full.answers.num_rows());
    }
    assert!(
        applying > 50 && undetermined > 50 && refused > 5,
        "{applying} apply, {undetermined} open, {refused} refused"
    );
}

/// Protects the sliced runner from leaving out what stands: on the day of the act, the offences that a table answers with are
/// those that are made out, open or excluded when the model is walked element by element, and no other.
#[test]
fn no_offence_is_left_out_that_the_model_finds() {
    let model = law().model();
    let (mut standing, mut none) = (0, 0);
    for table in tables(11, 24, 5) {
        for row in &table {
            let Some(date) = row.get("act.date").and_then(Value::as_str).filter(|date| date.len() == 10) else {
                continue;
            };
            // Judged on the day of the act: no later law is milder.
            let mut row = row.clone();
            row.insert("as_of".to_owned(), date.into());
            let Ok(case) = law().read_case(json!({"counts": [row]}).to_string().as_bytes(), &CaseOptions::default())
            else {
                continue;
            };
            let at = model.fact("act.ended").unwrap();
            if row.contains_key("act.ongoing") || row.contains_key("act.ended") || row.contains_key("act.continued") {
                continue;
            }
            assert!(matches!(case.counts[0].views[0][at.usize()].value, FactValue::Date(from, to) if from == to));
            let day = day(date);
            let found =
                law().table(&as_batch(&[row.clone()]).schema(), &TableOptions { match_only: true, ..options() });
            let found = found.unwrap().classify(&Chunk::new(as_batch(&[row.clone()]), 0)).unwrap().answers;
            let naive = Naive { model, case: &case, count: &case.counts[0], day };
            for provision in &model.provisions {
                let Some(Body::Offence(offence)) = provision.version_on(day).map(|version| &version.body) else {
                    continue;
                };
                let own = provision.provision_id().unwrap();
                let others =
                    model.provisions.iter().filter(|other| other.kind == Kind::Offence && other.id != provision.id);
                let others: Vec<ProvisionId> = others.filter_map(|other| other.provision_id()).collect();
                // The letters of an offence are its own, but not another offence whose address lies below it.
                let mine = |id: &ProvisionId| {
                    own.covers(id) && !others.iter().any(|other| own.covers(other) && other.covers(id))
                };
                let listed = LISTS.iter().find_map(|name| {
                    let ids = lists(&found, name)[0].clone().unwrap();
                    let id = ids.iter().filter_map(|id| ProvisionId::parse(id)).find(|id| mine(id))?;
                    Some((*name, id))
                });
                match listed {
                    Some((list, id)) => {
                        let wanted = naive.status(offence, &id);
                        let same = wanted == list || wanted == "applies" && list == "displaced";
                        assert!(same, "{id} of {row:?}: listed as {list}, walked {wanted}");
                        standing += 1;
                    }
                    None => {
                        assert_eq!(naive.status(offence, &own), "not_made_out", "{own} of {row:?} is left out");
                        none += 1;
                    }
                }
            }
        }
    }
    assert!(standing > 30 && none > 1000, "{standing} stand, {none} do not");
}

/// Protects nested cases in JSON Lines, and the lighter way of matching, over the whole corpus: each count has the offences
/// of its verdict.
#[test]
fn the_corpus_answers_as_lines() {
    let texts = files("cases", "json").into_iter().map(|path| std::fs::read_to_string(path).unwrap());
    let read = |text: String| {
        let file: Value = serde_json::from_str(&text).unwrap();
        let mut case = file["case"].clone();
        if case.get("as_of").is_none() {
            case["as_of"] = file["as_of"].clone();
        }
        Json::read(case.to_string().as_bytes())
    };
    let cases: Vec<Result<Json, Error>> = texts.map(read).collect();
    let mut shape = Shape::default();
    cases.iter().flatten().for_each(|line| shape.see(line));
    let options = TableOptions { match_only: true, on_error: OnError::Reject, ..TableOptions::default() };
    let found = law().lines(&shape, &options).unwrap().classify(&cases, 0, &[]).unwrap();
    let (mut at, mut compared) = (0, 0);
    for (place, case) in cases.iter().enumerate() {
        if found.rejected.iter().any(|row| row.at == place) {
            continue;
        }
        let text = case.as_ref().unwrap().text();
        let verdict = law().evaluate(&law().read_case(text.as_bytes(), &CaseOptions::default()).unwrap());
        for count in &verdict.counts {
            for (name, status) in LISTS.iter().zip(STATUSES) {
                let wanted = count.charges.iter().filter(|charge| charge.status == status);
                let wanted: Vec<String> = wanted.map(|charge| charge.offence.to_string()).collect();
                assert_eq!(lists(&found.answers, name)[at].as_ref(), Some(&wanted), "{name} of {text}");
            }
            at += 1;
        }
        compared += 1;
    }
    assert_eq!(at, found.answers.num_rows());
    assert!(compared > 150, "only {compared} cases of the corpus are read");
}

/// Contract §2: one fact written in every type that its column may have is the same fact.
#[test]
fn types_of_one_column_say_the_same() {
    let list = |rows: &[Option<&[&str]>]| -> ArrayRef {
        let mut builder = ListBuilder::new(StringBuilder::new());
        for row in rows {
            row.iter().copied().flatten().for_each(|item| builder.values().append_value(item));
            builder.append(row.is_some());
        }
        Arc::new(builder.finish())
    };
    let dictionary = |cells: &[Option<&str>]| -> ArrayRef {
        let mut builder = StringDictionaryBuilder::<Int8Type>::new();
        cells.iter().for_each(|cell| builder.append_option(*cell));
        Arc::new(builder.finish())
    };
    let day_number = day("2024-03-01").to_days();
    let micros = i64::from(day_number) * 86_400_000_000;
    let variants: Vec<Vec<(&str, ArrayRef)>> = vec![
        vec![("act.date", texts(&[Some("2024-03-01"), None])), ("victim.age", texts(&[Some("12"), None]))],
        vec![
            ("act.date", Arc::new(Date32Array::from(vec![Some(day_number), None]))),
            ("victim.age", Arc::new(Int64Array::from(vec![Some(12), None]))),
        ],
        vec![
            ("act.date", Arc::new(TimestampMicrosecondArray::from(vec![Some(micros), None]))),
            ("victim.age", Arc::new(Float64Array::from(vec![12.0, f64::NAN]))),
        ],
        vec![
            ("act.date", Arc::new(StringViewArray::from(vec![Some("2024-03-01"), None]))),
            (
                "victim.age",
                Arc::new(Decimal128Array::from(vec![Some(120), None]).with_precision_and_scale(5, 1).unwrap()),
            ),
        ],
        vec![
            ("act.date", Arc::new(LargeStringArray::from(vec![Some("2024-03-01"), Some("")]))),
            ("victim.age.min", Arc::new(Int64Array::from(vec![Some(12), None]))),
            ("victim.age.max", Arc::new(Int64Array::from(vec![Some(12), None]))),
        ],
        vec![
            ("act.date.from", texts(&[Some("2024-03-01"), None])),
            ("act.date.to", texts(&[Some("2024-03-01"), None])),
            ("victim.age", dictionary(&[Some("12"), None])),
        ],
    ];
    let sets: Vec<Vec<(&str, ArrayRef)>> = vec![
        vec![("act.verb", texts(&[Some("induce"), None]))],
        vec![("act.verb", list(&[Some(&["induce"]), None]))],
        vec![("act.verb", dictionary(&[Some("induce"), None]))],
    ];
    let answers = |columns: Vec<(&str, ArrayRef)>| {
        let found = classify(columns, &options()).unwrap().answers;
        LISTS.map(|name| lists(&found, name))
    };
    let base = [("victim.understands", texts(&[Some("true"), None])), ("act.purpose", texts(&[Some("sexual"), None]))];
    let base: Vec<(&str, ArrayRef)> = base.into_iter().filter(|(name, _)| law().model().fact(name).is_some()).collect();
    let with = |columns: &[(&'static str, ArrayRef)]| -> Vec<(&'static str, ArrayRef)> {
        base.iter().cloned().chain(columns.iter().cloned()).collect()
    };
    let first = answers(with(&[variants[0].clone(), sets[0].clone()].concat()));
    assert!(first.iter().any(|list| list.iter().flatten().any(|ids| !ids.is_empty())), "nothing is decided");
    for columns in &variants {
        assert_eq!(answers(with(&[columns.clone(), sets[0].clone()].concat())), first);
    }
    for columns in &sets {
        assert_eq!(answers(with(&[variants[0].clone(), columns.clone()].concat())), first);
    }
}

/// Contract §2 and §4: a column that cannot be read is refused before any row, with its name.
#[test]
fn columns_that_cannot_be_read_are_refused() {
    let empty = |array: ArrayRef| array;
    let refused: Vec<(Vec<(&str, ArrayRef)>, &str, &str)> = vec![
        (vec![("victim.agee", texts(&[None]))], "case.unknown_fact", "column victim.agee"),
        (
            vec![("victim.age", texts(&[None])), ("victim.age", texts(&[None]))],
            "table.column_twice",
            "column victim.age",
        ),
        (
            vec![("victim.age", texts(&[None])), ("victim.age.min", texts(&[None]))],
            "case.conflict",
            "column victim.age.min",
        ),
        (
            vec![("act.verb", texts(&[None])), ("act.verb.induce", texts(&[None]))],
            "case.conflict",
            "column act.verb.induce",
        ),
        (vec![("act.date", empty(Arc::new(Int64Array::from(vec![1]))))], "table.column_type", "column act.date"),
        (
            vec![("victim.age", empty(Arc::new(BooleanArray::from(vec![true]))))],
            "table.column_type",
            "column victim.age",
        ),
        (
            vec![("act.date", empty(Arc::new(TimestampSecondArray::from(vec![0]).with_timezone("UTC"))))],
            "table.column_type",
            "column act.date",
        ),
        (vec![("case", empty(Arc::new(Int64Array::from(vec![1]))))], "table.column_type", "column case"),
    ];
    for (columns, code, path) in refused {
        let error = classify(columns, &options()).unwrap_err();
        assert_eq!((error.code, error.path.as_deref()), (code, Some(path)), "{error:?}");
    }
    let near = classify(vec![("victim.agee", texts(&[None]))], &options()).unwrap_err();
    assert_eq!(near.hint.as_deref(), Some("did you mean `victim.age`?"));
    let none =
        classify(vec![("x.a", texts(&[None]))], &TableOptions { columns: Some(vec!["aplies".into()]), ..options() });
    let none = none.unwrap_err();
    assert_eq!((none.code, none.hint.as_deref()), ("table.unknown_column", Some("did you mean `applies`?")));
    let keep = TableOptions { keep: vec!["y".into()], ..options() };
    assert_eq!(classify(vec![("x.a", texts(&[None]))], &keep).unwrap_err().code, "table.unknown_column");
    let twice = TableOptions { keep: vec!["row".into()], ..options() };
    assert_eq!(classify(vec![("row", texts(&[None]))], &twice).unwrap_err().code, "table.column_twice");
    let reading = TableOptions { readings: vec![("up_tto".into(), "max_only".into())], ..options() };
    assert_eq!(classify(vec![("x.a", texts(&[None]))], &reading).unwrap_err().code, "case.unknown_reading");
    // A column that is null throughout says nothing, whatever its fact.
    assert!(classify(vec![("act.date", Arc::new(NullArray::new(1)))], &options()).is_ok());
}

/// Contract §2: a cell that cannot be read is named by row and column.
#[test]
fn cells_that_cannot_be_read_are_placed() {
    let good = "2024-03-01";
    let list = || {
        let mut builder = ListBuilder::new(StringBuilder::new());
        builder.append(true);
        builder.values().append_value("induce");
        builder.values().append_null();
        builder.append(true);
        Arc::new(builder.finish()) as ArrayRef
    };
    let refused: Vec<(&str, ArrayRef, &str)> = vec![
        ("victim.age", texts(&[Some("12"), Some("doce")]), "case.wrong_type"),
        ("victim.age", texts(&[Some("12"), Some("900")]), "case.out_of_range"),
        ("victim.age", Arc::new(Float64Array::from(vec![12.0, 12.5])), "case.wrong_type"),
        ("victim.age", Arc::new(Float64Array::from(vec![12.0, f64::INFINITY])), "case.out_of_range"),
        ("act.date", texts(&[Some(good), Some("2024-02-30")]), "case.impossible_date"),
        ("act.date", Arc::new(TimestampSecondArray::from(vec![0, 1])), "case.wrong_type"),
        ("act.date", Arc::new(Date32Array::from(vec![0, i32::MAX])), "case.out_of_range"),
        ("act.verb", texts(&[Some("induce"), Some("indduce")]), "case.unknown_value"),
        ("act.verb", list(), "case.wrong_type"),
        ("act.verb.induce", Arc::new(Int64Array::from(vec![1, 2])), "case.wrong_type"),
        ("as_of", texts(&[Some(good), Some("2024-13-01")]), "case.impossible_date"),
        ("closed_world", texts(&[Some("1"), Some("si")]), "case.wrong_type"),
    ];
    for (name, array, code) in refused {
        let error = classify(vec![(name, array)], &options()).unwrap_err();
        let path = format!("row 1, column {name}");
        assert_eq!((error.code, error.path.as_deref()), (code, Some(path.as_str())), "{error:?}");
    }
    // The line of the file is said when it is known.
    let batch = batch(vec![("victim.age", texts(&[Some("12"), Some("doce")]))]);
    let chunk = Chunk { lines: vec![2, 4], ..Chunk::new(batch.clone(), 16) };
    let error = law().table(&batch.schema(), &options()).unwrap().classify(&chunk).unwrap_err();
    assert_eq!(error.path.as_deref(), Some("row 17 (line 4), column victim.age"));
    let none = TableOptions::default();
    let error = classify(vec![("victim.age", texts(&[Some("12")]))], &none).unwrap_err();
    assert_eq!(error.code, "case.missing_as_of");
}

/// Contract §5: what is written and what is rejected are together what was read, in every mode.
#[test]
fn written_and_rejected_are_what_was_read() {
    let columns = || {
        vec![
            ("case", texts(&[Some("a"), Some("b"), Some("c"), None])),
            ("victim.age", texts(&[Some("12"), Some("doce"), None, Some("7")])),
            ("x.note", texts(&[Some("one"), Some("two"), None, Some("four")])),
        ]
    };
    let stop = classify(columns(), &options()).unwrap_err();
    assert_eq!(stop.path.as_deref(), Some("row 1, column victim.age"));

    let null = classify(columns(), &TableOptions { on_error: OnError::Null, ..options() }).unwrap();
    assert_eq!((null.answered, null.answers.num_rows(), null.rejected.len()), (4, 4, 0));
    let error = strings(&null.answers, "error");
    assert!(error[1].as_ref().unwrap().starts_with("case.wrong_type: "), "{error:?}");
    assert!(error[0].is_none() && error[2].is_none() && error[3].is_none());
    assert_eq!(lists(&null.answers, "applies")[1], None);
    assert!(lists(&null.answers, "applies")[0].is_some());
    assert_eq!(strings(&null.answers, "x.note")[1].as_deref(), Some("two"));
    assert_eq!(strings(&null.answers, "case")[1].as_deref(), Some("b"));

    let reject = classify(columns(), &TableOptions { on_error: OnError::Reject, ..options() }).unwrap();
    assert_eq!((reject.answered, reject.answers.num_rows(), reject.rejected.len()), (3, 3, 1));
    assert_eq!((reject.rejected[0].row, reject.rejected[0].column.as_deref()), (1, Some("victim.age")));
    let rows: Vec<u64> = reject.answers.column_by_name("row").unwrap().as_primitive::<UInt64Type>().values().to_vec();
    assert_eq!(rows, [0, 2, 3]);
    assert_eq!(strings(&reject.answers, "x.note"), [Some("one".to_owned()), None, Some("four".to_owned())]);

    let long = TableOptions { on_error: OnError::Null, per_charge: true, ..options() };
    let long = classify(columns(), &long).unwrap();
    assert_eq!(long.answered, 4);
    assert_eq!(strings(&long.answers, "error").iter().flatten().count(), 1);
}

/// Contract §5: the columns, in their order, in each of the forms.
#[test]
fn the_columns_are_those_of_the_contract() {
    let columns = || vec![("accused.id", texts(&[Some("ana")])), ("act.date", texts(&[Some("2024-03-01")]))];
    let names = |options: &TableOptions| -> Vec<String> {
        let found = classify(columns(), options).unwrap().answers;
        found.schema().fields().iter().map(|field| field.name().clone()).collect()
    };
    let whole = "row accused applies undetermined displaced excluded qualifiers leading version_since milder_since \
                 prison_min prison_max prison_min_days prison_max_days prison_possible_min_days prison_possible_max_days \
                 fine_min fine_max fine_unit choice prescription prescription_date missing assumptions notices";
    assert_eq!(names(&options()).join(" "), whole);
    let matched = TableOptions { match_only: true, ..options() };
    assert_eq!(names(&matched).join(" "), "row accused applies undetermined displaced excluded");
    let long = TableOptions { per_charge: true, ..options() };
    let wanted = "row offence status version_since prison_min prison_max prison_min_days prison_max_days \
                  prison_possible_min_days prison_possible_max_days fine_min fine_max fine_unit prescription \
                  prescription_date qualifiers";
    assert_eq!(names(&long).join(" "), wanted);
    let some = TableOptions { columns: Some(vec!["leading".into(), "row".into()]), ..options() };
    assert_eq!(names(&some).join(" "), "row leading");
    let kept = TableOptions { keep: vec!["act.date".into()], ..matched };
    assert_eq!(names(&kept).join(" "), "act.date row accused applies undetermined displaced excluded");

    let found = classify(columns(), &options()).unwrap().answers;
    let schema = found.schema();
    let metadata: Value = serde_json::from_str(&schema.metadata()[METADATA_KEY]).unwrap();
    assert_eq!(metadata["as_of"], AS_OF);
    assert_eq!(metadata["pack"]["digest"], json!(law().model().pack.digest));
    for name in ["prison_min_days", "fine_max"] {
        assert_eq!(*schema.field_with_name(name).unwrap().data_type(), arrow_schema::DataType::Int32);
    }
    assert_eq!(*schema.field_with_name("version_since").unwrap().data_type(), arrow_schema::DataType::Date32);
    assert_eq!(*schema.field_with_name("row").unwrap().data_type(), arrow_schema::DataType::UInt64);
}

/// Contract §4: rows are joined to a case only when that is asked for; then a wrong row leaves its whole case unjudged.
#[test]
fn rows_are_joined_by_case_only_when_asked() {
    let columns = |age: &'static str| {
        vec![
            ("case", texts(&[Some("a"), Some("a"), Some("b")])),
            ("act.id", texts(&[Some("p"), Some("q"), Some("p")])),
            ("act.date", texts(&[Some("2024-03-01"), Some("2024-04-01"), Some("2024-03-01")])),
            ("victim.age", texts(&[Some("12"), Some(age), Some("12")])),
        ]
    };
    let joined = TableOptions { by_case: true, on_error: OnError::Reject, ..options() };
    let good = classify(columns("13"), &joined).unwrap();
    assert_eq!((good.answers.num_rows(), good.rejected.len()), (3, 0));
    let bad = classify(columns("trece"), &joined).unwrap();
    let codes: Vec<(u64, &str)> = bad.rejected.iter().map(|row| (row.row, row.error.code)).collect();
    assert_eq!(codes, [(0, "table.case_rejected"), (1, "case.wrong_type")]);
    assert_eq!(bad.rejected[1].column.as_deref(), Some("victim.age"));
    assert_eq!(bad.answers.num_rows(), 1);
    let without = classify(vec![("act.date", texts(&[None]))], &joined).unwrap_err();
    assert_eq!(without.code, "table.unknown_column");
    let batch = batch(columns("13"));
    let table = law().table(&batch.schema(), &joined).unwrap();
    assert_eq!(table.unfinished(&batch), 1);
    assert_eq!(table.unfinished(&batch.slice(0, 2)), 2);
}

/// Contract §4: a line is a row or a nested case, which gives a row a count; keys that are carried along stay as they were.
#[test]
fn lines_are_rows_or_cases() {
    let texts = [
        r#"{"act.date":"2024-03-01","victim.age":{"max":12},"x.a":{"b":[1,2.50]}}"#,
        r#"{"case":"n","persons":[{"id":"ana"},{"id":"v","age":9}],"acts":[{"id":"a","date":"2024-03-01","accused":["ana"],"victims":["v"]}]}"#,
        r#"{"act.date":"2024-03-01","victim.agee":1}"#,
        r#"{"x.late":1}"#,
        "[]",
    ];
    let read: Vec<Result<Json, Error>> = texts.iter().map(|text| Json::read(text.as_bytes())).collect();
    let mut shape = Shape::default();
    read.iter().flatten().take(2).for_each(|line| shape.see(line));
    let lines = law().lines(&shape, &TableOptions { on_error: OnError::Reject, ..options() }).unwrap();
    let found = lines.classify(&read, 10, &[1, 2, 4, 5, 6]).unwrap();
    let rows: Vec<u64> = found.answers.column_by_name("row").unwrap().as_primitive::<UInt64Type>().values().to_vec();
    assert_eq!(rows, [10, 11, 11]);
    assert_eq!(strings(&found.answers, "x.a")[0].as_deref(), Some(r#"{"b":[1,2.50]}"#));
    assert_eq!(strings(&found.answers, "case")[1].as_deref(), Some("n"));
    assert_eq!(strings(&found.answers, "accused")[1].as_deref(), Some("ana"));
    let rejected: Vec<(u64, Option<u64>, &str)> =
        found.rejected.iter().map(|row| (row.row, row.line, row.error.code)).collect();
    assert_eq!(
        rejected,
        [(12, Some(4), "case.unknown_fact"), (13, Some(5), "table.late_column"), (14, Some(6), "case.wrong_type")]
    );
    assert_eq!(found.answered, 2);
}

/// A batch of other columns than the table was made for is refused, and an empty one gives no row.
#[test]
fn batches_are_those_of_the_table() {
    let own = batch(vec![("victim.age", texts(&[Some("12")]))]);
    let table = law().table(&own.schema(), &options()).unwrap();
    let other = batch(vec![("accused.age", texts(&[Some("12")]))]);
    assert_eq!(table.classify(&Chunk::new(other, 0)).unwrap_err().code, "table.batch");
    let none = table.classify(&Chunk::new(own.slice(0, 0), 0)).unwrap();
    assert_eq!((none.answered, none.answers.num_rows()), (0, 0));
}
