//! Every code that a finding about rule text may have, at length. `tipicidad explain CODE` prints these.

use crate::diagnostic::Level;

/// Warnings that the command shows only with `--pedantic`.
pub const PEDANTIC: &[&str] = &["value.read_once"];

/// Code, level, title, and a long explanation with a wrong and a right example.
pub const CODES: &[(&str, Level, &str, &str)] = &[
    (
        "syntax.expected",
        Level::Error,
        "something else was expected here",
        "The words do not fit the grammar at this place. The message says what could have stood there; \
         docs/language.md describes every item and line.\n\n\
         Wrong: penalty 2 years\n\
         Right: penalty prison 2 years",
    ),
    (
        "syntax.brace",
        Level::Error,
        "a brace is missing or too many",
        "The lines of an item stand between `{` and `}`. One of them has no partner.\n\n\
         Wrong: interest peace \"paz\" / \"peace\" }\n\
         Right: interest peace \"paz\" / \"peace\"",
    ),
    (
        "syntax.string",
        Level::Error,
        "a text in quotes is not well formed",
        "A text is closed on the line it begins on; only `\\\"` and `\\\\` may follow a backslash.\n\n\
         Wrong: gist \"sin fin / \"endless\"\n\
         Right: gist \"con fin\" / \"with an end\"",
    ),
    (
        "syntax.character",
        Level::Error,
        "a character has no meaning here",
        "Names are written with a to z, digits and `_`. Accents belong into texts between quotes.\n\n\
         Wrong: fact act.daño \"daño\" / \"damage\" { … }\n\
         Right: fact act.damage \"daño\" / \"damage\" { … }",
    ),
    (
        "syntax.unknown_item",
        Level::Error,
        "no item begins so",
        "An item begins with a word such as `offence`, `fact` or `group`.\n\n\
         Wrong: offense 200 \"…\" / \"…\" { … }\n\
         Right: offence 200 \"…\" / \"…\" { … }",
    ),
    (
        "syntax.unknown_line",
        Level::Error,
        "no line begins so",
        "A line of an item begins with its keyword; docs/language.md §8 to §12 list them.\n\n\
         Wrong: penalties prison 1 to 2 years\n\
         Right: penalty prison 1 to 2 years",
    ),
    (
        "syntax.depth",
        Level::Error,
        "nested too deeply",
        "Conditions, rows and gaps nest at most 64 deep. Give the inner part a name with `term`.\n\n\
         Wrong: ((((… 65 of them …))))\n\
         Right: term inner \"…\" / \"…\" = …",
    ),
    (
        "syntax.size",
        Level::Error,
        "the file is too large",
        "A file has at most 8 MiB of text. Divide it.\n\n\
         Wrong: one file for the whole law\n\
         Right: one file a title",
    ),
    (
        "pack.missing",
        Level::Error,
        "the rules have no `pack`",
        "A folder of rules has one `pack`, which gives its name, its version and the day up to which the \
         law was followed.\n\n\
         Wrong: (none)\n\
         Right: pack mx-federal { version \"0.1.0\"  law as of 2026-07-31 }",
    ),
    (
        "name.unknown",
        Level::Error,
        "nothing has this name",
        "A condition, a presumption or an example names a fact, a flag or a term that is not declared. \
         Facts of a person are named by role: `victim.age`, never `person.age`.\n\n\
         Wrong: victim act.vrb has sell\n\
         Right: conduct act.verb has sell",
    ),
    (
        "name.duplicate",
        Level::Error,
        "a name is taken",
        "Two things of one kind have one name: facts, terms, values of a fact, letters or rows of a rule, \
         exceptions, examples, or two items with the same id that are in force together.\n\n\
         Wrong: interest peace \"…\" / \"…\"   interest peace \"…\" / \"…\"\n\
         Right: interest peace \"…\" / \"…\"   interest order \"…\" / \"…\"",
    ),
    (
        "subject.unknown",
        Level::Error,
        "no such subject",
        "A fact is about a subject that is declared with `subject`.\n\n\
         Wrong: fact weather.rain \"lluvia\" / \"rain\" { … }\n\
         Right: subject weather \"el clima\" / \"the weather\"",
    ),
    (
        "value.unknown",
        Level::Error,
        "the fact has no such value",
        "The value is not among those that the fact declares, or a country is not an ISO 3166-1 code of \
         two letters.\n\n\
         Wrong: act.verb has sels\n\
         Right: act.verb has sell",
    ),
    (
        "value.repeated",
        Level::Error,
        "a value is listed twice",
        "A list of values names each once.\n\n\
         Wrong: act.verb any of sell, sell\n\
         Right: act.verb any of sell, offer",
    ),
    (
        "group.unknown",
        Level::Error,
        "no such group",
        "A selection or a test names a group that is not declared. Ids begin with a digit or a siglum; \
         any other name is that of a group.\n\n\
         Wrong: applies to serius\n\
         Right: applies to serious",
    ),
    (
        "consequence.unknown",
        Level::Error,
        "no such consequence",
        "`also` and `may` name kinds that are declared with `consequence`.\n\n\
         Wrong: also confiscaton\n\
         Right: also confiscation",
    ),
    (
        "interest.unknown",
        Level::Error,
        "no such interest",
        "`protects` names interests that are declared with `interest`.\n\n\
         Wrong: protects publik_peace\n\
         Right: protects public_peace",
    ),
    (
        "reading.unknown",
        Level::Error,
        "no such reading",
        "`under READING=VALUE` names a reading that is declared with `reading`.\n\n\
         Wrong: penalty under upto=max: …\n\
         Right: penalty under up_to=max_only: …",
    ),
    (
        "reading.value_unknown",
        Level::Error,
        "the reading has no such value",
        "A reading has its `default` and its `other` values, and no more.\n\n\
         Wrong: under up_to=most\n\
         Right: under up_to=max_only",
    ),
    (
        "law.unknown",
        Level::Error,
        "no such law",
        "The siglum of an id or a selection belongs to no law of the rules. Declare a law that is only \
         referred to with `named`.\n\n\
         Wrong: by LSALUT:5\n\
         Right: named LSALUD \"Ley General de Salud\" / \"General Health Act\"   …   by LSALUD:5",
    ),
    (
        "id.malformed",
        Level::Error,
        "not an address of the law",
        "An id is the siglum, the article and its parts, in ASCII: `CPF:209-Quater:p2:I`. Accents are \
         dropped.\n\n\
         Wrong: offence 209-Quáter \"…\" / \"…\" { … }\n\
         Right: offence 209-Quater \"…\" / \"…\" { … }",
    ),
    (
        "id.no_law",
        Level::Error,
        "the id does not say of which law",
        "Outside the section of a `law` every id and heading has its siglum.\n\n\
         Wrong: (before any `law`)  group g \"…\" / \"…\" { members 201 }\n\
         Right: group g \"…\" / \"…\" { members CPF:201 }",
    ),
    (
        "id.unknown",
        Level::Error,
        "an example names what is not encoded",
        "Examples can only speak of provisions, letters and rows that the rules encode.\n\n\
         Wrong: expect 201:z\n\
         Right: expect 201:f",
    ),
    (
        "id.not_encoded",
        Level::Warning,
        "the provision is not encoded yet",
        "The law is part of the rules, but neither this provision, nor one above or below it, is. The \
         reference is kept. Members of groups may name such provisions without a warning.\n\n\
         Wrong: by 999\n\
         Right: by 201",
    ),
    (
        "heading.unknown",
        Level::Warning,
        "no such heading",
        "No file declares this book, title or chapter of the law, so the selection reaches nothing yet.\n\n\
         Wrong: applies to book 7\n\
         Right: applies to book 2 title 8",
    ),
    (
        "letter.unknown",
        Level::Error,
        "there is no such letter",
        "`for a` names a letter of the same rule, or in a penalty rule a row of its table.\n\n\
         Wrong: penalty for z: prison 1 to 2 years\n\
         Right: penalty for a: prison 1 to 2 years",
    ),
    (
        "word.unknown",
        Level::Error,
        "another word was expected",
        "Some lines take one of a few words: what an exclusion `bars`, why an offence prevails, the basis \
         of a grading, the role that is `unmet`, the zone of a parameter.\n\n\
         Wrong: bars crime\n\
         Right: bars offence",
    ),
    (
        "type.mismatch",
        Level::Error,
        "the fact is of another type",
        "Each type has its own tests: a flag stands alone, a set `has` a value, a one-of `is` one, \
         numbers and dates are compared. Values given in examples and after `assumed` follow the type \
         too.\n\n\
         Wrong: act.verb is sell\n\
         Right: act.verb has sell",
    ),
    (
        "type.unit",
        Level::Error,
        "another unit was expected",
        "A number is compared in the unit its fact declares; facts and parameters have only the units of \
         docs/language.md.\n\n\
         Wrong: victim.age under 18 days\n\
         Right: victim.age under 18 years",
    ),
    (
        "type.number",
        Level::Error,
        "not a number of this fact",
        "The number has more decimals than its fact, or is not written as one. Dates are written \
         `2012-06-15`.\n\n\
         Wrong: victim.age under 18.5\n\
         Right: victim.age under 18",
    ),
    (
        "type.domain",
        Level::Error,
        "outside the limits of the fact",
        "The comparison is met for every value of the fact, or for none, or a value lies outside its \
         limits.\n\n\
         Wrong: victim.age at least 0\n\
         Right: victim.age at least 18",
    ),
    (
        "line.misplaced",
        Level::Error,
        "the line belongs to another item",
        "Every kind of item has its own lines; the help lists them.\n\n\
         Wrong: fact act.x \"…\" / \"…\" { penalty prison 1 year }\n\
         Right: fact act.x \"…\" / \"…\" { type flag  ask \"…\" / \"…\" }",
    ),
    (
        "line.repeated",
        Level::Error,
        "the line stands twice",
        "The line may stand once. What changes with time is dated within it.\n\n\
         Wrong: type flag   type date\n\
         Right: type flag",
    ),
    (
        "line.missing",
        Level::Error,
        "a line is missing",
        "The item cannot do without this line; the help shows how it is written.\n\n\
         Wrong: offence 200 \"…\" / \"…\" { in force 2007-03-28 .. }\n\
         Right: … with `gazette`, `gist`, `conduct`, `penalty`, `prosecuted`, `consummated`, `victims` \
         and `protects`",
    ),
    (
        "line.value",
        Level::Error,
        "the line cannot hold this",
        "The line is right here, but not with this payload: rows of effects in an aggravation, a table \
         after `added`, dates on a line that has none, `one of` with one name.\n\n\
         Wrong: effect first of { p1: penalty doubled }   (in an aggravation)\n\
         Right: effect penalty doubled",
    ),
    (
        "item.unsupported",
        Level::Error,
        "not part of the language yet",
        "The word is kept for later.\n\n\
         Wrong: unit …\n\
         Right: (leave it out)",
    ),
    (
        "gap.misplaced",
        Level::Error,
        "this cannot be a gap",
        "A penalty, an effect, a selection, an element or a consequence may be text that nobody has. For \
         anything else the rule ends before the gap, and a `gap` item covers the days.\n\n\
         Wrong: prosecuted 2007-03-28 .. : gap \"…\" / \"…\"\n\
         Right: gap 200 \"…\" / \"…\" { in force 2000-01-01 .. 2007-03-27  known \"…\" / \"…\" }",
    ),
    (
        "label.missing",
        Level::Error,
        "a label is missing",
        "Items, values and laws have a label in Spanish and English.\n\n\
         Wrong: interest peace\n\
         Right: interest peace \"la paz pública\" / \"public peace\"",
    ),
    (
        "label.half",
        Level::Error,
        "a label lacks a language",
        "Every label and text is in both languages: Spanish, `/`, English.\n\n\
         Wrong: gist \"poner al alcance\"\n\
         Right: gist \"poner al alcance\" / \"putting within reach\"",
    ),
    (
        "period.inverted",
        Level::Error,
        "a period ends before it begins",
        "The first day stands first; both days are inclusive.\n\n\
         Wrong: in force 2012-06-15 .. 2007-03-28\n\
         Right: in force 2007-03-28 .. 2012-06-15",
    ),
    (
        "period.outside",
        Level::Error,
        "a period leaves the life of its rule",
        "Dated lines and letters lie within `in force`.\n\n\
         Wrong: in force 2007-03-28 ..   penalty 2001-01-01 .. : …\n\
         Right: in force 2001-01-01 ..   penalty 2001-01-01 .. : …",
    ),
    (
        "period.overlap",
        Level::Error,
        "periods overlap",
        "Dated entries follow each other: each begins the day after the one before it ends. Values of a \
         parameter stand in the order of their days.\n\n\
         Wrong: 2007-03-28 .. 2012-06-15: …   2012-06-15 .. : …\n\
         Right: 2007-03-28 .. 2012-06-14: …   2012-06-15 .. : …",
    ),
    (
        "period.hole",
        Level::Error,
        "a dated line leaves days out",
        "The dated entries of a line cover the whole life of the rule. Where the text is not known, write \
         `gap`.\n\n\
         Wrong: 2007-03-28 .. 2010-01-01: …   2012-06-15 .. : …\n\
         Right: 2007-03-28 .. 2012-06-14: …   2012-06-15 .. : …",
    ),
    (
        "version.overlap",
        Level::Error,
        "two versions are in force together",
        "Two items with one id and kind are versions of one provision: never in force on the same day.\n\n\
         Wrong: offence 200 … { in force 2007-03-28 .. … }   offence 200 … { in force 2010-01-01 .. … }\n\
         Right: offence 200 … { in force 2007-03-28 .. 2009-12-31 … }   offence 200 … { in force \
         2010-01-01 .. … }",
    ),
    (
        "version.hole",
        Level::Error,
        "a provision has no text for some days",
        "Between two versions there are days without text, and no `gap` explains them.\n\n\
         Wrong: in force 2001-01-01 .. 2004-12-31   and   in force 2010-01-01 ..\n\
         Right: gap 200 \"…\" / \"…\" { in force 2005-01-01 .. 2009-12-31  known \"…\" / \"…\" }",
    ),
    (
        "gazette.same_day",
        Level::Warning,
        "published and in force on one day",
        "A decree commonly binds from the day after its publication. Where the transitory articles say \
         otherwise, accept the warning with that reason.\n\n\
         Wrong: in force 2007-03-27 ..   gazette 2007-03-27\n\
         Right: in force 2007-03-28 ..   gazette 2007-03-27",
    ),
    (
        "condition.stage",
        Level::Error,
        "the charge is not known here yet",
        "What a charge is, what qualifies it and what else is charged is decided after the elements. \
         `qualified by` may stand in penalties and later; `charge …` and `charged …` in gradings, \
         exclusions, consequences and prosecution.\n\n\
         Wrong: conduct charge in group serious\n\
         Right: attempt 63 … { when act.stage is attempted and charge in group serious … }",
    ),
    (
        "condition.quoted",
        Level::Error,
        "a quoted element has no owner",
        "A text as a condition is a fact of the provision it stands in. A term, a presumption or a \
         derived fact is no provision.\n\n\
         Wrong: term odd \"…\" / \"…\" = \"hacer algo\" / \"doing something\"\n\
         Right: fact act.odd \"…\" / \"…\" { type flag  ask \"…\" / \"…\" }",
    ),
    (
        "condition.impossible",
        Level::Error,
        "the condition can never be met",
        "Parts of a conjunction, or elements of an offence, exclude each other.\n\n\
         Wrong: victim.age under 18 and victim.age at least 18\n\
         Right: victim.age under 18 or victim.age at least 60",
    ),
    (
        "group.dated",
        Level::Error,
        "a term reads a group that changes",
        "A term has no versions, and the group has several: nothing would tell which is meant.\n\n\
         Wrong: term t \"…\" / \"…\" = act.other in group serious\n\
         Right: object act.other in group serious",
    ),
    (
        "group.not_in_force",
        Level::Error,
        "the group is not in force then",
        "A rule compares a fact with a group on days on which the group has no text.\n\n\
         Wrong: group g { in force 2010-01-01 .. … }   offence { in force 2001-01-01 ..  object \
         act.other in group g … }\n\
         Right: group g { in force 2001-01-01 ..  members 2001-01-01 .. 2009-12-31: gap \"…\" / \"…\"  … }",
    ),
    (
        "selection.range",
        Level::Error,
        "a range does not run through one law",
        "A range goes from an earlier to a later provision of one law, `Bis` included.\n\n\
         Wrong: 204 .. 200\n\
         Right: 200 .. 204",
    ),
    (
        "selection.nothing",
        Level::Error,
        "`nothing` among other entries",
        "`nothing` stands alone.\n\n\
         Wrong: applies to nothing, 200\n\
         Right: applies to 200",
    ),
    (
        "parameter.zones",
        Level::Error,
        "values do not fit the zones",
        "A parameter with zones has one value for each in every `from`; without zones it has one. \
         `unknown` stands for a value nobody has.\n\n\
         Wrong: zones A, B   from 2012-01-01: A 62.33\n\
         Right: zones A, B   from 2012-01-01: A 62.33, B 60.57",
    ),
    (
        "penalty.inverted",
        Level::Error,
        "a range ends below where it begins",
        "The lower end stands first.\n\n\
         Wrong: prison 5 to 2 years\n\
         Right: prison 2 to 5 years",
    ),
    (
        "penalty.unit",
        Level::Error,
        "an amount has no unit, or a wrong one",
        "Prison is in years, months and days; a fine in `days`, `uma`, `wages`, `pesos` or `times the \
         value`; work in `sessions`.\n\n\
         Wrong: fine 100 to 200\n\
         Right: fine 100 to 200 days",
    ),
    (
        "penalty.part_repeated",
        Level::Error,
        "a part stands twice",
        "A penalty states prison, fine and work once each. Different cases are rows or letters.\n\n\
         Wrong: prison 1 year and prison 2 years\n\
         Right: prison 1 to 2 years",
    ),
    (
        "penalty.letter_missing",
        Level::Error,
        "a letter has no penalty",
        "Where penalties are stated by letter, every letter of that element has one.\n\n\
         Wrong: letters a, b   penalty for a: …\n\
         Right: penalty for a: …   penalty for b: …",
    ),
    (
        "penalty.several",
        Level::Error,
        "nothing tells penalties apart",
        "Two penalties may rule one offence: say `instead of` or `besides` in one of them, give them \
         conditions that exclude each other, or use rows.\n\n\
         Wrong: penalty prison 1 year   penalty prison 2 years\n\
         Right: penalty first of { p1 when …: prison 2 years  p2: prison 1 year }",
    ),
    (
        "penalty.none",
        Level::Error,
        "nothing punishes the offence",
        "The offence has no `penalty` line, and no penalty rule punishes it while it is in force.\n\n\
         Wrong: offence 302 … without a penalty\n\
         Right: penalty 307 \"…\" / \"…\" { punishes 302  penalty prison 12 to 24 years … }",
    ),
    (
        "effect.fraction",
        Level::Error,
        "the fraction does not lessen a penalty",
        "`becomes` puts a fraction of the penalty in its place, `reduced by` takes one away: both are \
         below one.\n\n\
         Wrong: penalty becomes 3/2\n\
         Right: penalty becomes 1/2",
    ),
    (
        "rows.order",
        Level::Error,
        "rows are never reached",
        "A row without `when` is the rest, and stands last.\n\n\
         Wrong: first of { p1: …  p2 when …: … }\n\
         Right: first of { p2 when …: …  p1: … }",
    ),
    (
        "rows.overlap",
        Level::Error,
        "rows overlap",
        "Rows over one number do not state the same values twice.\n\n\
         Wrong: p1 when act.amount at most 100: …   p2 when act.amount at least 50 and act.amount at \
         most 200: …\n\
         Right: p1 when act.amount at most 100: …   p2 when act.amount over 100 and act.amount at most \
         200: …",
    ),
    (
        "rows.hole",
        Level::Error,
        "rows leave a hole",
        "Rows over one number cover all its values. A hole in the statute itself needs a row of its own, \
         and a reading that fills it.\n\n\
         Wrong: p1 when act.amount under 100: …   p2 when act.amount over 100: …\n\
         Right: p1 when act.amount under 100: …   p2 when act.amount at least 100: …",
    ),
    (
        "modifier.reaches_nothing",
        Level::Error,
        "the rule reaches no offence",
        "An aggravation, attenuation or substitution applies to offences, penalties or rows that are in \
         force on the same days.\n\n\
         Wrong: applies to nothing\n\
         Right: applies to 200, 201",
    ),
    (
        "reach.missing",
        Level::Error,
        "neither personal nor objective",
        "Art. 54 CPF: a quality or relation of the accused holds for that person only, a circumstance of \
         the act for everyone who knew of it. Aggravations and attenuations say which.\n\n\
         Wrong: when act.means has violence\n\
         Right: when act.means has violence objective",
    ),
    (
        "reach.doubtful",
        Level::Warning,
        "a quality of the accused called objective",
        "What rests on `accused` or `relation` alone is commonly `personal` (art. 54 CPF).\n\n\
         Wrong: when relation has guardian objective\n\
         Right: when relation has guardian personal",
    ),
    (
        "inherence.unstated",
        Level::Warning,
        "the offence already contains the circumstance",
        "The elements of an offence include what aggravates it. Whether it counts again is a matter of \
         interpretation: a `reading` says so.\n\n\
         Wrong: offence with `means act.means has violence`, aggravated when `act.means has violence`\n\
         Right: reading inherence \"…\" / \"…\" { concerns 205-Bis:i on 202  default not_counted \"…\" / \"…\"  \
         other counts \"…\" / \"…\" }",
    ),
    (
        "cycle.term",
        Level::Error,
        "terms name each other",
        "A term is defined by terms that do not need it.\n\n\
         Wrong: term a \"…\" / \"…\" = b   term b \"…\" / \"…\" = a\n\
         Right: term a \"…\" / \"…\" = b   term b \"…\" / \"…\" = act.x",
    ),
    (
        "cycle.fact",
        Level::Error,
        "facts are derived from each other",
        "A derived fact is computed from facts that do not need it.\n\n\
         Wrong: fact act.x … derived when act.y   fact act.y … derived when act.x\n\
         Right: fact act.x … derived when act.z",
    ),
    (
        "cycle.same_as",
        Level::Error,
        "provisions have each other's penalty",
        "`same as` leads back to where it began, so no range is ever stated.\n\n\
         Wrong: offence 1 … penalty same as 2   offence 2 … penalty same as 1\n\
         Right: offence 1 … penalty same as 2   offence 2 … penalty prison 1 to 2 years",
    ),
    (
        "cycle.group",
        Level::Error,
        "groups are made of each other",
        "A group has members that do not contain it.\n\n\
         Wrong: group a … members b   group b … members a\n\
         Right: group a … members b   group b … members 200",
    ),
    (
        "cycle.instead_of",
        Level::Error,
        "rules stand in place of each other",
        "`instead of` leads back to where it began.\n\n\
         Wrong: penalty 1:p1 … instead of 1:p2   penalty 1:p2 … instead of 1:p1\n\
         Right: penalty 1:p2 … instead of 1:p1",
    ),
    (
        "cycle.prevails",
        Level::Error,
        "offences prevail over each other",
        "Each would displace the other.\n\n\
         Wrong: prevails 1 over 2   prevails 2 over 1\n\
         Right: prevails 1 over 2",
    ),
    (
        "conflict.forbidden",
        Level::Error,
        "an offence that stands in any case is displaced",
        "`without prejudice` and `with any other offence` say that nothing is displaced; a `prevails` \
         says the opposite.\n\n\
         Wrong: offence 2 … with any other offence   prevails 1 over 2\n\
         Right: prevails none between 1 and 2 { because both_stand  note \"…\" / \"…\" }",
    ),
    (
        "conflict.unstated",
        Level::Warning,
        "two offences can be met by one act",
        "Their elements do not exclude each other and they share a conduct, but the rules do not say \
         whether one prevails.\n\n\
         Wrong: two offences with `conduct act.verb has sell`\n\
         Right: prevails 201 over 200 { because speciality  note \"…\" / \"…\" }",
    ),
    (
        "fact.unused",
        Level::Warning,
        "nothing reads the fact",
        "No rule reads it, and the engine does not either.\n\n\
         Wrong: fact act.colour … read by no rule\n\
         Right: (take it out)",
    ),
    (
        "value.unused",
        Level::Warning,
        "nothing reads the value",
        "No rule reads this value of a set.\n\n\
         Wrong: act.verb has a value `whistle` that no rule names\n\
         Right: (take it out)",
    ),
    (
        "value.read_once",
        Level::Warning,
        "only one rule reads the value",
        "Shared values are for what two provisions describe; what one alone describes may be a quoted \
         element there. Shown only with `--pedantic`.\n\n\
         Wrong: act.verb has `extol`, read by one offence\n\
         Right: conduct \"hacer la apología\" / \"extolling\"",
    ),
    (
        "parameter.no_source",
        Level::Warning,
        "the parameter has no source",
        "A number of the law says where it comes from.\n\n\
         Wrong: parameter uma \"…\" / \"…\" { unit pesos  from … }\n\
         Right: parameter uma \"…\" / \"…\" { by CPEUM:26  unit pesos  from … }",
    ),
    (
        "provision.no_source",
        Level::Warning,
        "the rule cites nothing",
        "A rule says when it was published; a group or presumption says `by` which provision.\n\n\
         Wrong: group serious \"…\" / \"…\" { members 201 }\n\
         Right: group serious \"…\" / \"…\" { by CNPP:167  members 201 }",
    ),
    (
        "example.unknown",
        Level::Error,
        "no such example",
        "`like` names another example by its Spanish name.\n\n\
         Wrong: given like \"Un tutro\"\n\
         Right: given like \"Un tutor\"",
    ),
    (
        "example.cycle",
        Level::Error,
        "an example starts from itself",
        "Examples that start `like` each other never begin.\n\n\
         Wrong: example \"a\" … like \"b\"   example \"b\" … like \"a\"\n\
         Right: example \"a\" …   example \"b\" … like \"a\"",
    ),
    (
        "accept.reason",
        Level::Error,
        "a warning is accepted without a reason",
        "A warning is silenced by a comment directly before the item, and the reason is the point of it.\n\n\
         Wrong: # accept conflict.unstated\n\
         Right: # accept conflict.unstated: both are punished in practice",
    ),
    (
        "accept.unused",
        Level::Warning,
        "there is nothing to accept",
        "The comment accepts a warning that the item does not have.\n\n\
         Wrong: # accept fact.unused: kept for later     (before a fact that is read)\n\
         Right: (take the comment out)",
    ),
    (
        "limit.items",
        Level::Error,
        "too many items",
        "A folder of rules has at most 100,000 items.\n\n\
         Wrong: …\n\
         Right: divide the rules into packs",
    ),
    (
        "limit.facts",
        Level::Error,
        "too many facts",
        "A vocabulary has at most 20,000 facts, each role of a person counted.\n\n\
         Wrong: …\n\
         Right: use quoted elements",
    ),
    (
        "limit.values",
        Level::Error,
        "too many values",
        "A fact has at most 256 values.\n\n\
         Wrong: …\n\
         Right: divide the fact in two",
    ),
    (
        "limit.atoms",
        Level::Error,
        "too many comparisons",
        "The rules compare facts in at most 100,000 distinct ways.\n\n\
         Wrong: …\n\
         Right: divide the rules into packs",
    ),
    (
        "limit.terms",
        Level::Error,
        "terms are too deep",
        "Terms name each other at most 16 deep, and written out come to at most 100,000 conditions.\n\n\
         Wrong: …\n\
         Right: name fewer terms in each",
    ),
];
