//! Numbers as they are written.

use crate::exact::Ratio;

/// The most digits a number may have.
const MAX_DIGITS: usize = 15;
/// The most digits in a fraction, so that sums of a few stay exact.
const MAX_FRACTION_DIGITS: usize = 9;

/// A decimal number times 10^scale; `None` when it is no number or has more decimals.
pub(crate) fn at_scale(text: &str, scale: u8) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let scale = usize::from(scale);
    if whole.is_empty() || !digits(whole) || !digits(decimals) || decimals.len() > scale {
        return None;
    }
    if whole.len() + scale > MAX_DIGITS {
        return None;
    }
    format!("{whole}{decimals:0<scale$}").parse().ok()
}

/// `6`, `7.50`, `1/2`, `2 1/2`
pub(crate) fn ratio(text: &str) -> Option<Ratio> {
    let mut sum = Ratio::default();
    for part in text.split(' ') {
        sum += match part.split_once('/') {
            Some((above, below)) => {
                let below = whole(below).filter(|n| *n > 0)?;
                Ratio::new(whole(above)?, below)
            }
            None => {
                let (units, decimals) = part.split_once('.').unwrap_or((part, ""));
                let scale = u32::try_from(decimals.len()).ok().filter(|n| *n <= 9)?;
                Ratio::new(whole(&format!("{units}{decimals}"))?, 10_i128.pow(scale))
            }
        };
    }
    Some(sum)
}

fn whole(text: &str) -> Option<i128> {
    let digits = !text.is_empty() && text.len() <= MAX_FRACTION_DIGITS && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}
