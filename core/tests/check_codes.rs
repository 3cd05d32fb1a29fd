//! Every code of the checker: a text that has it, with its message, its help and the text underlined, and one that has not.
//!
//! In the texts `%` stands for the common lines of an offence and `&` for those of another rule; a text after `FIRST:` goes
//! before the base. The base is a small sound law.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use tipicidad::check::{check, codes::CODES};
use tipicidad::diagnostic::{Diagnostic, Level, Source};

const BASE: &str = r##"pack mini { version "0.1.0"  law as of 2026-01-01 }
named LSALUD "Ley General de Salud" / "General Health Act"

subject person "la persona" / "the person" roles accused "la persona imputada" / "the accused", victim "la víctima" / "the victim"
subject act "el hecho" / "the act"

consequence confiscation "decomiso" / "confiscation"
consequence closure "clausura" / "closure"
interest peace "la paz pública" / "public peace"

fact act.date "fecha" / "date" { type date  ask "¿Cuándo?" / "When?" }
fact act.verb "conducta" / "conduct" {
  type any of { sell "vender" / "sell"  offer "ofrecer" / "offer"  lend "prestar" / "lend" }
  ask "¿Qué hizo?" / "What was done?"
}
fact act.means "medios" / "means" {
  type any of { violence "violencia" / "violence"  deceit "engaño" / "deceit" }
  ask "¿Con qué medios?" / "By which means?"
}
fact act.stage "grado" / "stage" {
  type one of { attempted "tentativa" / "attempted"  completed "consumado" / "completed" }
  assumed completed
  ask "¿Se consumó?" / "Was it completed?"
}
fact act.place "país" / "country" { type country  assumed MX  ask "¿Dónde?" / "Where?" }
fact act.amount "valor" / "value" { type money  ask "¿Cuánto valía?" / "What was it worth?" }
fact act.other "otro delito" / "other offence" { type offences  ask "¿Qué delito?" / "Which offence?" }
fact act.public "en público" / "in public" { type flag  ask "¿Fue en público?" / "Was it in public?" }
fact person.birth_date "nacimiento" / "birth" { type date  ask "¿Cuándo nació {}?" / "When was {} born?" }
fact person.age "edad" / "age" {
  type years 0 to 120
  derived age at act.date
  ask "¿{} qué edad tenía?" / "How old was {}?"
}
fact relation "vínculo" / "relation" {
  type any of { guardian "tutor" / "guardian"  friend "amigo" / "friend" }
  ask "¿Qué vínculo?" / "Which relation?"
}

term minor "persona menor" / "minor" = victim.age under 18

reading up_to "hasta" / "up to" { default both "ambos" / "both"  other low "mínimo" / "lower" }

law CPF "Código Penal" / "Criminal Code"
book 2
title 8 "Delitos" / "Offences"

group serious "graves" / "serious" { by 201  members 201 }
group changing "cambiantes" / "changing" {
  in force 2005-01-01 ..
  by 201
  members
    2005-01-01 .. 2011-12-31: 200
    2012-01-01 ..: 200, 201
}

offence 200 "Venta" / "Selling" {
  in force   2007-03-28 ..
  gazette    2007-03-27
  gist       "Vender a menores." / "Selling to minors."
  conduct    act.verb has sell
  victim     minor
  penalty    prison 1 to 2 years and fine 10 to 20 days
  prosecuted ex officio
  consummated instantly
  victims    many are one offence
  protects   peace
}

offence 201 "Oferta" / "Offering" {
  in force   2007-03-28 ..
  gazette    2007-03-27
  gist       "Ofrecer con engaño o a la vista." / "Offering by deceit or in the open."
  conduct    one of {
    a "en público" / "in public": act.verb has offer and act.public
    b "caro" / "dear": act.verb has offer and act.amount over 100
  }
  circumstance act.place is MX and act.stage is completed and not act.other any
  penalty for a: prison 1 to 2 years
  penalty for b: prison 2 to 3 years
  prosecuted ex officio
  consummated instantly
  victims    none
  protects   peace
}

aggravation 201-Bis "Agravante" / "Aggravation" {
  in force   2007-03-28 ..
  gazette    2007-03-27
  applies to 200, 201
  when one of {
    i "violencia o engaño" / "violence or deceit" objective: act.means any of violence, deceit
    j "vínculo" / "tie" personal: relation any of guardian, friend
  }
  effect     penalty increased by 1/2
}

term trade "tráfico" / "trade" = act.verb any of sell, offer, lend

exclusion 15 "Excluyentes" / "Exclusions" {
  in force   2007-03-28 ..
  gazette    2007-03-27
  applies to every offence
  bars       offence
  when one of {
    I  "violencia" / "violence": act.means any of violence, deceit and not trade and act.verb none of sell, offer, lend
    II "vínculo" / "tie": relation any of guardian, friend and act.date under 1900-01-01
  }
}

example "base case" / "base case" {
  given act.date 2024-03-01, act.verb {sell}, victim.age 12
  expect 200, prison 1 to 2 years
}
"##;

const OFFENCE: &str = r#"in force 2010-01-01 ..  gazette 2009-12-31  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects peace"#;
const RULE: &str = "in force 2010-01-01 ..  gazette 2009-12-31";

struct Case {
    code: &'static str,
    bad: &'static str,
    message: &'static str,
    help: &'static str,
    underlined: &'static str,
    good: &'static str,
}

