//! What can go wrong in the library: each error says what, where and what to do.

use std::path::PathBuf;

/// An error of the library. Its `Display` form is one line that names the place and, where there is one, the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Faults in gazetteer files, every one with file and line.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Gazetteer(Vec<crate::gazetteer::Fault>),
}
