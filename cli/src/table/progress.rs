//! How far the work is: a bar on a terminal, and nothing else where nobody watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// How far the work is.
pub struct Progress {
    bar: Option<ProgressBar>,
    since: Instant,
}

impl Progress {
    /// Of work of this size.
    pub fn new(size: u64) -> Progress {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(Some(size), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{bar:32} {percent:>3} %  {msg}  {eta}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.enable_steady_tick(Duration::from_millis(500));
            bar
        });
        Progress { bar, since: Instant::now() }
    }
    /// So much is done, so many rows.
    pub fn at(&self, done: u64, rows: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(done);
            bar.set_message(format!("{rows}  {}/s", self.rate(rows)));
        }
    }
    /// Rows a second so far.
    pub fn rate(&self, rows: u64) -> u64 {
        let milliseconds = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
        rows.saturating_mul(1000) / milliseconds
    }
    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