const CASES: &[Case] = &[
    Case {
        code: "name.unknown",
        bad: r#"offence 300 "o" / "o" { % conduct act.vreb has lend penalty prison 1 to 2 years }"#,
        message: "no fact `act.vreb` is declared",
        help: "did you mean `act.verb`?",
        underlined: "act.vreb",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "name.unknown",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim person.age under 18 penalty prison 1 to 2 years }"#,
        message: "no fact `person.age` is declared",
        help: "say whose: `accused.age` or `victim.age`",
        underlined: "person.age",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim victim.age under 18 penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "name.unknown",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim minro penalty prison 1 to 2 years }"#,
        message: "no flag or term `minro` is declared",
        help: "did you mean `minor`?",
        underlined: "minro",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim minor penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "name.unknown",
        bad: r#"presume adult "p" / "p" { by 200  rebuttable  when act.public }"#,
        message: "no term `adult` is declared",
        help: "a presumption is about a term: declare it with `term`",
        underlined: "adult",
        good: r#"presume minor "p" / "p" { by 200  rebuttable  when act.public }"#,
    },
    Case {
        code: "name.duplicate",
        bad: r#"interest peace "p" / "p""#,
        message: "`peace` is declared twice",
        help: "give one of them another name",
        underlined: "peace",
        good: r#"interest order "p" / "p""#,
    },
    Case {
        code: "name.duplicate",
        bad: r#"fact act.verb "v" / "v" { type flag  ask "q" / "q" }"#,
        message: "`act.verb` is declared twice",
        help: "give one of them another name",
        underlined: "act.verb",
        good: r#"term verb "v" / "v" = act.public"#,
    },
    Case {
        code: "name.duplicate",
        bad: r#"offence 300 "o" / "o" { % conduct one of { a "x" / "x": act.verb has lend  a "y" / "y": act.verb has sell } penalty prison 1 to 2 years }"#,
        message: "`a` is declared twice",
        help: "give one of them another name",
        underlined: "a",
        good: r#"offence 300 "o" / "o" { % conduct one of { a "x" / "x": act.verb has lend  b "y" / "y": act.verb has offer } penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "subject.unknown",
        bad: r#"fact atc.rain "r" / "r" { type flag  ask "q" / "q" }"#,
        message: "no subject `atc` is declared",
        help: "did you mean `act`?",
        underlined: "atc.rain",
        good: r#"subject sky "s" / "s""#,
    },
    Case {
        code: "value.unknown",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb any of lend, sel penalty prison 1 to 2 years }"#,
        message: "`act.verb` has no value `sel`",
        help: "did you mean `sell`?",
        underlined: "sel",
        good: r#"offence 300 "o" / "o" { % conduct act.verb any of lend, offer penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "value.unknown",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.place is XX penalty prison 1 to 2 years }"#,
        message: "`act.place` has no value `XX`",
        help: "write an ISO 3166-1 code of two letters, such as `MX`",
        underlined: "XX",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.place is FR penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "value.repeated",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb any of lend, lend penalty prison 1 to 2 years }"#,
        message: "`lend` is listed twice",
        help: "leave one of them out",
        underlined: "lend",
        good: r#"offence 300 "o" / "o" { % conduct act.verb any of lend, offer penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "group.unknown",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend object act.other in group seriuos penalty prison 1 to 2 years }"#,
        message: "no group `seriuos` is declared",
        help: "did you mean `serious`?",
        underlined: "seriuos",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend object act.other in group serious penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "consequence.unknown",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years also confiscaton }"#,
        message: "no consequence `confiscaton` is declared",
        help: "did you mean `confiscation`?",
        underlined: "confiscaton",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years also confiscation }"#,
    },
    Case {
        code: "interest.unknown",
        bad: r#"offence 300 "o" / "o" { &  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects paece conduct act.verb has lend penalty prison 1 to 2 years }"#,
        message: "no interest `paece` is declared",
        help: "did you mean `peace`?",
        underlined: "paece",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "reading.unknown",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years penalty under upto=x: prison 1 year }"#,
        message: "no reading `upto` is declared",
        help: "did you mean `up_to`?",
        underlined: "upto",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years penalty under up_to=low: prison 1 year }"#,
    },
    Case {
        code: "reading.value_unknown",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years penalty under up_to=lwo: prison 1 year }"#,
        message: "the reading `up_to` has no value `lwo`",
        help: "did you mean `low`?",
        underlined: "lwo",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years penalty under up_to=low: prison 1 year }"#,
    },
    Case {
        code: "law.unknown",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years defined in LSALUT:5 }"#,
        message: "no law `LSALUT` is declared",
        help: "did you mean `LSALUD`?",
        underlined: "LSALUT:5",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years defined in LSALUD:5 }"#,
    },
    Case {
        code: "id.malformed",
        bad: r#"offence theft "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
        message: "`theft` is not an address of the law",
        help: "an id is an article and its parts, such as `201`, `205-Bis:d` or `CPF:107:p1`",
        underlined: "theft",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "id.malformed",
        bad: r#"named cpf2 "x" / "x""#,
        message: "`cpf2` is not the siglum of a law",
        help: "a siglum is two or more capitals or digits, such as `CPF`",
        underlined: "cpf2",
        good: r#"named CPF2 "x" / "x""#,
    },
    Case {
        code: "id.no_law",
        bad: r#"FIRST:group early "g" / "g" { by CPF:200  members 200 }"#,
        message: "`200` does not say of which law",
        help: "write the law's siglum before it, such as `CPF:200`, or place the item under a `law`",
        underlined: "200",
        good: r#"FIRST:group early "g" / "g" { by CPF:200  members CPF:200 }"#,
    },
    Case {
        code: "id.unknown",
        bad: r#"example "e" / "e" { given act.public  expect 201:z }"#,
        message: "`CPF:201:z` is not encoded in these rules",
        help: "did you mean `CPF:201:a`?",
        underlined: "201:z",
        good: r#"example "e" / "e" { given act.public  expect 201:a }"#,
    },
    Case {
        code: "id.not_encoded",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty not stated, discretion 999 }"#,
        message: "`CPF:999` is not encoded in these rules",
        help: "encode it, or leave it for later: the reference is kept",
        underlined: "999",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years defined in 200 }"#,
    },
    Case {
        code: "heading.unknown",
        bad: r#"aggravation 300 "a" / "a" { & applies to book 7  when act.public objective  effect penalty doubled }"#,
        message: "`CPF` has no such heading in these rules",
        help: "headings are declared by `book`, `title` and `chapter` in the files",
        underlined: "book 7",
        good: r#"aggravation 300 "a" / "a" { & applies to book 2 title 8  when act.public objective  effect penalty doubled }"#,
    },
    Case {
        code: "letter.unknown",
        bad: r#"offence 300 "o" / "o" { % conduct one of { a "x" / "x": act.verb has lend } penalty for b: prison 1 year }"#,
        message: "there is no letter `b`",
        help: "its letters are `a`",
        underlined: "b",
        good: r#"offence 300 "o" / "o" { % conduct one of { a "x" / "x": act.verb has lend } penalty for a: prison 1 year }"#,
    },
    Case {
        code: "word.unknown",
        bad: r#"exclusion 16 "e" / "e" { &  applies to every offence  bars offense  when act.public }"#,
        message: "`offense` cannot stand here",
        help: "did you mean `offence`?",
        underlined: "offense",
        good: r#"exclusion 16 "e" / "e" { &  applies to every offence  bars offence  when act.public }"#,
    },
    Case {
        code: "word.unknown",
        bad: r#"prevails 200 over 201 { because specialty  note "n" / "n" }"#,
        message: "`specialty` cannot stand here",
        help: "did you mean `speciality`?",
        underlined: "specialty",
        good: r#"prevails 200 over 201 { because speciality  note "n" / "n" }"#,
    },
    Case {
        code: "type.mismatch",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb is lend penalty prison 1 to 2 years }"#,
        message: "`act.verb` is an any-of fact",
        help: "it may hold several values: write `act.verb has lend`",
        underlined: "act.verb",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "type.mismatch",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.stage has attempted penalty prison 1 to 2 years }"#,
        message: "`act.stage` is a one-of fact",
        help: "it has one value: write `act.stage is attempted`",
        underlined: "act.stage",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.stage is attempted penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "type.mismatch",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.public is true penalty prison 1 to 2 years }"#,
        message: "`act.public` is a flag",
        help: "a flag stands alone: `act.public` or `not act.public`",
        underlined: "act.public",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.public penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "type.mismatch",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.verb penalty prison 1 to 2 years }"#,
        message: "`act.verb` is an any-of fact",
        help: "say what it holds: `act.verb has sell`",
        underlined: "act.verb",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance minor penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "type.mismatch",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.means under 3 penalty prison 1 to 2 years }"#,
        message: "`act.means` is an any-of fact",
        help: "only numbers, money and dates are compared",
        underlined: "act.means",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.amount under 3 penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "type.mismatch",
        bad: r#"example "e" / "e" { given victim.age {a}  expect 200 }"#,
        message: "`victim.age` is a number of years",
        help: "write a number, or a range such as `12 to 17`",
        underlined: "victim.age",
        good: r#"example "e" / "e" { given victim.age 12 to 17  expect 200 }"#,
    },
    Case {
        code: "type.unit",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim victim.age under 18 days penalty prison 1 to 2 years }"#,
        message: "`victim.age` is in years, not in `days`",
        help: "write a number of years",
        underlined: "days",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim victim.age under 18 years penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "type.unit",
        bad: r#"fact act.height "h" / "h" { type metres 0 to 3  ask "q" / "q" }"#,
        message: "no number is in `metres`",
        help: "a number is in `years`, `days`, `count`, `sessions`, `milligrams`, `wages` and `uma`",
        underlined: "metres",
        good: r#"fact act.dose "h" / "h" { type milligrams 0 to 3  ask "q" / "q" }"#,
    },
    Case {
        code: "type.number",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim victim.age under 18.5 penalty prison 1 to 2 years }"#,
        message: "`18.5` is not a number of `victim.age`",
        help: "it has no decimals",
        underlined: "18.5",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim victim.age under 18 penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "type.number",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.date under 2012 penalty prison 1 to 2 years }"#,
        message: "`2012` is not a date",
        help: "`act.date` is compared with a day such as `2012-06-15`",
        underlined: "2012",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.date under 2012-01-01 penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "type.domain",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim victim.age at least 0 penalty prison 1 to 2 years }"#,
        message: "this is always met",
        help: "`victim.age` goes from 0 to 120",
        underlined: "victim.age at least 0",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim victim.age at least 1 penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "type.domain",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim victim.age over 200 penalty prison 1 to 2 years }"#,
        message: "this is never met",
        help: "`victim.age` goes from 0 to 120",
        underlined: "victim.age over 200",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim victim.age over 60 penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "type.domain",
        bad: r#"example "e" / "e" { given victim.age 200  expect 200 }"#,
        message: "`200` lies outside this fact's limits",
        help: "it goes from 0 to 120",
        underlined: "200",
        good: r#"example "e" / "e" { given victim.age 20  expect 200 }"#,
    },
    Case {
        code: "line.misplaced",
        bad: r#"reading other_one "r" / "r" { default a "x" / "x"  other b "y" / "y"  prosecuted ex officio }"#,
        message: "`prosecuted` does not belong in `reading`",
        help: "it may hold `by`, `concerns`, `default`, `other`, `note` and `in force`",
        underlined: "prosecuted",
        good: r#"reading other_one "r" / "r" { default a "x" / "x"  other b "y" / "y" }"#,
    },
    Case {
        code: "line.repeated",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years gist "again" / "again" }"#,
        message: "`gist` stands twice",
        help: "write one line; its payload may be dated",
        underlined: "gist",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "line.missing",
        bad: r#"offence 300 "o" / "o" { % penalty prison 1 to 2 years }"#,
        message: "`offence 300` has no `conduct`",
        help: "write `conduct act.verb any of sell, offer`",
        underlined: "300",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "line.missing",
        bad: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public objective }"#,
        message: "`aggravation 300` has no `effect`",
        help: "write `effect penalty increased by 1/2`",
        underlined: "300",
        good: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public objective  effect penalty doubled }"#,
    },
    Case {
        code: "line.value",
        bad: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public objective  effect first of { p1: penalty doubled } }"#,
        message: "rows of effects belong to attempt, participation, error and the like",
        help: "write one `effect for …` line for each of its letters",
        underlined: "first of { p1: penalty doubled }",
        good: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public objective  effect penalty doubled }"#,
    },
    Case {
        code: "line.value",
        bad: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public objective  effect penalty added same as 200 }"#,
        message: "only a range can be added or put in a penalty's place",
        help: "write it out: `added prison 1 to 2 years`; a table of its own is a `penalty` rule",
        underlined: "penalty added same as 200",
        good: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public objective  effect penalty added prison 1 to 2 years }"#,
    },
    Case {
        code: "line.value",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years also one of confiscation }"#,
        message: "`one of` has nothing to choose from",
        help: "name two kinds or more, with commas",
        underlined: "confiscation",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years also one of confiscation, closure }"#,
    },
    Case {
        code: "item.unsupported",
        bad: "unit wage",
        message: "`unit` is not part of the language yet",
        help: "leave it out",
        underlined: "wage",
        good: r#"interest order "o" / "o""#,
    },
    Case {
        code: "gap.misplaced",
        bad: r#"offence 300 "o" / "o" { &  gist "g" / "g"  prosecuted gap "x" / "x"  consummated instantly  victims none  protects peace conduct act.verb has lend penalty prison 1 to 2 years }"#,
        message: "`prosecuted` cannot be a gap",
        help: "end the rule there, and write a `gap` item for the days whose text is not known",
        underlined: r#""x""#,
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty gap "x" / "x" }"#,
    },
    Case {
        code: "label.missing",
        bad: "interest order",
        message: "`interest order` has no label",
        help: r#"write `"español" / "English"` after its name"#,
        underlined: "order",
        good: r#"interest order "o" / "o""#,
    },
    Case {
        code: "label.half",
        bad: r#"interest order "o""#,
        message: "this label has no English",
        help: r#"a label is in both languages: `"español" / "English"`"#,
        underlined: r#""o""#,
        good: r#"interest order "o" / "o""#,
    },
    Case {
        code: "period.inverted",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty 2010-01-01 .. 2009-01-01: prison 1 year }"#,
        message: "`2010-01-01 .. 2009-01-01` ends before it begins",
        help: "write the first day, `..`, then the last",
        underlined: "2010-01-01 .. 2009-01-01",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty 2010-01-01 ..: prison 1 year }"#,
    },
    Case {
        code: "period.outside",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty 2001-01-01 ..: prison 1 year }"#,
        message: "`2001-01-01 ..` lies outside the life of its rule",
        help: "the rule is in force `2010-01-01 ..`",
        underlined: "2001-01-01 ..",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty 2010-01-01 ..: prison 1 year }"#,
    },
    Case {
        code: "period.overlap",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty 2010-01-01 .. 2012-01-01: prison 1 year  2012-01-01 ..: prison 2 years }"#,
        message: "`2012-01-01 ..` overlaps the entry before it",
        help: "that entry holds up to `2012-01-01`",
        underlined: "2012-01-01 ..",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty 2010-01-01 .. 2011-12-31: prison 1 year  2012-01-01 ..: prison 2 years }"#,
    },
    Case {
        code: "period.hole",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty 2010-01-01 .. 2011-12-30: prison 1 year  2012-01-01 ..: prison 2 years }"#,
        message: "`penalty` says nothing of `2011-12-31`",
        help: "dated entries cover the whole life of the rule, `2010-01-01 ..`; write a `gap` where the text is not known",
        underlined: "penalty",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty 2010-01-01 .. 2011-12-31: prison 1 year  2012-01-01 ..: prison 2 years }"#,
    },
    Case {
        code: "version.overlap",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }
