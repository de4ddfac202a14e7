//! Addresses as typed, checked before anything is asked of them.

use ureq::http::Uri;

/// An address of the web. It is called as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    typed: String,
    uri: Uri,
}

impl Address {
    /// Reads an address. What is not ASCII behind the host is escaped, so that 新聞 may be typed.
    pub(crate) fn parse(typed: &str) -> Result<Self, String> {
        let typed = typed.trim();
        let lower = typed.to_ascii_lowercase();
        if !lower.starts_with("http://") && !lower.starts_with("https://") {
            return Err("write a whole address, as in https://news.example/feed.xml".to_owned());
        }
        if !host_of(typed).bytes().all(|b| b.is_ascii_graphic()) {
            return Err("write the host in ASCII, as in xn--fiqs8s.example".to_owned());
        }
        let uri: Uri = escaped(typed).parse().map_err(|error| format!("no address: {error}"))?;
        let authority = uri.authority().ok_or("an address without a host")?;
        if authority.as_str().contains('@') {
            return Err("leave the password out: the address stands in every record".to_owned());
        }
        if authority.host().is_empty() {
            return Err("an address without a host".to_owned());
        }
        Ok(Address { typed: typed.to_owned(), uri })
    }

    /// As it was typed.
    pub(crate) fn as_str(&self) -> &str {
        &self.typed
    }

    /// As it is asked for.
    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Host and port: who is asked.
    pub(super) fn host(&self) -> String {
        let port = self.uri.port_u16().unwrap_or(if self.uri.scheme_str() == Some("http") { 80 } else { 443 });
        format!("{}:{port}", self.uri.host().unwrap_or_default().to_ascii_lowercase())
    }
}

/// What stands before the path.
fn host_of(typed: &str) -> &str {
    let rest = typed.split_once("://").map_or(typed, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn escaped(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    for byte in typed.bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_typed() {
        let cases = [
            ("https://News.example/feed.xml", "news.example:443", "/feed.xml"),
            ("http://news.example", "news.example:80", "/"),
            (
                "http://news.example:8080/新聞?q=普京 a#top",
                "news.example:8080",
                "/%E6%96%B0%E8%81%9E?q=%E6%99%AE%E4%BA%AC%20a",
            ),
            ("HTTP://[::1]:99/a", "[::1]:99", "/a"),
        ];
        for (typed, host, path) in cases {
            let address = Address::parse(typed).expect(typed);
            let uri_path = address.uri().path_and_query().map(|path| path.as_str());
            assert_eq!((address.host().as_str(), uri_path, address.as_str()), (host, Some(path), typed));
        }
    }

    #[test]
    fn what_is_no_address_is_told() {
        let cases = [
            ("news.example/feed", "whole address"),
            ("file:///etc/passwd", "whole address"),
            ("http://", "no address"),
            ("http://:80/", "without a host"),
            ("https://a:b@news.example/", "password"),
            ("https://新聞.example/", "ASCII"),
            ("https://news example/", "ASCII"),
        ];
        for (typed, told) in cases {
            let error = Address::parse(typed).expect_err(typed);
            assert!(error.contains(told), "{typed}: {error}");
        }
    }
}
