//! What is no text at all.

/// Files that people take for text, by their first bytes.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or docx, xlsx, epub), to be unpacked first"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "gzip data inside other data, to be unpacked first"),
    (b"BZh91AY&SY", "bzip2 data, to be unpacked first"),
    (b"\xfd7zXZ\0", "xz data, to be unpacked first"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data inside other data, to be unpacked first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive, to be unpacked first"),
    (b"Rar!\x1a\x07", "a RAR archive, to be unpacked first"),
    (b"\x7fELF", "an ELF program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (doc, xls, ppt)"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\0asm", "a WebAssembly module"),
    (b"OggS\0", "an Ogg file"),
];

/// Text has no more control characters than one in this many bytes. Compressed data has one in ten (27 of 256 byte values),
/// machine code more; text has none but by accident, so that the line stands between.
const ONE_CONTROL_IN: usize = 20;

/// So many control characters are passed over in any case: a stray NUL does not make a short text binary.
const STRAY_CONTROLS: usize = 8;

/// What a tar archive has behind the name and the rights of its first file: byte 257 (POSIX.1-1988, ustar).
const TAR: (usize, &[u8]) = (257, b"ustar");

/// What the first bytes say that a file is.
pub(super) fn magic(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(TAR.0..).is_some_and(|bytes| bytes.starts_with(TAR.1)) && bytes.iter().take(TAR.0).any(|&b| b == 0) {
        return Some("a tar archive, to be unpacked first");
    }
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, name)| name)
}

/// The number of control characters that text has no use for: all of ASCII's but white space, escape (coloured logs) and
/// the end-of-file mark of DOS.
pub(super) fn controls(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| matches!(b, 0..=8 | 14..=25 | 28..=31 | 127)).count()
}

/// Whether so many control characters among so many bytes speak against text.
pub(super) fn too_many(controls: usize, bytes: usize) -> bool {
    controls > STRAY_CONTROLS && controls * ONE_CONTROL_IN > bytes
}
