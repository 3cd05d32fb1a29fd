//! What every engine that judges one case at a time does.

use crate::generator::Case;

/// An engine with its rules compiled.
pub trait Engine {
    /// A case as the engine takes it.
    type Input;
    /// The name under which it is listed.
    fn name(&self) -> &'static str;
    /// Reads a case from JSON text.
    fn read(&self, json: &str) -> Self::Input;
    /// Makes a case from values, without text: a row of a table.
    fn of(&self, case: &Case) -> Self::Input;
    /// The rules that apply, in any order.
    fn decide(&mut self, input: &Self::Input, out: &mut Vec<u16>);
    /// The text that [`Engine::read`] takes.
    fn text(&self, case: &Case) -> String {
        crate::words::case_json(case)
    }
}