offence 300 "o" / "o" { in force 2012-01-01 ..  gazette 2009-12-31  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects peace conduct act.verb has lend penalty prison 1 to 2 years }"#,
        message: "two versions of `offence CPF:300` are in force on 2012-01-01",
        help: "the other is in force `2010-01-01 ..`",
        underlined: "300",
        good: r#"offence 300 "o" / "o" { in force 2010-01-01 .. 2011-12-31  gazette 2009-12-31  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects peace conduct act.verb has lend penalty prison 1 to 2 years }
offence 300 "o" / "o" { in force 2012-01-01 ..  gazette 2009-12-31  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects peace conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "version.hole",
        bad: r#"offence 300 "o" / "o" { in force 2010-01-01 .. 2010-12-31  gazette 2009-12-31  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects peace conduct act.verb has lend penalty prison 1 to 2 years }
offence 300 "o" / "o" { in force 2012-01-01 ..  gazette 2009-12-31  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects peace conduct act.verb has lend penalty prison 1 to 2 years }"#,
        message: "`offence CPF:300` has no text for `2011-01-01 .. 2011-12-31`",
        help: "write a `gap` of that id for these days, or mend the `in force` lines",
        underlined: "300",
        good: r#"offence 300 "o" / "o" { in force 2010-01-01 .. 2010-12-31  gazette 2009-12-31  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects peace conduct act.verb has lend penalty prison 1 to 2 years }
gap 300 "g" / "g" { in force 2011-01-01 .. 2011-12-31  known "k" / "k" }
offence 300 "o" / "o" { in force 2012-01-01 ..  gazette 2009-12-31  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects peace conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "gazette.same_day",
        bad: r#"offence 300 "o" / "o" { in force 2010-01-01 ..  gazette 2010-01-01  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects peace conduct act.verb has lend penalty prison 1 to 2 years }"#,
        message: "`2010-01-01` is both the day of publication and the first day in force",
        help: "a decree commonly binds from the day after its publication; read its transitory articles",
        underlined: "2010-01-01",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "condition.stage",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance charge in group serious penalty prison 1 to 2 years }"#,
        message: "a charge cannot be asked about here",
        help: "what other charges there are, and to which group this one belongs, is known in gradings, exclusions and later",
        underlined: "charge in group serious",
        good: r#"attempt 63 "t" / "t" { &  when act.stage is attempted  effect first of { p3 when charge in group serious: prison reduced by 1/3  p1: penalty reduced up to 1/3 } }"#,
    },
    Case {
        code: "condition.stage",
        bad: r#"term graver "g" / "g" = qualified by 201-Bis
offence 300 "o" / "o" { % conduct act.verb has lend circumstance graver penalty prison 1 to 2 years }"#,
        message: "the term `graver` asks about the charge, which is not known here",
        help: "terms that ask about a charge may stand in gradings, exclusions and later",
        underlined: "graver",
        good: r#"term graver "g" / "g" = qualified by 201-Bis
offence 300 "o" / "o" { % conduct act.verb has lend penalty first of { p1 when graver: prison 1 year  p2: prison 2 years } }"#,
    },
    Case {
        code: "condition.quoted",
        bad: r#"term odd "o" / "o" = "hacer algo" / "doing something""#,
        message: "a quoted element belongs to a provision, and none is meant here",
        help: "declare a fact in the vocabulary, and name it here",
        underlined: r#""hacer algo" / "doing something""#,
        good: r#"offence 300 "o" / "o" { % conduct "hacer algo" / "doing something" penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "condition.impossible",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance victim.age under 18 and victim.age at least 18 penalty prison 1 to 2 years }"#,
        message: "this condition can never be met",
        help: "two of its parts exclude each other; alternatives are joined by `or`",
        underlined: "victim.age under 18 and victim.age at least 18",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend circumstance victim.age under 18 or victim.age at least 60 penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "condition.impossible",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim minor  circumstance victim.age over 60 penalty prison 1 to 2 years }"#,
        message: "the elements of `CPF:300` can never be met together",
        help: "two of them exclude each other",
        underlined: "300",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend victim minor  circumstance accused.age over 60 penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "group.dated",
        bad: r#"term grave "g" / "g" = act.other in group changing"#,
        message: "the group `changing` has 2 versions, and a term has none",
        help: "test the group where the term is used, so that the date chooses its version",
        underlined: "changing",
        good: r#"term grave "g" / "g" = act.other in group serious"#,
    },
    Case {
        code: "group.not_in_force",
        bad: r#"offence 300 "o" / "o" { in force 2001-01-01 ..  gazette 2000-12-31  gist "g" / "g"  prosecuted ex officio  consummated instantly  victims none  protects peace conduct act.verb has lend object act.other in group changing penalty prison 1 to 2 years }"#,
        message: "the group `changing` is not in force on 2001-01-01",
        help: "extend the group, with a `gap` where its text is not known",
        underlined: "changing",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend object act.other in group changing penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "selection.range",
        bad: r#"group r "g" / "g" { by 200  members 201 .. 200 }"#,
        message: "`CPF:201` comes after `CPF:200` in the law",
        help: "write the first provision first",
        underlined: "201 .. 200",
        good: r#"group r "g" / "g" { by 200  members 200 .. 201 }"#,
    },
    Case {
        code: "selection.nothing",
        bad: r#"group r "g" / "g" { by 200  members nothing, 200 }"#,
        message: "`nothing` stands among other entries",
        help: "write `nothing` alone, or leave it out",
        underlined: "nothing",
        good: r#"group r "g" / "g" { by 200  members nothing }"#,
    },
    Case {
        code: "parameter.zones",
        bad: r#"parameter w "p" / "p" { by 200  unit pesos  zones A, B  from 2012-01-01: A 62.33 }"#,
        message: "zone `B` has no value",
        help: "write `unknown` where the value is not known",
        underlined: "2012-01-01: A 62.33",
        good: r#"parameter w "p" / "p" { by 200  unit pesos  zones A, B  from 2012-01-01: A 62.33, B 60.57 }"#,
    },
    Case {
        code: "penalty.inverted",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 5 to 2 years }"#,
        message: "the range ends below where it begins",
        help: "write the lower end first",
        underlined: "prison 5 to 2 years",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 2 to 5 years }"#,
    },
    Case {
        code: "penalty.unit",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty fine 100 to 200 }"#,
        message: "the amount has no unit",
        help: "write `days`, `uma`, `wages`, `pesos`, `times the value`",
        underlined: "200",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty fine 100 to 200 days }"#,
    },
    Case {
        code: "penalty.unit",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 sessions }"#,
        message: "`sessions` is not a unit of this part",
        help: "write `years`, `months` or `days`",
        underlined: "2 sessions",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty work 1 to 2 sessions }"#,
    },
    Case {
        code: "penalty.part_repeated",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 year and prison 2 years }"#,
        message: "`prison` stands twice in this penalty",
        help: "write each part once; rows tell cases apart",
        underlined: "prison 2 years",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "penalty.letter_missing",
        bad: r#"offence 300 "o" / "o" { % conduct one of { a "x" / "x": act.verb has lend  b "y" / "y": act.verb has offer } penalty for a: prison 1 year }"#,
        message: "letter `b` of `CPF:300` has no penalty",
        help: "name it in a `penalty for …` line",
        underlined: "b",
        good: r#"offence 300 "o" / "o" { % conduct one of { a "x" / "x": act.verb has lend  b "y" / "y": act.verb has offer } penalty for a: prison 1 year  penalty for b: prison 2 years }"#,
    },
    Case {
        code: "penalty.several",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 year  penalty prison 2 years }"#,
        message: "`CPF:300` has penalties that nothing tells apart",
        help: "write `penalty for …` for different letters, rows for different cases, or a `penalty` rule that says `instead of`",
        underlined: "penalty",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 year }"#,
    },
    Case {
        code: "penalty.several",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }
