//! What can be wrong with a fetch, in words for one line.

use std::fmt;
use std::io::ErrorKind;
use std::time::{Duration, SystemTime};

use ureq::{Error, Timeout};

use crate::messages::system;

/// No server is obeyed for longer than a week: its clock may be wrong.
const LONGEST_PAUSE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Why a fetch gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    what: String,
    /// How long the server asks to be left alone.
    pub(super) retry_after: Option<Duration>,
}

impl Fault {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Fault { what: what.into(), retry_after: None }
    }

    /// An answer that says that there is none.
    pub(super) fn status(status: ureq::http::StatusCode, retry_after: Option<Duration>) -> Self {
        let reason = status.canonical_reason().unwrap_or("without a known meaning");
        Fault { what: format!("HTTP {} {reason}", status.as_u16()), retry_after }
    }

    /// What the client says, with the limits that it was given.
    pub(super) fn of(error: Error, limits: &Limits) -> Self {
        Fault::new(match error {
            Error::Timeout(Timeout::Connect | Timeout::Resolve) => {
                format!("no connection within {} (raise it with --timeout)", seconds(limits.connect))
            }
            Error::Timeout(_) => format!("no whole answer within {} (raise it with --timeout)", seconds(limits.whole)),
            Error::HostNotFound => "no such host (is the address right, and is there a network?)".to_owned(),
            Error::TooManyRedirects => format!("more than {} redirects in a row", limits.redirects),
            Error::Protocol(error) => format!("no HTTP answer that can be read: {error}"),
            Error::Rustls(error) => insecure(&error),
            Error::Tls(what) => insecure(&what),
            Error::BadUri(what) => format!("led to what is no address: {what}"),
            Error::Io(error) if error.get_ref().is_some_and(|error| error.is::<rustls::Error>()) => insecure(&error),
            Error::Io(error) => match error.kind() {
                ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
                    "the connection was cut before the answer was whole".to_owned()
                }
                _ => system(&error),
            },
            error => error.to_string(),
        })
    }
}

fn insecure(what: &dyn fmt::Display) -> String {
    format!("no secure connection: {what} (this machine's certificates count; SSL_CERT_FILE names others)")
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match self.retry_after {
            Some(pause) => write!(f, " (the server asks to wait {})", seconds(pause)),
            None => Ok(()),
        }
    }
}

/// What a fetch may take.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    /// Until a connection stands.
    pub(super) connect: Duration,
    /// Redirects and the whole answer included.
    pub(super) whole: Duration,
    pub(super) redirects: u32,
    /// Bytes of an answer, as sent and as unpacked.
    pub(super) bytes: usize,
}

/// A span of time for the eye.
pub(super) fn seconds(span: Duration) -> String {
    let seconds = span.as_secs() + u64::from(span.subsec_nanos() > 0);
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h", seconds.div_ceil(60 * 60)),
    }
}

/// `Retry-After`: a number of seconds or a date.
pub(super) fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    let pause = match value.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => httpdate::parse_http_date(value).ok()?.duration_since(now).ok()?,
    };
    Some(pause.min(LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_seconds_or_dates() {
        let now = httpdate::parse_http_date("Wed, 21 Oct 2015 07:28:00 GMT").expect("a date");
        let cases = [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Wed, 21 Oct 2015 07:29:00 GMT", Some(60)),
            ("Wed, 21 Oct 2015 07:27:00 GMT", None),
            ("99999999999", Some(7 * 24 * 60 * 60)),
            ("soon", None),
            ("-1", None),
        ];
        for (value, expected) in cases {
            assert_eq!(retry_after(value, now), expected.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn spans_are_rounded_up() {
        let cases = [(90, "90 s"), (121, "3 min"), (7199, "120 min"), (21_600, "6 h")];
        for (span, expected) in cases {
            assert_eq!(seconds(Duration::from_secs(span)), expected);
        }
        assert_eq!(seconds(Duration::from_millis(300)), "1 s");
    }
}
