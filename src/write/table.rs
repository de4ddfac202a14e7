//! Tables: one list of columns for the tab-separated rows, for Parquet and for `docs/format.md`.

use std::borrow::Cow;

/// The name of a column, and what a row has in it.
pub(super) type Column<R> = (&'static str, Value<R>);

/// What a row has in a column.
pub(super) enum Value<R> {
    Text(fn(&R) -> Cow<'_, str>),
    Optional(fn(&R) -> Option<&str>),
    Number(fn(&R) -> usize),
    Flag(fn(&R) -> bool),
}