penalty 301 "p" / "p" { & punishes 300  when act.public  penalty prison 3 years }"#,
        message: "both its own `penalty` line of `CPF:300` and `penalty CPF:301` may punish `CPF:300`",
        help: "say in one of them `instead of` the other, or `besides` it, or give them conditions that exclude each other",
        underlined: "300",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }
penalty 301 "p" / "p" { & punishes 300  instead of 300  when act.public  penalty prison 3 years }"#,
    },
    Case {
        code: "penalty.none",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend }"#,
        message: "nothing punishes `CPF:300` from 2010-01-01",
        help: "write a `penalty` line, or a `penalty` rule that says `punishes`",
        underlined: "300",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend }
penalty 301 "p" / "p" { & punishes 300  penalty prison 3 years }"#,
    },
    Case {
        code: "effect.fraction",
        bad: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public objective  effect penalty becomes 3/2 }"#,
        message: "`3/2` does not lessen a penalty",
        help: "`becomes 1/4` is a fourth of the penalty, `reduced by 1/4` leaves three fourths",
        underlined: "penalty becomes 3/2",
        good: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public objective  effect penalty becomes 1/2 }"#,
    },
    Case {
        code: "rows.order",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty first of { p1: prison 1 year  p2 when act.public: prison 2 years } }"#,
        message: "the rows after `p1` are never reached",
        help: "a row without `when` is the rest: it stands last",
        underlined: "p1",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty first of { p1 when act.public: prison 1 year  p2: prison 2 years } }"#,
    },
    Case {
        code: "rows.overlap",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty first of { p1 when act.amount at most 100: prison 1 year  p2 when act.amount at least 50 and act.amount at most 200: prison 2 years  p3: prison 3 years } }"#,
        message: "row `p2` overlaps the rows before it",
        help: "they are met from 0.00 to 100.00",
        underlined: "p2",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty first of { p1 when act.amount at most 100: prison 1 year  p2 when act.amount at most 200: prison 2 years  p3: prison 3 years } }"#,
    },
    Case {
        code: "rows.hole",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty first of { p1 when act.amount under 100: prison 1 year  p2 when act.amount over 100: prison 2 years } }"#,
        message: "no row is met when `act.amount` is 100.00",
        help: "let the rows meet, or end them with one that has no `when`",
        underlined: "p1",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty first of { p1 when act.amount under 100: prison 1 year  p2 when act.amount at least 100: prison 2 years } }"#,
    },
    Case {
        code: "modifier.reaches_nothing",
        bad: r#"aggravation 300 "a" / "a" { & applies to nothing  when act.public objective  effect penalty doubled }"#,
        message: "`CPF:300` reaches no offence from 2010-01-01",
        help: "`applies to` names offences, penalties or rows that are in force on the same days",
        underlined: "applies to",
        good: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public objective  effect penalty doubled }"#,
    },
    Case {
        code: "reach.missing",
        bad: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public  effect penalty doubled }"#,
        message: "this circumstance is neither `personal` nor `objective`",
        help: "a quality or relation of the accused is `personal`, a circumstance of the act `objective` (CPF 54)",
        underlined: "act.public",
        good: r#"aggravation 300 "a" / "a" { & applies to 200  when act.public objective  effect penalty doubled }"#,
    },
    Case {
        code: "reach.missing",
        bad: r#"aggravation 300 "a" / "a" { & applies to 200  when one of { a "x" / "x": act.public }  effect penalty doubled }"#,
        message: "letter `a` is neither `personal` nor `objective`",
        help: "a quality or relation of the accused is `personal`, a circumstance of the act `objective` (CPF 54)",
        underlined: "a",
        good: r#"aggravation 300 "a" / "a" { & applies to 200  when one of { a "x" / "x" objective: act.public }  effect penalty doubled }"#,
    },
    Case {
        code: "reach.doubtful",
        bad: r#"aggravation 300 "a" / "a" { & applies to 200  when relation has guardian objective  effect penalty doubled }"#,
        message: "`objective` is said of a quality or relation of the accused",
        help: "what rests on `accused` or `relation` holds only for the person in whom it is met: `personal` (CPF 54)",
        underlined: "objective",
        good: r#"aggravation 300 "a" / "a" { & applies to 200  when relation has guardian personal  effect penalty doubled }"#,
    },
    Case {
        code: "inherence.unstated",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend means act.means has deceit penalty prison 1 to 2 years }
