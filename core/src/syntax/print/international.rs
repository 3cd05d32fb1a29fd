//! The words of jurisdiction and extradition, as flows.

use super::page::Flow;
use super::words::{amount, names};
use crate::packed::Str;
use crate::syntax::international::{BeyondExpr, InternationalExpect, InternationalValue, PrefersExpr};
use crate::syntax::tree::At;

/// A test that only these rules make.
pub fn test(of: &BeyondExpr) -> Flow {
    match of {
        BeyondExpr::Applies => Flow::of("charge applies"),
        BeyondExpr::Expired => Flow::of("charge expired"),
        BeyondExpr::Mean(of, least) => {
            let of = of.as_ref().map_or("charge", |fact| fact.value.as_str());
            Flow::of(format!("mean of {of} at least {}", amount(least)))
        }
        BeyondExpr::After(a, b) => Flow::of(format!("{} is after {}", a.value, b.value)),
        BeyondExpr::Jurisdiction(ids) => {
            let mut flow = Flow::of("jurisdiction by ");
            flow.join(names(ids));
            flow
        }
    }
}

/// The payload of a line.
pub fn value(of: &InternationalValue) -> Flow {
    let InternationalValue::Prefers(what, among) = of;
    let mut flow = match what {
        PrefersExpr::Treaty => Flow::of("treaty"),
        PrefersExpr::Place => Flow::of("place"),
        PrefersExpr::Gravest(fact) => Flow::of(format!("the gravest {}", fact.value)),
        PrefersExpr::Earliest(facts) => {
            let mut flow = Flow::of("the earliest ");
            flow.join(names(facts));
            flow
        }
    };
    if *among {
        flow.soft("among treaties");
    }
    flow
}

/// What an example expects.
pub fn expectation(of: &InternationalExpect) -> String {
    let by = |by: &Option<At<Str>>| by.as_ref().map_or(String::new(), |by| format!(" by {}", by.value));
    match of {
        InternationalExpect::Jurisdiction { federal, status, by: rule } => {
            let what = if *federal { "federal" } else { "jurisdiction" };
            format!("{what} {}{}", status.value, by(rule))
        }
        InternationalExpect::Extradition(conclusion, rule) => format!("extradition {}{}", conclusion.value, by(rule)),
        InternationalExpect::Undertaking(id, status) => format!("undertaking {} {}", id.value, status.value),
        InternationalExpect::Due(day, rule) => format!("due {} by {}", day.value, rule.value),
        InternationalExpect::Governs(what) => format!("governs {}", what.value),
    }
}
