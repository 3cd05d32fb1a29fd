//! The lists of researchers that a charge stands in.

use super::judge::Judged;
use crate::exact::ProvisionId;
use crate::facts::Truth;
use crate::model::{Body, Holds, TaxonomyList};
use crate::verdict::Taxonomy;

/// The names of the groups with a `taxonomy` that hold the charge, or a letter of it that is met, on the day of its law.
///
/// A group whose `when` is unknown is left out: the lists say what is established.
pub(crate) fn of(judged: &Judged<'_>) -> Taxonomy {
    let bench = &judged.bench;
    let context = bench.context;
    let mut ids: Vec<ProvisionId> = vec![judged.id.clone()];
    if let Some(id) = context.id(judged.provision) {
        let met = judged.subsumed.letters.iter().filter(|found| found.truth == Truth::True);
        ids.extend(met.map(|found| id.letter(&found.letter.name)));
        ids.push(id.clone());
    }
    let mut taxonomy = Taxonomy::default();
    for at in &context.index.taxonomies {
        let Some(Body::Group(group)) = context.version(*at, bench.law_date).map(|version| &version.body) else {
            continue;
        };
        let Some(list) = group.taxonomy else { continue };
        let Some(place) = u32::try_from(*at).ok().filter(|place| bench.may_group(*place)) else { continue };
        let held = ids.iter().any(|id| bench.in_group(place, id) == Holds::Yes);
        if !held || bench.truth_or_met(group.when.as_ref()) != Truth::True {
            continue;
        }
        let names = match list {
            TaxonomyList::ProtocolAct => &mut taxonomy.protocol.act,
            TaxonomyList::ProtocolMeans => &mut taxonomy.protocol.means,
            TaxonomyList::ProtocolPurpose => &mut taxonomy.protocol.purpose,
            TaxonomyList::Opsc => &mut taxonomy.opsc,
            TaxonomyList::Cndh => &mut taxonomy.cndh,
        };
        names.push(context.provision(*at).id.clone());
    }
    taxonomy
}