aggravation 301 "a" / "a" { & applies to 300  when one of { i "x" / "x" objective: act.means any of violence, deceit }  effect penalty doubled }"#,
        message: "letter `i` is already contained in `CPF:300`",
        help: "say with `reading NAME … { concerns LETTER on OFFENCE … }` whether it counts again",
        underlined: "i",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend means act.means has deceit penalty prison 1 to 2 years }
aggravation 301 "a" / "a" { & applies to 300  when one of { i "x" / "x" objective: act.means any of violence, deceit }  effect penalty doubled }
reading inherence "r" / "r" { concerns 301:i on 300  default not_counted "n" / "n"  other counts "c" / "c" }"#,
    },
    Case {
        code: "cycle.term",
        bad: r#"term one "a" / "a" = two
term two "b" / "b" = one"#,
        message: "the terms `one` and `two` name each other",
        help: "break the circle: a term names only terms that do not need it",
        underlined: "one",
        good: r#"term one "a" / "a" = two
term two "b" / "b" = act.public"#,
    },
    Case {
        code: "cycle.term",
        bad: r#"term one "a" / "a" = act.public
term two "b" / "b" = one
presume one "p" / "p" { & rebuttable when two }"#,
        message: "the terms `one` and `two` name each other",
        help: "break the circle: a term names only terms that do not need it",
        underlined: "one",
        good: r#"term one "a" / "a" = act.public
term two "b" / "b" = not act.public
presume one "p" / "p" { & rebuttable when two }"#,
    },
    Case {
        code: "cycle.term",
        bad: r#"term one "a" / "a" = not one"#,
        message: "the term `one` names itself",
        help: "break the circle: a term names only terms that do not need it",
        underlined: "one",
        good: r#"term one "a" / "a" = not act.public"#,
    },
    Case {
        code: "cycle.fact",
        bad: r#"fact act.p "a" / "a" { type flag  derived when act.q  ask "q" / "q" }
fact act.q "a" / "a" { type flag  derived when act.p  ask "q" / "q" }"#,
        message: "`act.p` and `act.q` are derived from each other",
        help: "break the circle",
        underlined: "act.p",
        good: r#"fact act.p "a" / "a" { type flag  derived when act.q  ask "q" / "q" }
fact act.q "a" / "a" { type flag  ask "q" / "q" }"#,
    },
    Case {
        code: "cycle.same_as",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty same as 301 }
