//! One request: an address and what is known of it come in, an answer or a [`Fault`] goes out.

use std::io::{Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, SystemTime};

use diglot::read::{Compression, decompress};
use serde::{Deserialize, Serialize};
use ureq::http::{HeaderMap, StatusCode, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body};

use super::Address;
use super::fault::{Fault, Limits, retry_after};
use crate::args;
use crate::messages::system;
use crate::numbers::bytes_of;
use crate::progress::Metered;

/// What is read, the best first.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
                      text/html;q=0.8, */*;q=0.5";

/// Feeds move once or twice; more redirects in a row are a loop.
const REDIRECTS: u32 = 5;

/// By what a server tells that nothing has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Validators {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
}

/// What a server answered.
pub(super) enum Answer {
    /// Nothing has changed.
    Unchanged,
    Page(Page),
}

/// What was fetched.
pub(super) struct Page {
    /// Unpacked.
    pub(super) bytes: Vec<u8>,
    /// The media type as declared, in small letters.
    pub(super) mime: Option<String>,
    /// The encoding as declared.
    pub(super) charset: Option<String>,
    pub(super) validators: Validators,
}

/// Asks servers. Clones share what is costly.
#[derive(Clone)]
pub(super) struct Fetcher {
    agent: Agent,
    limits: Limits,
    /// Bytes of all answers so far.
    read: Arc<AtomicU64>,
}

impl Fetcher {
    pub(super) fn new(fetching: &args::Fetching, read: &Arc<AtomicU64>) -> Self {
        let limits = Limits {
            connect: fetching.timeout / 3,
            whole: fetching.timeout,
            redirects: REDIRECTS,
            bytes: bytes_of(fetching.max_download),
        };
        let config = Agent::config_builder()
            .tls_config(tls())
            .http_status_as_error(false)
            .max_redirects(limits.redirects)
            .timeout_resolve(Some(limits.connect))
            .timeout_connect(Some(limits.connect))
            .timeout_global(Some(limits.whole))
            // A connection that waited for the next round has been closed at the other end, as often as not.
            .max_idle_connections(0)
            .user_agent(fetching.user_agent.as_str())
            .accept(ACCEPT)
            .accept_encoding("gzip")
            .build();
        Fetcher { agent: config.new_agent(), limits, read: Arc::clone(read) }
    }

    /// How long a fetch may take.
    pub(super) fn timeout(&self) -> Duration {
        self.limits.whole
    }

    /// Fetches what is behind an address, unless it is still what is known.
    pub(super) fn fetch(&self, address: &Address, known: &Validators) -> Result<Answer, Fault> {
        let mut request = self.agent.get(address.uri());
        if let Some(etag) = &known.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = &known.last_modified {
            request = request.header(header::IF_MODIFIED_SINCE, date);
        }
        let (head, body) = request.call().map_err(|error| Fault::of(error, &self.limits))?.into_parts();
        match head.status {
            StatusCode::NOT_MODIFIED => Ok(Answer::Unchanged),
            status if status.is_success() => self.page(&head.headers, body).map(Answer::Page),
            status => {
                let pause = text(&head.headers, header::RETRY_AFTER);
                Err(Fault::status(status, pause.and_then(|pause| retry_after(&pause, SystemTime::now()))))
            }
        }
    }

    fn page(&self, headers: &HeaderMap, body: Body) -> Result<Page, Fault> {
        if let Some(coding) = text(headers, header::CONTENT_ENCODING)
            && !["gzip", "x-gzip", "identity", ""].iter().any(|known| coding.trim().eq_ignore_ascii_case(known))
        {
            return Err(Fault::new(format!("sent as {coding}, which was not asked for")));
        }
        let mime = body.mime_type().map(str::to_ascii_lowercase);
        let charset = body.charset().map(str::to_owned);
        let mut bytes = Vec::new();
        let answer = Metered::new(body.into_reader(), &self.read);
        self.within_limit(answer, &mut bytes)?.map_err(|error| Fault::of(error.into(), &self.limits))?;
        if let Some(compression) = Compression::of(&bytes) {
            let fault = |error: std::io::Error| Fault::new(system(&error));
            let packed = Cursor::new(std::mem::take(&mut bytes));
            let unpacked = decompress(packed, compression).map_err(fault)?;
            self.within_limit(unpacked, &mut bytes)?.map_err(fault)?;
        }
        if bytes.is_empty() {
            return Err(Fault::new("an empty answer"));
        }
        let validators =
            Validators { etag: text(headers, header::ETAG), last_modified: text(headers, header::LAST_MODIFIED) };
        Ok(Page { bytes, mime, charset, validators })
    }

    /// Reads no more than the limit; the inner error is that of the reader.
    fn within_limit(&self, input: impl Read, bytes: &mut Vec<u8>) -> Result<std::io::Result<()>, Fault> {
        let limit = self.limits.bytes;
        let read = input.take(limit as u64 + 1).read_to_end(bytes);
        if bytes.len() > limit {
            let what = format!("more than {} MB (raise the limit with --max-download)", limit / 1_000_000);
            return Err(Fault::new(what));
        }
        Ok(read.map(drop))
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// TLS as this machine trusts it. Where it holds no certificates, every server is refused with a message.
fn tls() -> TlsConfig {
    let certificates = rustls_native_certs::load_native_certs().certs;
    let certificates: Vec<_> = certificates.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
    TlsConfig::builder()
        .root_certs(RootCerts::new_with_certs(&certificates))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build()
}
