//! Compressed data as the data in it: gzip and Zstandard, told by content. What grows beyond measure is stopped.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::GzDecoder;

/// How data is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// gzip, of one or several members.
    Gzip,
    /// Zstandard, of one or several frames.
    Zstandard,
}

impl Compression {
    /// The compression of data with these first bytes, if it is compressed.
    pub fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"\x1f\x8b") {
            Some(Compression::Gzip)
        } else if head.starts_with(b"\x28\xb5\x2f\xfd") {
            Some(Compression::Zstandard)
        } else {
            None
        }
    }
}

/// Text shrinks to a tenth to a third, the logs of machines to a hundredth; zeros to a thousandth (gzip) and less
/// (Zstandard). What grows by more than this is no text.
const RATIO: u64 = 400;

/// The ratio counts from so many bytes on: small files of one repeated line are harmless.
const FROM: u64 = 64_000_000;

/// Zstandard may ask for a window of this many bits of memory: 128 MiB, what its own tool allows.
const WINDOW_BITS: u32 = 27;

/// The data in compressed data, as a stream. Reading fails with a message if the data ends too early, is damaged, or
/// grows more than 400-fold beyond 64 MB.
///
/// # Errors
/// What Zstandard says on opening.
pub fn decompress<'a, R>(input: R, compression: Compression) -> io::Result<Box<dyn Read + Send + 'a>>
where
    R: BufRead + Send + 'a,
{
    let packed = Arc::new(AtomicU64::new(0));
    let counted = io::BufReader::new(Counted { input, count: Arc::clone(&packed) });
    let (name, input): (_, Box<dyn Read + Send + 'a>) = match compression {
        Compression::Gzip => ("gzip", Box::new(Members { open: Some(GzDecoder::new(counted)) })),
        Compression::Zstandard => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(counted)?;
            decoder.window_log_max(WINDOW_BITS)?;
            ("Zstandard", Box::new(decoder))
        }
    };
    Ok(Box::new(Unpacked { input, name, packed, unpacked: 0 }))
}

/// Counts what is read.
struct Counted<R> {
    input: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// The members of a gzip file, one behind the other.
struct Members<R> {
    /// None at the end.
    open: Option<GzDecoder<R>>,
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.open {
            let read = member.read(out)?;
            if read > 0 || out.is_empty() {
                return Ok(read);
            }
            let Some(mut input) = self.open.take().map(GzDecoder::into_inner) else { break };
            // Tapes and some downloads are filled up with zeros.
            let behind = loop {
                let head = input.fill_buf()?;
                let zeros = head.iter().take_while(|&&byte| byte == 0).count();
                match head.get(zeros) {
                    None if head.is_empty() => break None,
                    None => input.consume(zeros),
                    Some(&byte) => {
                        input.consume(zeros);
                        break Some(byte);
                    }
                }
            };
            match behind {
                None => break,
                Some(0x1f) => self.open = Some(GzDecoder::new(input)),
                Some(_) => return Err(io::Error::new(io::ErrorKind::InvalidData, Behind)),
            }
        }
        Ok(0)
    }
}

/// Something stands behind the data that is no more of it.
#[derive(Debug, thiserror::Error)]
#[error("something else stands behind it")]
struct Behind;

/// What comes out, held to the ratio, with faults in words.
struct Unpacked<'a> {
    input: Box<dyn Read + Send + 'a>,
    name: &'static str,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

impl Read for Unpacked<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out).map_err(|error| self.fault(&error))?;
        self.unpacked += read as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        if self.unpacked > FROM && self.unpacked / RATIO > packed {
            let message = format!(
                "{packed} bytes of {} grow to more than {} MB, over {RATIO}-fold: no text does, so it is not read on (if it is \
                 wanted, unpack it first)",
                self.name,
                self.unpacked / 1_000_000
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(read)
    }
}

impl Unpacked<'_> {
    fn fault(&self, error: &io::Error) -> io::Error {
        let (name, at) = (self.name, self.unpacked);
        match error.kind() {
            io::ErrorKind::Interrupted => io::Error::from(io::ErrorKind::Interrupted),
            io::ErrorKind::UnexpectedEof => {
                io::Error::new(error.kind(), format!("the {name} data is cut off after {at} bytes of content"))
            }
            kind if error.get_ref().is_some_and(|cause| cause.is::<Behind>()) => io::Error::new(
                kind,
                format!(
                    "the {name} data is whole, {at} bytes of content; what stands behind it is something else and was not read"
                ),
            ),
            kind => io::Error::new(kind, format!("the {name} data is damaged after {at} bytes of content: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(data).expect("memory");
        encoder.finish().expect("memory")
    }

    fn unpack(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let compression = Compression::of(bytes).expect("compressed");
        let mut out = Vec::new();
        decompress(bytes, compression)?.read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn members_and_frames_follow_each_other() {
        let text = "習近平抵達莫斯科。\n".repeat(100);
        let packed = [gzip(text.as_bytes()), zstd::encode_all(text.as_bytes(), 3).expect("memory")];
        for packed in packed {
            let twice = packed.repeat(2);
            assert_eq!(unpack(&twice).expect("whole"), text.repeat(2).into_bytes());
        }
    }

    #[test]
    fn what_is_cut_off_is_told() {
        let text: String = (0..2000).map(|n| format!("{n} 普京\n")).collect();
        for packed in [gzip(text.as_bytes()), zstd::encode_all(text.as_bytes(), 3).expect("memory")] {
            let error = unpack(&packed[..packed.len() / 2]).expect_err("cut off");
            assert!(error.to_string().contains("cut off after"), "{error}");
        }
    }

    #[test]
    fn what_stands_behind_whole_data_is_told_as_such() {
        let text = "習近平抵達莫斯科。\n".repeat(100);
        for garbage in ["x", "<html>a page of 404, longer than a header</html>"] {
            let packed = [gzip(text.as_bytes()), garbage.as_bytes().to_vec()].concat();
            let mut out = Vec::new();
            let mut unpacked = decompress(packed.as_slice(), Compression::Gzip).expect("opened");
            let error = unpacked.read_to_end(&mut out).expect_err("something behind it");
            assert_eq!(out, text.as_bytes(), "{garbage}");
            assert!(error.to_string().starts_with("the gzip data is whole, 2800 bytes"), "{error}");
        }
        let padded = [gzip(text.as_bytes()), vec![0; 512], gzip(b"a"), vec![0; 512]].concat();
        assert_eq!(unpack(&padded).expect("whole"), [text.as_bytes(), b"a"].concat());
    }

    #[test]
    fn bombs_are_stopped() {
        let zeros = vec![b'0'; 70_000_000];
        let error = unpack(&gzip(&zeros)).expect_err("a bomb");
        assert!(error.to_string().contains("400-fold"), "{error}");
    }
}
