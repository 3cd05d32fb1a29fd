//! Warnings accepted in the rules: `# accept CODE: reason` on a line of its own before an item.

use crate::check::place::Place;
use crate::check::report::Report;
use crate::diagnostic::{Diagnostic, Level};

/// The findings, without the warnings that a comment before their item accepts; comments that accept nothing are reported.
pub(crate) fn accepted(report: &Report, places: &[Place]) -> Vec<Diagnostic> {
    let mut found = report.take();
    let sound = !found.iter().any(|(_, d)| d.level == Level::Error);
    for place in places {
        for comment in &place.item.comments.before {
            let Some(rest) = comment.trim_start().strip_prefix("accept ") else { continue };
            let (code, reason) = rest.split_once(':').unwrap_or((rest, ""));
            let code = code.trim();
            if reason.trim().is_empty() {
                let message = format!("`accept {code}` gives no reason");
                report.error(
                    place.named(),
                    "accept.reason",
                    message,
                    format!("write `# accept {code}: why it is right here`"),
                );
            }
            let before = found.len();
            found.retain(|(file, d)| {
                let inside =
                    *file == place.file && place.item.span.start <= d.span.start && d.span.start < place.item.span.end;
                !(inside && d.code == code && d.level == Level::Warning)
            });
            if found.len() == before && sound {
                let message = format!("there is no warning `{code}` to accept here");
                report.warning(place.named(), "accept.unused", message, "take the comment out");
            }
        }
    }
    found.extend(report.take());
    found.sort_by_key(|(file, d)| (*file, d.span.start, d.span.end, d.code));
    found.into_iter().map(|(_, found)| found).collect()
}