offence 301 "o" / "o" { % conduct act.verb has lend penalty same as 300 }"#,
        message: "`CPF:300` and `CPF:301` have each other's penalty",
        help: "break the circle",
        underlined: "300",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty same as 301 }
offence 301 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "cycle.group",
        bad: r#"group g1 "g" / "g" { by 200  members g2 }
group g2 "g" / "g" { by 200  members g1 }"#,
        message: "`g1` and `g2` are made of each other",
        help: "break the circle",
        underlined: "g1",
        good: r#"group g1 "g" / "g" { by 200  members g2 }
group g2 "g" / "g" { by 200  members 200 }"#,
    },
    Case {
        code: "cycle.instead_of",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend }
penalty 301 "p" / "p" { & punishes 300  instead of 302  penalty prison 3 years }
penalty 302 "p" / "p" { & punishes 300  instead of 301  penalty prison 2 years }"#,
        message: "`CPF:301` and `CPF:302` stand in place of each other",
        help: "break the circle",
        underlined: "301",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend }
penalty 301 "p" / "p" { & punishes 300  instead of 302  penalty prison 3 years }
penalty 302 "p" / "p" { & punishes 300  penalty prison 2 years }"#,
    },
    Case {
        code: "cycle.prevails",
        bad: r#"prevails 200 over 201 { because speciality  note "n" / "n" }
prevails 201 over 200 { because speciality  note "n" / "n" }"#,
        message: "`CPF:200` and `CPF:201` prevail over each other",
        help: "break the circle",
        underlined: "200",
        good: r#"prevails 200 over 201 { because speciality  note "n" / "n" }"#,
    },
    Case {
        code: "conflict.forbidden",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years with any other offence }
prevails 200 over 300 { because speciality  note "n" / "n" }"#,
        message: "`CPF:300` says `with any other offence`: nothing is displaced",
        help: "write `prevails none between … because both_stand`, or take the line out of the offence",
        underlined: "prevails",
        good: r#"offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years with any other offence }
