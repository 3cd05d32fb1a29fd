//! The codes of what can be wrong with a case.

/// Code, title and explanation of every error of this module.
pub const CODES: &[(&str, &str, &str)] = &[
    ("json.utf8", "not UTF-8", "The input is not valid UTF-8 text. Save the file as UTF-8."),
    ("json.size", "too large", "A case is at most 8 MiB of JSON. Split it, or classify it as a table."),
    ("json.depth", "nested too deeply", "JSON may be nested at most 32 levels deep."),
    (
        "json.syntax",
        "not JSON",
        "The text is not JSON as RFC 8259 defines it; line and column show where it stops being so.",
    ),
    ("json.duplicate_key", "a key stands twice", "An object names a key twice, so one of its values would be lost."),
    ("case.format", "another format", "This version reads case format 1. Leave `format` out or write 1."),
    ("case.unknown_key", "unknown key", "The case has no such key at this place."),
    ("case.missing_key", "missing key", "A key that a case cannot do without is absent or empty."),
    (
        "case.unknown_fact",
        "unknown fact",
        "The vocabulary has no such fact for this subject; `tipicidad facts` lists all.",
    ),
    ("case.wrong_type", "wrong type", "The value does not have the form of its fact's type."),
    ("case.unknown_value", "unknown value", "The value is not among the values that the vocabulary gives this fact."),
    ("case.unknown_country", "unknown country", "Countries are written as ISO 3166-1 alpha-2 codes, such as `MX`."),
    ("case.bad_term", "not a term", "A foreign penalty is a term such as `P1Y6M`: a bare number has no unit."),
    ("case.out_of_range", "out of range", "The number or the year lies outside what the vocabulary allows."),
    (
        "case.too_precise",
        "too many decimals",
        "The number has more decimals than its fact keeps; nothing is rounded silently.",
    ),
    ("case.impossible_date", "no such day", "The calendar has no such day or month."),
    ("case.inverted", "ends in the wrong order", "The lower or earlier end of an interval lies after the other."),
    ("case.bad_id", "not an id", "Ids of persons, acts and requests are 1 to 64 letters, digits, `_` or `-`."),
    (
        "case.duplicate_id",
        "id used twice",
        "Ids are unique, and a person stands once among the accused or victims of an act.",
    ),
    ("case.unknown_person", "unknown person", "No person of the case has this id."),
    ("case.unknown_act", "unknown act", "No act of the case has this id."),
    (
        "case.order",
        "dates out of order",
        "A complaint, an act of the procedure or a request cannot lie before the act it is about.",
    ),
    (
        "case.beyond_calendar",
        "beyond the calendar",
        "A term of prescription would pass the year 9999, where days can no longer be written.",
    ),
    ("case.conflict", "facts that disagree", "Two statements of the case cannot both be true, or say one thing twice."),
    (
        "case.age_needs_act",
        "an age without a day",
        "With acts on several days a person needs `birth_date`, or `age` in each entry.",
    ),
    (
        "case.missing_as_of",
        "no day to judge on",
        "Say on which day the case is judged: `as_of` in the case or as an option.",
    ),
    (
        "case.limit",
        "too many",
        "A case has at most 1,000 persons, 1,000 acts, 1,000 requests, 10,000 events and 10,000 counts.",
    ),
    ("case.unknown_reading", "unknown reading", "The rules have no reading of this name."),
    ("case.unknown_reading_value", "unknown value of a reading", "The reading has no such value."),
];
