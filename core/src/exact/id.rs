//! Addresses of provisions: `LAW:article[:pN][:sN][:roman][:letter]`.

use crate::packed::{Packed, Packer, Str, Unpacker};
use rustc_hash::FxBuildHasher;
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::BuildHasher;

/// An address of the law with its siglum: `CPF:205-Bis:d`; cheap to clone. INVARIANT: well formed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProvisionId {
    text: Str,
    /// Of the siglum and the article: ids of different articles are told apart by it at once.
    head: u64,
}

impl Serialize for ProvisionId {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(s)
    }
}
impl Packed for ProvisionId {
    fn pack(&self, to: &mut Packer) {
        self.text.pack(to);
    }
    fn unpack(from: &mut Unpacker<'_>) -> ProvisionId {
        let text = Str::unpack(from);
        let head = head(&text).unwrap_or_else(|| from.failing());
        ProvisionId { text, head }
    }
}

/// What tells ids of different articles apart; `None` when the text is no id.
fn head(text: &str) -> Option<u64> {
    let mut parts = text.split(':');
    let law = parts.next()?;
    let article = parts.next()?;
    let law_ok = law.len() >= 2
        && law.starts_with(|c: char| c.is_ascii_uppercase())
        && law.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let article_ok = article.starts_with(|c: char| c.is_ascii_digit())
        && article.split('-').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    let rest_ok =
        parts.all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    (law_ok && article_ok && rest_ok).then(|| FxBuildHasher.hash_one(&text[..law.len() + 1 + article.len()]))
}

impl ProvisionId {
    /// Reads a full id, siglum first; `None` when it is not well formed.
    pub fn parse(text: &str) -> Option<ProvisionId> {
        head(text).map(|head| ProvisionId { text: text.into(), head })
    }
    /// Reads an id whose siglum may be left out.
    pub fn parse_in(law: &str, text: &str) -> Option<ProvisionId> {
        ProvisionId::parse(text).or_else(|| ProvisionId::parse(&format!("{law}:{text}")))
    }
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }
    /// The whole address, to keep.
    pub fn text(&self) -> Str {
        self.text.clone()
    }
    /// The siglum.
    pub fn law(&self) -> &str {
        self.text.split(':').next().unwrap_or_default()
    }
    /// The article: `205-Bis`.
    pub fn article(&self) -> &str {
        self.text.split(':').nth(1).unwrap_or_default()
    }
    /// What follows the article: `p1:s2`; `None` for the whole article.
    pub fn clause(&self) -> Option<&str> {
        self.text.splitn(3, ':').nth(2)
    }
    /// The id of a letter below this one.
    pub fn letter(&self, letter: &str) -> ProvisionId {
        ProvisionId { text: format!("{}:{letter}", self.text).into(), head: self.head }
    }
    /// The id of a row of its penalties: a letter, or an article of its own (`290` of a table of 290 to 292).
    pub fn row(&self, name: &str) -> ProvisionId {
        let article = name.starts_with(|c: char| c.is_ascii_digit());
        let own = article.then(|| ProvisionId::parse(&format!("{}:{name}", self.law()))).flatten();
        own.unwrap_or_else(|| self.letter(name))
    }
    /// Whether `other` is this provision or one of its descendants.
    pub fn covers(&self, other: &ProvisionId) -> bool {
        let below = |rest: &str| rest.is_empty() || rest.starts_with(':');
        self.head == other.head && other.text.strip_prefix(&*self.text).is_some_and(below)
    }
}

impl fmt::Display for ProvisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The order of the statute: siglum, then article by number and its `Bis` … parts, then clause.
pub fn compare_ids(a: &ProvisionId, b: &ProvisionId) -> Ordering {
    fn key(id: &ProvisionId) -> impl Iterator<Item = (u8, u64, &str)> {
        id.text.split(':').skip(1).flat_map(|part| part.split('-').map(part_key).chain([(0, 0, "")]))
    }
    a.law().cmp(b.law()).then_with(|| key(a).cmp(key(b)))
}

/// Latin ordinals in the order of the statute.
const ORDINALS: [&str; 12] = [
    "bis",
    "ter",
    "quater",
    "quintus",
    "sextus",
    "septimus",
    "octavus",
    "nonus",
    "decimus",
    "quinquies",
    "sexies",
    "septies",
];

fn part_key(part: &str) -> (u8, u64, &str) {
    if let Ok(number) = part.parse::<u64>() {
        return (1, number, "");
    }
    if let Some(at) = ORDINALS.iter().position(|o| part.eq_ignore_ascii_case(o)) {
        return (2, at as u64, "");
    }
    if let Some(number) = roman(part) {
        return (3, number, "");
    }
    let digits = part.trim_start_matches(|c: char| !c.is_ascii_digit());
    match digits.parse::<u64>() {
        Ok(number) if part.starts_with(['p', 's']) => (4, number, &part[..1]),
        _ => (5, 0, part),
    }
}

fn roman(text: &str) -> Option<u64> {
    let value = |c| {
        Some(match c {
            'I' => 1_u64,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        })
    };
    let numbers: Vec<u64> = text.chars().map(value).collect::<Option<_>>()?;
    let sum = numbers.iter().enumerate().fold(0_i64, |sum, (i, n)| {
        let sign = if numbers.get(i + 1).is_some_and(|next| next > n) { -1 } else { 1 };
        sum + sign * i64::try_from(*n).unwrap_or(0)
    });
    (!numbers.is_empty()).then(|| u64::try_from(sum).unwrap_or(0))
}
