//! `--url` and `diglot watch` against a server on loopback that is slow, broken, redirects, sends garbage and cuts the
//! connection.
#![cfg(feature = "cli")]

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

#[path = "support/server.rs"]
mod server;

use server::{Part, Server, raw, reply};

/// Ids of records, messages, exit code.
type Run = (Vec<String>, String, Option<i32>);

/// A folder of its own for each test, in which the tool runs.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, content: &str) {
        std::fs::write(self.0.path().join(name), content).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).expect("a file")
    }

    fn start(&self, args: &[&str]) -> Child {
        diglot(self.0.path(), args).spawn().expect("the tool")
    }

    fn run(&self, args: &[&str]) -> Run {
        let output = diglot(self.0.path(), args).output().expect("the tool");
        (ids(&output.stdout), String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code())
    }
}

fn diglot(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.current_dir(folder).args(args);
    for proxy in ["http_proxy", "https_proxy", "all_proxy"] {
        command.env_remove(proxy).env_remove(proxy.to_uppercase());
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn records(stdout: &[u8]) -> Vec<Value> {
    let whole = String::from_utf8_lossy(stdout);
    let whole = whole.rsplit_once('\n').map_or("", |(lines, _)| lines);
    whole.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The ids of whole records.
fn ids(stdout: &[u8]) -> Vec<String> {
    records(stdout).iter().map(|record| record["id"].as_str().expect("an id").to_owned()).collect()
}

/// A feed with these ids.
fn feed(ids: &[&str]) -> String {
    let item = |id: &&str| format!("<item><guid>{id}</guid><title>Putin met Xi Jinping ({id}).</title></item>");
    let items: String = ids.iter().map(item).collect();
    format!("<rss version='2.0'><channel>{items}</channel></rss>")
}

fn numbered(numbers: impl Iterator<Item = usize>) -> String {
    let ids: Vec<String> = numbers.map(|number| number.to_string()).collect();
    feed(&ids.iter().map(String::as_str).collect::<Vec<_>>())
}

fn ok(body: impl AsRef<[u8]>) -> server::Reply {
    reply("200 OK", &[], body)
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).expect("memory");
    encoder.finish().expect("memory")
}

/// A server that gives the same answer to everything.
fn always(answer: impl Fn() -> server::Reply + Send + Sync + 'static) -> Server {
    Server::new(move |_| answer())
}

fn wait_for_end(child: Child, most: Duration) -> std::process::Output {
    let start = Instant::now();
    let mut child = child;
    while child.try_wait().expect("a child").is_none() {
        if start.elapsed() > most {
            let _ = child.kill();
            panic!("still there after {most:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().expect("an end")
}

#[test]
fn what_an_earlier_run_gave_is_not_replaced() {
    let server = always(|| ok(feed(&["a", "b"])));
    let (folder, url) = (Folder::new(), server.url("/f"));
    folder.file("feeds.txt", &format!("{url}\n"));
    for line in [&["watch", "feeds.txt", "--once"][..], &["tag", "--url", &url, "--state", "s.json"]] {
        folder.file("out.jsonl", "of another program");
        let line = [line, &["-o", "out.jsonl"]].concat();
        assert_eq!(folder.run(&line), (Vec::new(), String::new(), Some(0)), "nothing was given before");
        let given = folder.read("out.jsonl");
        assert_eq!(ids(given.as_bytes()), ["a", "b"]);
        let (_, errors, code) = folder.run(&line);
        assert!(errors.contains("--output out.jsonl: this file may hold what counts as given in "), "{errors}");
        assert_eq!((code, folder.read("out.jsonl")), (Some(2), given));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn items_that_a_full_disk_lost_are_told() {
    let server = always(|| ok(feed(&["a", "b"])));
    let (folder, url) = (Folder::new(), server.url("/f"));
    folder.file("feeds.txt", &format!("{url}\n"));
    for (line, state) in [
        (&["watch", "feeds.txt", "--once"][..], "feeds.state.json"),
        (&["tag", "--url", &url, "--state", "s.json"], "s.json"),
        (&["tag", "--url", &url, "--state", "t.json", "-o", "/dev/full"], "t.json"),
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let output = diglot(folder.0.path(), line).stdout(full).output().expect("the tool");
        let place = if line.contains(&"-o") { "/dev/full" } else { "standard output" };
        let told = format!(
            "diglot: cannot write {place}: no space left on device (2 items count as given and may be missing: a of {url}, b \
             of {url}; to get them back, take them out of {state}, with the etag and last_modified of their feeds)\n"
        );
        assert_eq!((String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code()), (told, Some(1)));
    }
}

#[test]
fn a_feed_a_page_and_a_file_are_read_together() {
    let server = Server::new(|request| match request.path.as_str() {
        "/feed" => reply("200 OK", &["Content-Type: application/rss+xml"], feed(&["a", "b"])),
        _ => reply("200 OK", &["Content-Type: text/html"], "<html><body><p>普京訪華。</p></body></html>"),
    });
    let (folder, page) = (Folder::new(), server.url("/新聞.html"));
    folder.file("a.txt", "Putin");
    let (ids, errors, code) = folder.run(&["segment", "--url", &server.url("/feed"), "a.txt", "--url", &page]);
    assert_eq!((ids, errors.as_str(), code), (vec!["a.txt".into(), "a".into(), "b".into(), page.clone()], "", Some(0)));
    let asked = server.asked();
    assert_eq!(asked[1].path, "/%E6%96%B0%E8%81%9E.html");
    assert!(asked[0].header("user-agent").is_some_and(|agent| agent.starts_with("diglot/")), "{asked:?}");
    assert_eq!(asked[0].header("accept-encoding"), Some("gzip"));
}

#[test]
fn records_name_the_address_as_their_source() {
    let server = always(|| ok(feed(&["a"])));
    let output = diglot(Path::new("."), &["tag", "--url", &server.url("/f?x=1")]).output().expect("the tool");
    let records = records(&output.stdout);
    assert_eq!(records[0]["source"].as_str(), Some(server.url("/f?x=1").as_str()));
}

#[test]
fn the_charset_of_the_answer_decides_where_the_content_does_not() {
    let big5 = |text: &str| encoding_rs::BIG5.encode(text).0.into_owned();
    let cases = [("text/html; charset=Big5", big5("<p>普丁")), ("text/html; charset=Big5", "<p>普丁".into())];
    for (declared, body) in cases {
        let server = always(move || reply("200 OK", &[&format!("Content-Type: {declared}")], &body));
        let output = diglot(Path::new("."), &["segment", "--url", &server.url("/")]).output().expect("the tool");
        assert_eq!(records(&output.stdout)[0]["text"].as_str(), Some("普丁"), "{output:?}");
    }
}

#[test]
fn packed_answers_are_unpacked() {
    let server = always(|| reply("200 OK", &["Content-Encoding: gzip"], gzip(feed(&["a"]).as_bytes())));
    assert_eq!(Folder::new().run(&["segment", "--url", &server.url("/")]), (vec!["a".into()], String::new(), Some(0)));
}

#[test]
fn chunks_without_a_length_are_read() {
    let server = always(|| {
        let body = feed(&["a"]);
        let (one, two) = body.split_at(20);
        let chunk = |text: &str| format!("{:x}\r\n{text}\r\n", text.len());
        raw(format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}{}0\r\n\r\n", chunk(one), chunk(two)))
    });
    assert_eq!(Folder::new().run(&["segment", "--url", &server.url("/")]), (vec!["a".into()], String::new(), Some(0)));
}

/// A message, and the answer that leads to it.
type Broken = (&'static str, Box<dyn Fn() -> server::Reply + Send + Sync>);

/// Each answer ends in one line that names the address, and in exit code 2.
fn each_is_told(timeout: &str, cases: Vec<Broken>) {
    for (told, answer) in cases {
        let server = Server::new(move |_| answer());
        let url = server.url("/");
        let (ids, errors, code) =
            Folder::new().run(&["segment", "--timeout", timeout, "--max-download", "1", "--url", &url]);
        assert!(errors.starts_with(&format!("diglot: {url}: ")) && errors.contains(told), "{told}: {errors}");
        assert_eq!((ids.len(), errors.lines().count(), code), (0, 1, Some(2)), "{told}: {errors}");
    }
}

#[test]
fn slow_answers_are_given_up() {
    let cases: Vec<Broken> = vec![
        (
            "no whole answer within 1 s (raise it with --timeout)",
            Box::new(|| vec![Part::Sleep(Duration::from_secs(3))]),
        ),
        (
            "no whole answer within 1 s (raise it with --timeout)",
            Box::new(|| {
                let drip = |_| [Part::Send(b"x".to_vec()), Part::Sleep(Duration::from_millis(200))];
                let head = raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
                head.into_iter().chain((0..20).flat_map(drip)).collect()
            }),
        ),
    ];
    each_is_told("1s", cases);
}

#[test]
fn broken_answers_are_told_in_a_line() {
    let cases: Vec<Broken> = vec![
        ("the connection was cut before the answer was whole", Box::new(|| raw(""))),
        (
            "the connection was cut before the answer was whole",
            Box::new(|| raw("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss version='2.0'>")),
        ),
        (
            "the connection was cut before the answer was whole",
            Box::new(|| raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n<rss")),
        ),
        ("no HTTP answer that can be read", Box::new(|| raw("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx"))),
        ("no HTTP answer that can be read", Box::new(|| raw("SSH-2.0-OpenSSH_9.2\r\n"))),
        ("no HTTP answer that can be read", Box::new(|| raw([0xff; 2000]))),
        ("it looks like a PNG image", Box::new(|| ok(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"))),
        ("no feed that can be read", Box::new(|| ok("<rss version='2.0'><channel><item><title>a</title>"))),
        ("an empty answer", Box::new(|| ok(""))),
        ("HTTP 404 Not Found", Box::new(|| reply("404 Not Found", &[], "<html>no"))),
        ("HTTP 500 Internal Server Error", Box::new(|| reply("500 Oops", &[], ""))),
        (
            "HTTP 429 Too Many Requests (the server asks to wait 20 min)",
            Box::new(|| reply("429 Slow down", &["Retry-After: 1200"], "")),
        ),
        ("more than 1 MB (raise the limit with --max-download)", Box::new(|| ok(vec![b'a'; 1_000_001]))),
        (
            "more than 1 MB (raise the limit with --max-download)",
            Box::new(|| reply("200 OK", &["Content-Encoding: gzip"], gzip(&vec![b'a'; 50_000_000]))),
        ),
        ("the gzip data is cut off", Box::new(|| ok(&gzip(feed(&["a"]).as_bytes())[..60]))),
        ("sent as br, which was not asked for", Box::new(|| reply("200 OK", &["Content-Encoding: br"], "x"))),
    ];
    each_is_told("20s", cases);
}

#[test]
fn nobody_there_is_told() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    let url = format!("http://127.0.0.1:{port}/");
    let (_, errors, code) = Folder::new().run(&["segment", "--url", &url]);
    assert_eq!((errors, code), (format!("diglot: {url}: connection refused\n"), Some(2)));
}

#[test]
fn redirects_are_followed_for_a_while() {
    let server = Server::new(|request| match request.path.as_str() {
        "/moved" => reply("301 Moved Permanently", &["Location: /feed"], ""),
        "/loop" => reply("302 Found", &["Location: /loop"], ""),
        "/file" => reply("302 Found", &["Location: file:///etc/passwd"], ""),
        "/nowhere" => reply("302 Found", &[], ""),
        "/feed" => ok(feed(&["a"])),
        _ => reply("404 Not Found", &[], ""),
    });
    let folder = Folder::new();
    assert_eq!(folder.run(&["segment", "--url", &server.url("/moved")]), (vec!["a".into()], String::new(), Some(0)));
    for (path, told) in [("/loop", "more than 5 redirects in a row"), ("/file", "HTTP 404"), ("/nowhere", "location")] {
        let (ids, errors, code) = folder.run(&["segment", "--url", &server.url(path)]);
        assert!(ids.is_empty() && errors.contains(told) && errors.lines().count() == 1, "{path}: {errors}");
        assert_eq!(code, Some(2), "{path}: {errors}");
    }
    assert_eq!(server.asked().iter().filter(|request| request.path == "/loop").count(), 6);
}

#[test]
fn one_bad_address_does_not_stop_the_rest() {
    let server = Server::new(|request| match request.path.as_str() {
        "/bad" => reply("410 Gone", &[], ""),
        _ => ok(feed(&["a"])),
    });
    let (bad, good) = (server.url("/bad"), server.url("/good"));
    let (ids, errors, code) = Folder::new().run(&["segment", "--url", &bad, "--url", &good]);
    assert_eq!((ids, errors, code), (vec!["a".into()], format!("diglot: {bad}: HTTP 410 Gone\n"), Some(1)));
    let (_, errors, code) = Folder::new().run(&["segment", "--url", "news.example"]);
    assert!(errors.contains("write a whole address") && code == Some(2), "{errors}");
}

#[test]
fn a_second_run_gives_what_is_new() {
    let server = Server::new(|request| match request.before {
        0 => reply("200 OK", &["ETag: \"1\"", "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT"], feed(&["a", "b", "a"])),
        1 => reply("304 Not Modified", &[], ""),
        _ => reply("200 OK", &["ETag: \"2\""], feed(&["c", "b", "a"])),
    });
    let (folder, url) = (Folder::new(), server.url("/"));
    let run = || folder.run(&["segment", "--url", &url, "--state", "s.json"]);
    assert_eq!(run(), (vec!["a".into(), "b".into()], String::new(), Some(0)), "a repeated id counts once");
    assert_eq!(run(), (vec![], String::new(), Some(0)), "304 is no fault");
    assert_eq!(run(), (vec!["c".into()], String::new(), Some(0)));
    let asked = server.asked();
    assert_eq!((asked[0].header("if-none-match"), asked[1].header("if-none-match")), (None, Some("\"1\"")));
    assert_eq!(asked[2].header("if-modified-since"), Some("Wed, 21 Oct 2015 07:28:00 GMT"));
    let state: Value = serde_json::from_str(&folder.read("s.json")).expect("JSON");
    assert_eq!(state["feeds"][&url]["ids"], serde_json::json!(["c", "b", "a"]));
    assert_eq!(state["feeds"][&url]["etag"], "\"2\"");
}

#[test]
fn items_without_id_are_known_by_what_they_say() {
    let item = |title: &str| format!("<item><title>{title}</title></item>");
    let server = Server::new(move |request| {
        let items = if request.before == 0 { item("One") } else { item("Two") + &item("One") };
        ok(format!("<rss version='2.0'><channel>{items}</channel></rss>"))
    });
    let (folder, url) = (Folder::new(), server.url("/"));
    let run = || folder.run(&["segment", "--url", &url, "--state", "s.json"]);
    let (first, second, third) = (run(), run(), run());
    assert_eq!((first.0.len(), second.0.len(), third.0.len()), (1, 1, 0), "{first:?} {second:?}");
    assert_ne!(first.0, second.0);
}

#[test]
fn items_that_share_a_link_are_all_given_once() {
    let item = |title: &str| format!("<item><title>{title}</title><link>https://home.example/</link></item>");
    let items: String = ["One", "Two", "Three"].map(item).concat();
    let server = Server::new(move |_| ok(format!("<rss version='2.0'><channel>{items}</channel></rss>")));
    let (folder, url) = (Folder::new(), server.url("/"));
    let run = || folder.run(&["segment", "--url", &url, "--state", "s.json"]).0.len();
    assert_eq!((run(), run()), (3, 0));
}

#[test]
fn a_feed_may_be_empty_at_first() {
    let server = Server::new(|request| ok(if request.before == 0 { feed(&[]) } else { feed(&["a"]) }));
    let (folder, url) = (Folder::new(), server.url("/"));
    let run = || folder.run(&["segment", "--url", &url, "--state", "s.json"]);
    assert_eq!(run(), (vec![], String::new(), Some(0)));
    assert_eq!(run(), (vec!["a".into()], String::new(), Some(0)));
}

#[test]
fn a_page_is_new_when_it_has_changed() {
    let server = Server::new(|request| {
        let text = if request.before < 2 { "Putin left." } else { "Putin returned." };
        ok(format!("<html><body><article><p>{text}</p></article></body></html>"))
    });
    let (folder, url) = (Folder::new(), server.url("/"));
    let given: Vec<usize> =
        (0..4).map(|_| folder.run(&["segment", "--url", &url, "--state", "s.json"]).0.len()).collect();
    assert_eq!(given, [1, 0, 1, 0]);
}

#[test]
fn what_is_no_state_file_is_left_alone() {
    let folder = Folder::new();
    folder.file("s.json", "[1, 2]");
    let (_, errors, code) = folder.run(&["segment", "--url", "http://127.0.0.1:9/", "--state", "s.json"]);
    assert!(errors.starts_with("diglot: --state s.json: this is no state file (") && code == Some(2), "{errors}");
    assert_eq!(folder.read("s.json"), "[1, 2]");
}

#[test]
fn a_round_reads_each_feed_once() {
    let server = Server::new(|request| match (request.path.as_str(), request.before) {
        ("/one", 0) => ok(feed(&["a", "b"])),
        ("/one", _) => ok(feed(&["c", "a", "b"])),
        ("/two", _) => ok(feed(&["a"])),
        _ => reply("503 Busy", &[], ""),
    });
    let other = always(|| ok(feed(&["o"])));
    let folder = Folder::new();
    let bad = server.url("/bad");
    let list = format!(
        "# wires\n{}\n\n{}  # daily\n{bad}\nnews\n{}\n",
        server.url("/one"),
        server.url("/two"),
        other.url("/")
    );
    folder.file("feeds.txt", &list);
    let run = || {
        let (mut ids, errors, code) = folder.run(&["watch", "feeds.txt", "--once"]);
        ids.sort();
        (ids, errors, code)
    };
    let (ids, errors, code) = run();
    assert_eq!((ids, code), (vec!["a".into(), "a".into(), "b".into(), "o".into()], Some(1)), "ids count by feed");
    let told = format!(
        "diglot: feeds.txt:6: news: write a whole address, as in https://news.example/feed.xml\n\
         diglot: {bad}: HTTP 503 Service Unavailable\n"
    );
    assert_eq!(errors, told);
    assert_eq!(server.most_at_once(), 1, "one request at a time");
    assert_eq!(run().0, ["c"]);
    assert!(folder.read("feeds.state.json").contains("\"c\""));
}

#[test]
fn lists_without_addresses_are_refused() {
    let folder = Folder::new();
    folder.file("feeds.txt", "# none yet\n");
    let cases = [
        (&["watch", "feeds.txt"][..], "feeds.txt: no address in this list"),
        (&["watch", "gone.txt"], "gone.txt: no such file or directory"),
        (&["watch", "-"], "-: no address in this list"),
        (&["watch", "feeds.txt", "--output", "out.jsonl"], "--once"),
        (&["watch", "feeds.txt", "--interval", "5"], "write a number and a unit"),
    ];
    for (args, told) in cases {
        let (_, errors, code) = folder.run(args);
        assert!(errors.contains(told) && code == Some(2), "{args:?}: {errors}");
    }
}

#[test]
fn what_is_fetched_is_chosen_and_counted_as_files_are() {
    let item = |id: &str, title: &str| format!("<item><guid>{id}</guid><title>{title}</title></item>");
    let items = [item("a", "Putin met Xi."), item("b", "普京訪華。"), item("c", "Putin met  Xi."), " ".repeat(200_000)]
        .concat();
    let feed = format!("<rss version='2.0'><channel>{items}</channel></rss>");
    let size = feed.len();
    let server = always(move || ok(&feed));
    let (folder, url) = (Folder::new(), server.url("/f"));
    folder.file("feeds.txt", &url);
    let options = ["--only", "en", "--dedupe", "exact", "--stats", "--format", "jsonl"];
    for inputs in [&["tag", "--url", &url][..], &["watch", "feeds.txt", "--once"]] {
        let (ids, errors, code) = folder.run(&[inputs, &options].concat());
        assert_eq!((ids, code), (vec!["a".to_owned()], Some(0)), "{inputs:?}: {errors}");
        let read = format!("MB of text from {:.1} MB of input", size as f64 / 1e6);
        for told in [read.as_str(), "left out: by language 1, repeated 1", "--dedupe: 1 of 2 documents repeat"] {
            assert!(errors.contains(told), "{inputs:?}: no {told} in {errors}");
        }
    }
}

#[test]
fn what_is_fetched_goes_into_parts_and_is_not_gone_on_with() {
    let server = always(|| ok(feed(&["a", "b", "c"])));
    let (folder, url) = (Folder::new(), server.url("/f"));
    folder.file("feeds.txt", &url);
    for (inputs, out) in [
        (&["tag", "--url", &url][..], "tagged"),
        (&["segment", "--url", &url], "segmented"),
        (&["watch", "feeds.txt", "--once"], "watched"),
    ] {
        let parts = [inputs, &["--output", out, "--part-size", "2"]].concat();
        let before = server.asked().len();
        let (_, errors, code) = folder.run(&[&parts[..], &["--resume"]].concat());
        assert!(
            errors.contains("--resume: an address may give another text") && code == Some(2),
            "{parts:?}: {errors}"
        );
        assert_eq!(server.asked().len(), before, "nothing is fetched for it");
        assert_eq!(folder.run(&parts), (vec![], String::new(), Some(0)));
        let part = |number: u32| ids(folder.read(&format!("{out}/part-00000{number}.jsonl")).as_bytes());
        assert_eq!((part(1), part(2)), (vec!["a".into(), "b".into()], vec!["c".into()]), "{parts:?}");
    }
}

#[test]
fn a_server_that_asks_for_a_pause_gets_it() {
    let server = Server::new(|request| match request.before {
        0 => reply("429 Too Many Requests", &["Retry-After: 3"], ""),
        _ => ok(feed(&["a"])),
    });
    let (folder, url) = (Folder::new(), server.url("/f"));
    folder.file("feeds.txt", &format!("{url}\n"));
    let (_, errors, code) = folder.run(&["watch", "feeds.txt", "--once"]);
    let told = format!("diglot: {url}: HTTP 429 Too Many Requests (the server asks to wait 3 s)\n");
    assert_eq!((errors, code), (told, Some(2)));
    // The next run remembers it.
    let (_, errors, code) = folder.run(&["watch", "feeds.txt", "--once"]);
    assert_eq!(code, Some(0), "a wait is no failure");
    assert!(errors.contains("not asked, since its server wants to be left alone for"), "{errors}");
    assert_eq!(server.asked().len(), 1);
    let mut child = folder.start(&["watch", "feeds.txt", "--interval", "1s"]);
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a record");
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(ids(line.as_bytes()), ["a"]);
    let asked = server.asked();
    // The state file counts whole seconds.
    assert!(asked[1].time - asked[0].time >= Duration::from_secs(2), "{:?}", asked[1].time - asked[0].time);
}

#[test]
fn failures_are_asked_again_later_and_later() {
    let server = Server::new(|request| match request.before {
        0 => reply("500 Oops", &[], ""),
        _ => ok(feed(&["a"])),
    });
    let folder = Folder::new();
    folder.file("feeds.txt", &server.url("/"));
    let mut child = folder.start(&["watch", "feeds.txt", "--interval", "1s"]);
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a record");
    let _ = child.kill();
    let output = child.wait_with_output().expect("an end");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors.contains("HTTP 500 Internal Server Error; asked again in"), "{errors}");
    let asked = server.asked();
    let wait = asked[1].time - asked[0].time;
    assert!((Duration::from_millis(1900)..Duration::from_secs(4)).contains(&wait), "twice the interval: {wait:?}");
}

#[test]
fn what_comes_later_is_given_in_later_rounds() {
    let server = Server::new(|request| ok(numbered((0..=request.before).rev())));
    let folder = Folder::new();
    folder.file("feeds.txt", &server.url("/"));
    let mut child = folder.start(&["watch", "feeds.txt", "--interval", "1s"]);
    let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let lines: Vec<String> = lines.take(3).map(|line| line.expect("a record") + "\n").collect();
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(ids(lines.concat().as_bytes()), ["0", "1", "2"]);
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let server = Server::new(|request| ok(numbered((0..=request.before).rev())));
    let folder = Folder::new();
    folder.file("feeds.txt", &server.url("/"));
    let mut child = folder.start(&["watch", "feeds.txt", "--interval", "1s"]);
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    stdout.read_line(&mut String::new()).expect("a record");
    drop(stdout);
    let output = wait_for_end(child, Duration::from_secs(8));
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn signals_end_it_quietly() {
    for signal in ["-INT", "-TERM"] {
        let server = always(|| ok(feed(&["a"])));
        let slow = always(|| vec![Part::Sleep(Duration::from_secs(20))]);
        let folder = Folder::new();
        folder.file("feeds.txt", &format!("{}\n{}\n", server.url("/"), slow.url("/")));
        let mut child = folder.start(&["watch", "feeds.txt", "--format", "html"]);
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut page = String::new();
        while !page.contains("Putin") {
            assert!(stdout.read_line(&mut page).expect("a page") > 0, "{page}");
        }
        let killed = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("a shell's kill");
        assert!(killed.success());
        stdout.read_to_string(&mut page).expect("the rest");
        let output = wait_for_end(child, Duration::from_secs(3));
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{signal}");
        assert!(page.trim_end().ends_with("</html>"), "the page is whole: {page}");
    }
}

#[test]
fn after_a_crash_nothing_is_given_twice() {
    // Too much for a pipe that nobody reads on: the process is killed while it writes.
    let big = |name: &'static str| {
        let item =
            move |number| format!("<item><guid>{name}{number}</guid><title>{}</title></item>", "Putin. ".repeat(300));
        let items: String = (0..60).map(item).collect();
        always(move || ok(format!("<rss version='2.0'><channel>{items}</channel></rss>")))
    };
    let (one, two) = (big("a"), big("b"));
    let folder = Folder::new();
    folder.file("feeds.txt", &format!("{}\n{}\n", one.url("/"), two.url("/")));
    let mut child = folder.start(&["watch", "feeds.txt"]);
    let mut first = vec![0; 40_000];
    child.stdout.as_mut().expect("a pipe").read_exact(&mut first).expect("some records");
    child.kill().expect("killed");
    child.stdout.take().expect("a pipe").read_to_end(&mut first).expect("what is in the pipe");
    child.wait().expect("an end");
    let first = ids(&first);
    assert!((1..60).contains(&first.len()), "{first:?}");
    let (second, errors, code) = folder.run(&["watch", "feeds.txt", "--once"]);
    assert_eq!((errors.as_str(), code), ("", Some(0)));
    let mut seen = HashSet::new();
    let twice: Vec<&String> = first.iter().chain(&second).filter(|id| !seen.insert(*id)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn killed_at_any_time_it_gives_nothing_twice() {
    let server = Server::new(|request| ok(numbered((0..=request.before * 3).rev())));
    let other = Server::new(|request| ok(numbered((1000..=1000 + request.before * 2).rev())));
    let folder = Folder::new();
    folder.file("feeds.txt", &format!("{}\n{}\n", server.url("/"), other.url("/")));
    let mut given = Vec::new();
    // Before the first records, when one feed has given some, and in the second round.
    for (records, wait) in [(0, 300), (1, 0), (8, 1)] {
        let mut child = folder.start(&["watch", "feeds.txt", "--interval", "1s"]);
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut lines = Vec::new();
        for _ in 0..records {
            stdout.read_until(b'\n', &mut lines).expect("a record");
        }
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().expect("killed");
        stdout.read_to_end(&mut lines).expect("what is in the pipe");
        child.wait().expect("an end");
        given.extend(ids(&lines));
    }
    assert!(given.len() > 8, "{given:?}");
    let (rest, errors, code) = folder.run(&["watch", "feeds.txt", "--once"]);
    assert_eq!((errors.as_str(), code), ("", Some(0)), "the state is whole after every kill");
    given.extend(rest);
    let mut seen = HashSet::new();
    let twice: Vec<&String> = given.iter().filter(|id| !seen.insert(*id)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[cfg(unix)]
#[test]
fn a_page_that_takes_long_holds_up_neither_the_others_nor_the_end() {
    let page = format!("<html><body>{}</body></html>", "<p>Putin met 習近平 in <b>Moscow</b>.</p>".repeat(300_000));
    let slow = always(move || reply("200 OK", &["Content-Type: text/html"], &page));
    let quick = always(|| ok(feed(&["a"])));
    let folder = Folder::new();
    folder.file("feeds.txt", &format!("{}\n{}\n", slow.url("/"), quick.url("/")));
    let mut child = folder.start(&["watch", "feeds.txt"]);
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a record");
    assert_eq!(ids(line.as_bytes()), ["a"]);
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("a shell's kill");
    assert!(killed.success());
    assert_eq!(wait_for_end(child, Duration::from_secs(8)).status.code(), Some(0));
}

#[test]
fn an_interval_that_cannot_be_kept_is_told_once() {
    let server = always(|| ok(feed(&["a"])));
    let folder = Folder::new();
    let list: String = (0..4).map(|number| format!("{}\n", server.url(&format!("/{number}")))).collect();
    folder.file("feeds.txt", &list);
    let mut child = folder.start(&["watch", "feeds.txt", "--interval", "1s"]);
    while server.asked().len() < 8 {
        std::thread::sleep(Duration::from_millis(50));
    }
    let _ = child.kill();
    let errors = String::from_utf8(child.wait_with_output().expect("an end").stderr).expect("UTF-8");
    assert!(errors.starts_with("diglot: warning: --interval: 4 feeds of 127.0.0.1:"), "{errors}");
    assert!(errors.ends_with("which is asked once a second: each is read every 4 s at best\n"), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
    let mut paths: Vec<String> = server.asked().into_iter().take(8).map(|request| request.path).collect();
    paths.sort();
    assert_eq!(paths, ["/0", "/0", "/1", "/1", "/2", "/2", "/3", "/3"], "none starves");
}