prevails none between 200 and 300 { because both_stand  note "n" / "n" }"#,
    },
    Case {
        code: "conflict.unstated",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb any of sell, lend penalty prison 1 to 2 years }"#,
        message: "`CPF:200` and `CPF:300` can be met by one act",
        help: "write `prevails CPF:200 over CPF:300` or the reverse, `prevails none between` them, or `without prejudice`",
        underlined: "300",
        good: r#"offence 300 "o" / "o" { % conduct act.verb any of sell, lend penalty prison 1 to 2 years }
prevails 200 over 300 { because speciality  note "n" / "n" }"#,
    },
    Case {
        code: "conflict.unstated",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb any of sell, lend penalty prison 1 to 2 years }"#,
        message: "`CPF:200` and `CPF:300` can be met by one act",
        help: "write `prevails CPF:200 over CPF:300` or the reverse, `prevails none between` them, or `without prejudice`",
        underlined: "300",
        good: r#"offence 300 "o" / "o" { % conduct act.verb any of sell, lend  victim victim.age over 30 penalty prison 1 to 2 years }"#,
    },
    // A rule of conflict that begins later says nothing of the years before it.
    Case {
        code: "conflict.unstated",
        bad: r#"offence 300 "o" / "o" { % conduct act.verb any of sell, lend penalty prison 1 to 2 years }
prevails 200 over 300 { in force 2024-01-01 ..  because speciality  note "n" / "n" }"#,
        message: "`CPF:200` and `CPF:300` can be met by one act",
        help: "write `prevails CPF:200 over CPF:300` or the reverse, `prevails none between` them, or `without prejudice`",
        underlined: "300",
        good: r#"offence 300 "o" / "o" { % conduct act.verb any of sell, lend penalty prison 1 to 2 years }
prevails 200 over 300 { because speciality  note "n" / "n" }"#,
    },
    Case {
        code: "fact.unused",
        bad: r#"fact act.colour "c" / "c" { type flag  ask "q" / "q" }"#,
        message: "nothing reads `act.colour`",
        help: "take it out, or write the rule that reads it",
        underlined: "act.colour",
        good: r#"fact act.colour "c" / "c" { type flag  ask "q" / "q" }
offence 300 "o" / "o" { % conduct act.verb has lend circumstance act.colour penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "value.unused",
        bad: r#"fact act.sound "c" / "c" { type any of { hum "h" / "h"  ring "r" / "r" }  ask "q" / "q" }
offence 300 "o" / "o" { % conduct act.verb has lend means act.sound has hum penalty prison 1 to 2 years }"#,
        message: "nothing reads `ring` of `act.sound`",
        help: "take it out, or write the rule that reads it",
        underlined: "ring",
        good: r#"fact act.sound "c" / "c" { type any of { hum "h" / "h"  ring "r" / "r" }  ask "q" / "q" }
offence 300 "o" / "o" { % conduct act.verb has lend means act.sound any of hum, ring penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "value.read_once",
        bad: r#"fact act.sound "c" / "c" { type any of { hum "h" / "h" }  ask "q" / "q" }
offence 300 "o" / "o" { % conduct act.verb has lend means act.sound has hum penalty prison 1 to 2 years }"#,
        message: "only one rule reads `hum` of `act.sound`",
        help: "what one provision alone describes may be a quoted element there",
        underlined: "hum",
        good: r#"fact act.sound "c" / "c" { type any of { hum "h" / "h" }  ask "q" / "q" }
offence 300 "o" / "o" { % conduct act.verb has lend means act.sound has hum penalty prison 1 to 2 years }
offence 301 "o" / "o" { % conduct act.verb has offer means act.sound has hum penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "parameter.no_source",
        bad: r#"parameter w "p" / "p" { unit pesos  from 2012-01-01: 62.33 }"#,
        message: "`parameter w` has no source",
        help: "write `by` and the article it comes from",
        underlined: "w",
        good: r#"parameter w "p" / "p" { by 200  unit pesos  from 2012-01-01: 62.33 }"#,
    },
    Case {
        code: "provision.no_source",
        bad: r#"group w "p" / "p" { members 200 }"#,
        message: "`group w` cites no provision",
        help: "write `by` and the article it comes from",
        underlined: "w",
        good: r#"group w "p" / "p" { by 200  members 200 }"#,
    },
    Case {
        code: "provision.no_source",
        bad: r#"exclusion 16 "e" / "e" { in force 2010-01-01 ..  applies to every offence  bars offence  when act.public }"#,
        message: "`exclusion 16` does not say when it was published",
        help: "write `gazette` and the days of publication",
        underlined: "in force",
        good: r#"exclusion 16 "e" / "e" { in force before 2010-01-01 ..  applies to every offence  bars offence  when act.public }"#,
    },
    Case {
        code: "example.unknown",
        bad: r#"example "e" / "e" { given like "base casee"  expect 200 }"#,
        message: "no example is called `base casee`",
        help: "did you mean `base case`?",
        underlined: r#""base casee""#,
        good: r#"example "e" / "e" { given like "base case"  expect 200 }"#,
    },
    Case {
        code: "example.cycle",
        bad: r#"example "e" / "e" { given like "f"  expect 200 }
example "f" / "f" { given like "e"  expect 200 }"#,
        message: "this example starts from itself, through others",
        help: "write out what is given in one of them",
        underlined: "example",
        good: r#"example "e" / "e" { given act.public  expect 200 }
example "f" / "f" { given like "e"  expect 200 }"#,
    },
    Case {
        code: "accept.reason",
        bad: r#"# accept conflict.unstated
offence 300 "o" / "o" { % conduct act.verb any of sell, lend penalty prison 1 to 2 years }"#,
        message: "`accept conflict.unstated` gives no reason",
        help: "write `# accept conflict.unstated: why it is right here`",
        underlined: "300",
        good: r#"# accept conflict.unstated: they stand together in practice
offence 300 "o" / "o" { % conduct act.verb any of sell, lend penalty prison 1 to 2 years }"#,
    },
    Case {
        code: "accept.unused",
        bad: r#"# accept fact.unused: kept
offence 300 "o" / "o" { % conduct act.verb has lend penalty prison 1 to 2 years }"#,
        message: "there is no warning `fact.unused` to accept here",
        help: "take the comment out",
        underlined: "300",
        good: r#"# accept conflict.unstated: they stand together in practice
offence 300 "o" / "o" { % conduct act.verb any of sell, lend penalty prison 1 to 2 years }"#,
    },
];

fn found(text: &str) -> Vec<Diagnostic> {
    let text = text.replace('%', OFFENCE).replace('&', RULE);
    let text = match text.strip_prefix("FIRST:") {
        Some(first) => format!("{first}\n{BASE}"),
        None => format!("{BASE}\n{text}\n"),
    };
    let checked = check(&[Source { path: "mini.tip".into(), text: text.into() }]);
    let sound = checked.diagnostics.iter().all(|d| d.level == Level::Warning);
    assert_eq!(checked.model.is_some(), sound, "a model is given exactly when there is no error");
    checked.diagnostics
}

#[test]
fn the_base_is_sound() {
    assert!(found("").is_empty(), "{:?}", found(""));
}

#[test]
fn each_mistake_is_told_once_and_well() {
    for case in CASES {
        let all = found(case.bad);
        let Some(hit) = all.iter().find(|d| d.code == case.code) else {
            panic!("{} not found in {}", case.code, case.bad)
        };
        assert_eq!(hit.message, case.message, "{}", case.bad);
        assert_eq!(hit.help.as_deref().unwrap_or_default(), case.help, "{}", case.bad);
        assert_eq!(hit.underlined(), case.underlined, "{}", case.bad);
        let level = CODES.iter().find(|(code, ..)| *code == case.code).map(|(_, level, ..)| *level);
        assert_eq!(level, Some(hit.level), "{}", case.code);
        let others: Vec<_> = all.iter().filter(|d| d.level == Level::Error && d.message != case.message).collect();
        assert!(others.is_empty(), "{}: {others:?}", case.code);
    }
}

#[test]
fn what_is_right_is_not_reported() {
    for case in CASES {
        let all = found(case.good);
        assert!(all.iter().all(|d| d.code != case.code && d.level == Level::Warning), "{}: {all:?}", case.code);
    }
}

#[test]
fn every_message_is_one_line_in_lower_case() {
    for case in CASES {
        for d in found(case.bad) {
            assert!(!d.message.contains('\n') && !d.message.ends_with('.'), "{}", d.message);
            assert!(d.message.starts_with(|c: char| !c.is_uppercase()), "{}", d.message);
            assert!(CODES.iter().any(|(code, ..)| *code == d.code), "{} is not explained", d.code);
        }
    }
}

#[test]
fn every_code_has_a_case() {
    let tested: BTreeSet<&str> = CASES.iter().map(|case| case.code).collect();
    let apart = |code: &str| code.starts_with("syntax.") || code.starts_with("limit.") || code == "pack.missing";
    let missing: Vec<_> =
        CODES.iter().map(|(code, ..)| *code).filter(|code| !apart(code) && !tested.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let codes: BTreeSet<_> = CODES.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes.len(), CODES.len(), "a code stands twice");
}

#[test]
fn limits_are_told() {
    let values: Vec<String> = (0..300).map(|n| format!("v{n} \"v\" / \"v\"")).collect();
    let many = format!("fact act.many \"m\" / \"m\" {{ type any of {{ {} }}  ask \"q\" / \"q\" }}", values.join(" "));
    assert!(found(&many).iter().any(|d| d.code == "limit.values" && d.underlined() == "v256"));
    let chain: Vec<String> = (0..20)
        .map(|n| if n == 0 { "act.public".to_owned() } else { format!("not t{}", n - 1) })
        .enumerate()
        .map(|(n, of)| format!("term t{n} \"t\" / \"t\" = {of}"))
        .collect();
    assert!(found(&chain.join("\n")).iter().any(|d| d.code == "limit.terms" && d.underlined() == "t16"));
    let wide: Vec<String> = (0..8)
        .map(|n| if n == 0 { "act.public".to_owned() } else { vec![format!("t{}", n - 1); 40].join(" or ") })
        .enumerate()
        .map(|(n, of)| format!("term t{n} \"t\" / \"t\" = {of}"))
        .collect();
    assert!(found(&wide.join("\n")).iter().any(|d| d.code == "limit.terms"));
}

#[test]
fn rules_without_a_pack_are_told() {
    let checked = check(&[]);
    let codes: Vec<_> = checked.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["pack.missing"]);
}

#[test]
fn one_run_reports_every_mistake_and_none_twice() {
    let text = r#"offence 300 "o" / "o" { % conduct act.vreb has lend  victim minro  penalty prison 5 to 2 years  also closuer }
aggravation 301 "a" / "a" { & applies to 300  when act.public  effect penalty becomes 2 }
example "e" / "e" { given act.verb {sel}, victim.age 130  expect 300, also closuer }"#;
    let codes: Vec<_> = found(text).iter().map(|d| (d.code, d.underlined().to_owned())).collect();
    let expected = [
        ("name.unknown", "act.vreb"),
        ("name.unknown", "minro"),
        ("penalty.inverted", "prison 5 to 2 years"),
        ("consequence.unknown", "closuer"),
        ("reach.missing", "act.public"),
        ("effect.fraction", "penalty becomes 2"),
        ("value.unknown", "sel"),
        ("type.domain", "130"),
        ("consequence.unknown", "closuer"),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(code, text)| (code, text.to_owned())).collect();
    assert_eq!(codes, expected);
}

#[test]
fn penalty_rules_that_read_a_changing_group_are_told_apart_version_by_version() {
    let rule =
        |id, when| format!("penalty {id} \"p\" / \"p\" {{ & punishes 300  when {when}  penalty prison 1 year }}");
    let within = "act.other in group changing";
    let text = format!(
        "offence 300 \"o\" / \"o\" {{ % conduct act.verb has lend }}\n{}\n{}",
        rule(301, within.to_owned()),
        rule(302, format!("not {within}"))
    );
    assert!(found(&text).is_empty(), "{:?}", found(&text));
}

#[test]
fn a_line_that_is_not_understood_is_told_once() {
    let text = r#"offence 300 "o" / "o" { %
  conduct act.verb has lend
  victim  minor and
  penalty prison years
}"#;
    let codes: Vec<_> = found(text).iter().map(|d| d.code).collect();
    assert!(codes.iter().all(|code| code.starts_with("syntax.")), "{codes:?}");
}
