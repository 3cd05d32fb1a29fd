//! Decimal text to whole numbers at a scale, exactly.

/// The largest amount of money of a fact, in centavos: a thousand billion pesos less one centavo.
pub const MAX_MONEY: i64 = 99_999_999_999_999_999;

/// Why a text is not a number at a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// It is not a number.
    Form,
    /// It has more decimals than the scale.
    TooPrecise,
    /// It does not fit.
    TooLarge,
}

/// Reads a number of JSON (`12`, `-3`, `1.50`, `15e-1`) times 10^`scale`.
///
/// # Errors
/// When the text is no number, or its value is not a whole number at the scale, or too large.
pub fn scaled(text: &str, scale: u8) -> Result<i64, NumberError> {
    let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let (whole, decimals) = mantissa.split_once('.').map_or((mantissa, None), |(w, d)| (w, Some(d)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_digits = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    if !digits(whole) || !decimals.is_none_or(digits) || !exponent_digits.is_none_or(digits) {
        return Err(NumberError::Form);
    }
    let decimals = decimals.unwrap_or_default();
    let written = format!("{whole}{decimals}");
    let significant = written.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Ok(0);
    }
    let dropped = written.len() - written.trim_end_matches('0').len();
    let sinks = exponent.is_some_and(|text| text.starts_with('-'));
    let exponent = match exponent.map(str::parse::<i32>) {
        None => 0,
        Some(Ok(exponent)) if exponent.unsigned_abs() < 1_000_000_000 => i64::from(exponent),
        Some(_) if sinks => return Err(NumberError::TooPrecise),
        Some(_) => return Err(NumberError::TooLarge),
    };
    let length = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let shift = exponent + i64::from(scale) + length(dropped) - length(decimals.len());
    if shift < 0 {
        return Err(NumberError::TooPrecise);
    }
    let shift = usize::try_from(shift).ok().filter(|shift| shift + significant.len() <= 19);
    let zeros = shift.ok_or(NumberError::TooLarge)?;
    let number: i64 = format!("{significant}{}", "0".repeat(zeros)).parse().map_err(|_| NumberError::TooLarge)?;
    Ok(if negative { -number } else { number })
}

/// A number at a scale, written: `12`, `1.50`.
pub fn unscaled(number: i64, scale: u8) -> String {
    if scale == 0 {
        return number.to_string();
    }
    let places = usize::from(scale);
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places);
    format!("{}{whole}.{decimals}", if number < 0 { "-" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::{NumberError::*, scaled, unscaled};

    #[test]
    fn numbers_are_read_from_their_text() {
        for (text, scale, wanted) in [
            ("12", 0, Ok(12)),
            ("-3", 0, Ok(-3)),
            ("12.0", 0, Ok(12)),
            ("12.5", 0, Err(TooPrecise)),
            ("12.5", 1, Ok(125)),
            ("0.1", 2, Ok(10)),
            ("1.005", 2, Err(TooPrecise)),
            ("1.500", 2, Ok(150)),
            ("1e2", 0, Ok(100)),
            ("120e-1", 0, Ok(12)),
            ("125E-1", 0, Err(TooPrecise)),
            ("0e999999999999", 0, Ok(0)),
            ("1e999999999999", 0, Err(TooLarge)),
            ("1e-999999999999", 0, Err(TooPrecise)),
            ("1e-2147483648", 0, Err(TooPrecise)),
            ("9223372036854775807", 0, Ok(i64::MAX)),
            ("9223372036854775808", 0, Err(TooLarge)),
            ("99999999999999999999", 0, Err(TooLarge)),
            ("", 0, Err(Form)),
            ("1.", 0, Err(Form)),
            (".5", 1, Err(Form)),
            ("1e", 0, Err(Form)),
            ("--1", 0, Err(Form)),
            ("+1", 0, Err(Form)),
            ("1e+-1", 0, Err(Form)),
            ("doce", 0, Err(Form)),
        ] {
            assert_eq!(scaled(text, scale), wanted, "{text} at {scale}");
        }
    }

    #[test]
    fn numbers_are_written_at_their_scale() {
        for (number, scale, wanted) in
            [(12, 0, "12"), (5, 2, "0.05"), (-5, 2, "-0.05"), (150, 2, "1.50"), (-12345, 3, "-12.345")]
        {
            assert_eq!(unscaled(number, scale), wanted);
        }
    }
}
