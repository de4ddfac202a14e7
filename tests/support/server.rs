//! A server on loopback that answers as a test says, byte for byte, and remembers what it was asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// What the server was asked.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    /// Header lines, names in small letters.
    headers: Vec<(String, String)>,
    pub time: Instant,
    /// How many requests for this path came before.
    pub before: usize,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A piece of an answer.
pub enum Part {
    Send(Vec<u8>),
    Sleep(Duration),
}

/// An answer; the connection is closed behind it.
pub type Reply = Vec<Part>;

/// A whole answer with a correct length.
pub fn reply(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let mut bytes = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.len()).into_bytes();
    for header in headers {
        bytes.extend_from_slice(format!("{header}\r\n").as_bytes());
    }
    bytes.extend_from_slice(b"Connection: close\r\n\r\n");
    bytes.extend_from_slice(body);
    vec![Part::Send(bytes)]
}

/// Bytes as they are.
pub fn raw(bytes: impl AsRef<[u8]>) -> Reply {
    vec![Part::Send(bytes.as_ref().to_vec())]
}

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// The server; its thread ends with the test's process.
pub struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Request>>>,
    most_at_once: Arc<AtomicUsize>,
}

impl Server {
    pub fn new(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let server = Server {
            port: listener.local_addr().expect("an address").port(),
            asked: Arc::default(),
            most_at_once: Arc::default(),
        };
        let (asked, most) = (Arc::clone(&server.asked), Arc::clone(&server.most_at_once));
        let handler: Arc<Handler> = Arc::new(handler);
        let open = Arc::new(AtomicUsize::new(0));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, most, handler, open) =
                    (Arc::clone(&asked), Arc::clone(&most), Arc::clone(&handler), Arc::clone(&open));
                thread::spawn(move || {
                    most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    // Who asked may have gone.
                    let _ = answer(&stream, &asked, &*handler);
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// All that was asked for so far.
    pub fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many requests were under way side by side at most.
    pub fn most_at_once(&self) -> usize {
        self.most_at_once.load(Ordering::SeqCst)
    }
}

fn answer(mut stream: &TcpStream, asked: &Mutex<Vec<Request>>, handler: &Handler) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().unwrap_or(Ok(String::new()))?;
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = Vec::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let request = {
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        let before = asked.iter().filter(|request| request.path == path).count();
        asked.push(Request { path, headers, time: Instant::now(), before });
        asked.last().expect("just pushed").clone()
    };
    for part in handler(&request) {
        match part {
            Part::Send(bytes) => stream.write_all(&bytes)?,
            Part::Sleep(span) => thread::sleep(span),
        }
    }
    Ok(())
}
