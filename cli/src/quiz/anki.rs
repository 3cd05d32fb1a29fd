//! Anki decks: a collection of format 11, which every Anki since 2.1 imports, in a zip.

use super::package::{self, unwritten};
use rusqlite::{Connection, MAIN_DB, Transaction, params};
use serde_json::json;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use tipicidad::error::Error;
use tipicidad::exact::Lang;
use tipicidad::quiz::Quiz;
use tipicidad::quiz::export::{self, Card};

/// The tables and indices of a collection.
const TABLES: &str = include_str!("anki.sql");
const FORMAT: u32 = 11;
/// Anki's ids are milliseconds, and its other times seconds, since 1970. A deck that is made again must be the same, so that both
/// are counted from the first day of 2020 rather than from now.
const START: i64 = 1_577_836_800;
/// Ids are spread over so many milliseconds, a little more than three years.
const SPREAD: u64 = 100_000_000_000;
/// The kind of note, the same in every deck.
const KIND: i64 = START * 1000 + 1;
const STYLE: &str = ".card{font:18px/1.4 Georgia,serif;text-align:left;max-width:40em;margin:1em auto}\
    .stem,.answer{font-weight:bold}.id{color:#888;font-size:12px}";
const BACK: &str = "{{FrontSide}}<hr id=\"answer\">{{Back}}<p class=\"id\">{{Id}}</p>";
/// Between the fields of a note.
const FIELD: char = '\u{1f}';

/// A deck of the items of a quiz, in one language.
pub(super) fn deck(quiz: &Quiz, lang: Lang) -> Result<Vec<u8>, Error> {
    let collection = collection(quiz, lang).map_err(unwritten)?;
    package::of([("collection.anki2", collection.as_slice()), ("media", b"{}")])
}

/// The database file of the collection.
fn collection(quiz: &Quiz, lang: Lang) -> rusqlite::Result<Vec<u8>> {
    let title = export::title(quiz, lang);
    let deck = id_of(&title);
    let mut database = Connection::open_in_memory()?;
    database.execute_batch(TABLES)?;
    let transaction = database.transaction()?;
    describe(&transaction, deck, &title)?;
    let mut taken = BTreeSet::new();
    for (index, card) in export::cards(quiz, lang).into_iter().enumerate() {
        let mut id = id_of(&card.id);
        while !taken.insert(id) {
            id += 1;
        }
        add(&transaction, &card, lang, id, deck, index + 1)?;
    }
    transaction.commit()?;
    Ok(database.serialize(MAIN_DB)?.to_vec())
}

/// An id that a name has for ever.
fn id_of(name: &str) -> i64 {
    let digest = Sha256::digest(name.as_bytes());
    let number = digest.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    START * 1000 + i64::try_from(number % SPREAD).unwrap_or_default()
}

/// The collection with its settings, its one kind of note and its deck.
fn describe(transaction: &Transaction<'_>, deck: i64, title: &str) -> rusqlite::Result<()> {
    let field = |name: &str, place: u32| json!({"name": name, "ord": place, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": []});
    let kind = json!({
        "id": KIND, "name": "tipicidad", "type": 0, "mod": START, "usn": 0, "sortf": 0, "did": deck, "css": STYLE, "vers": [], "tags": [],
        "flds": [field("Id", 0), field("Front", 1), field("Back", 2)],
        "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": BACK, "bqfmt": "", "bafmt": "", "did": null}],
        "req": [[0, "any", [1]]], "latexPre": "", "latexPost": "", "latexsvg": false,
    });
    let of_deck = |id: i64, name: &str| {
        json!({
            "id": id, "name": name, "mod": START, "usn": 0, "lrnToday": [0, 0], "revToday": [0, 0], "newToday": [0, 0],
            "timeToday": [0, 0], "collapsed": false, "browserCollapsed": false, "desc": "", "dyn": 0, "conf": 1,
            "extendNew": 0, "extendRev": 0,
        })
    };
    let options = json!({"1": {
        "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0, "replayq": true, "dyn": false,
        "new": {"bury": false, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20},
        "rev": {"bury": false, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
        "lapse": {"delays": [10], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0},
    }});
    let settings = json!({
        "activeDecks": [deck], "curDeck": deck, "curModel": KIND, "addToCur": true, "collapseTime": 1200, "dueCounts": true,
        "estTimes": true, "newSpread": 0, "nextPos": 1, "sortType": "noteFld", "sortBackwards": false, "timeLim": 0,
    });
    // The names of decks are not in English alone, and a colon pair in one would make decks inside decks.
    let decks = json!({"1": of_deck(1, "Default"), deck.to_string(): of_deck(deck, &title.replace("::", ": "))});
    transaction.execute(
        "INSERT INTO col VALUES (1, ?1, ?2, ?2, ?3, 0, 0, 0, ?4, ?5, ?6, ?7, '{}')",
        params![
            START,
            START * 1000,
            FORMAT,
            settings.to_string(),
            json!({ KIND.to_string(): kind }).to_string(),
            decks.to_string(),
            options.to_string(),
        ],
    )?;
    Ok(())
}

/// A note and its one card, new and the `place`th to be learned.
fn add(
    transaction: &Transaction<'_>,
    card: &Card,
    lang: Lang,
    id: i64,
    deck: i64,
    place: usize,
) -> rusqlite::Result<()> {
    // The note of an item in the other language is another note.
    let language = match lang {
        Lang::Es => "es",
        Lang::En => "en",
    };
    let guid = format!("{}-{language}", card.id);
    let tags = format!(" {} ", card.tags.join(" "));
    let fields = [card.id.as_str(), &card.front, &card.back].join(&FIELD.to_string());
    transaction.execute(
        "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, ?8, 0, '')",
        params![id, guid, KIND, START, tags, fields, card.id, checksum(&card.id)],
    )?;
    transaction.execute(
        "INSERT INTO cards VALUES (?1, ?1, ?2, 0, ?3, -1, 0, 0, ?4, 0, 0, 0, 0, 0, 0, 0, 0, '')",
        params![id, deck, START, i64::try_from(place).unwrap_or(i64::MAX)],
    )?;
    Ok(())
}

/// By which Anki finds notes with the same first field: the first four bytes of its SHA-1.
fn checksum(field: &str) -> u32 {
    let digest = Sha1::digest(field.as_bytes());
    digest.iter().take(4).fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn a_checksum_is_the_head_of_a_sha_1() {
        // SHA-1 of `abc` begins a9993e36 (RFC 3174, test 1).
        assert_eq!(checksum("abc"), 0xa999_3e36);
    }
}
