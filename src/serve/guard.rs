//! Who may ask: whoever holds the token that the start printed, from a page of this server, under a name of this host.
//!
//! The token opens `/?token=…` once; the browser then holds a cookie derived from it, which no script can read and which no
//! other site makes it send. `Host` is checked against DNS rebinding, `Origin` against requests from other pages.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, Method, StatusCode, header};

/// What a request is refused with.
pub type Refusal = (StatusCode, &'static str);

/// The server's secrets and names. Holds hashes only.
pub struct Guard {
    token: blake3::Hash,
    cookie: String,
    session: blake3::Hash,
    session_text: String,
    port: u16,
    remote: bool,
}

/// A hash for comparing: `blake3::Hash` compares in constant time, whatever the lengths.
fn hash(text: &str) -> blake3::Hash {
    blake3::hash(text.as_bytes())
}

/// Random text of 256 bits.
///
/// # Errors
/// The system has no randomness to give.
pub fn new_token() -> std::io::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(blake3::Hash::from_bytes(bytes).to_hex().to_string())
}

impl Guard {
    /// A guard for a server that listens at `address`; `remote`: whether other machines may ask.
    #[must_use]
    pub fn new(token: &str, address: SocketAddr, remote: bool) -> Self {
        let session = blake3::derive_key("ringtrace serve 2026 session cookie", token.as_bytes());
        let session_text = blake3::Hash::from_bytes(session).to_hex().to_string();
        Self {
            token: hash(token),
            // Cookies do not know ports: two servers on one machine need two names.
            cookie: format!("ringtrace-{}", address.port()),
            session: hash(&session_text),
            session_text,
            port: address.port(),
            remote,
        }
    }

    /// Whether this is the token.
    #[must_use]
    pub fn opens(&self, token: &str) -> bool {
        hash(token) == self.token
    }

    /// The header that gives a browser its cookie.
    #[must_use]
    pub fn set_cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie, self.session_text)
    }

    /// Whether a request comes with the cookie.
    #[must_use]
    pub fn knows(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == self.cookie && hash(value) == self.session)
    }

    /// Checks where a request comes from and whom it takes this server for.
    ///
    /// # Errors
    /// `Host` is not this server's, or `Origin` is another page's.
    pub fn check_origin(&self, method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
        let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let host = text(header::HOST).unwrap_or_default();
        if !self.is_own(host) {
            return Err((
                StatusCode::MISDIRECTED_REQUEST,
                "this server goes by another name; open the address that it printed",
            ));
        }
        let foreign = Err((StatusCode::FORBIDDEN, "the request comes from another page"));
        match text(header::ORIGIN) {
            Some(origin) if origin.strip_prefix("http://") != Some(host) => return foreign,
            None if headers.contains_key(header::ORIGIN) => return foreign,
            None if method != Method::GET && method != Method::HEAD => {
                return Err((StatusCode::FORBIDDEN, "the request does not say from which page it comes (Origin)"));
            }
            _ => {}
        }
        match headers.get("sec-fetch-site").and_then(|value| value.to_str().ok()) {
            Some("cross-site" | "same-site") if method != Method::GET => foreign,
            _ => Ok(()),
        }
    }

    /// A loopback name with the port; where other machines may ask, any address, since rebinding needs a name.
    fn is_own(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        if port != Some(self.port) {
            return false;
        }
        let bare = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(name);
        match bare.parse::<IpAddr>() {
            Ok(address) => address.is_loopback() || self.remote,
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(remote: bool) -> Guard {
        Guard::new("secret", SocketAddr::from(([127, 0, 0, 1], 8571)), remote)
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| ((*name).parse().expect("a name"), value.parse().expect("a value"))).collect()
    }

    #[test]
    fn only_own_names_are_answered() {
        for host in ["127.0.0.1:8571", "localhost:8571", "[::1]:8571", "LOCALHOST:8571"] {
            assert!(guard(false).check_origin(&Method::GET, &headers(&[("host", host)])).is_ok(), "{host}");
        }
        for host in [
            "",
            "evil.example:8571",
            "127.0.0.1",
            "127.0.0.1:1",
            "192.0.2.7:8571",
            "localhost.evil.example:8571",
            "[::1",
        ] {
            assert!(guard(false).check_origin(&Method::GET, &headers(&[("host", host)])).is_err(), "{host}");
        }
        assert!(guard(true).check_origin(&Method::GET, &headers(&[("host", "192.0.2.7:8571")])).is_ok());
        assert!(guard(true).check_origin(&Method::GET, &headers(&[("host", "evil.example:8571")])).is_err());
    }

    #[test]
    fn other_pages_may_not_write() {
        let from = |origin: &str| headers(&[("host", "localhost:8571"), ("origin", origin)]);
        let check = |headers: &HeaderMap| guard(false).check_origin(&Method::POST, headers);
        assert!(check(&from("http://localhost:8571")).is_ok());
        for origin in ["http://evil.example", "https://localhost:8571", "http://127.0.0.1:8571", "null", ""] {
            assert_eq!(check(&from(origin)).expect_err(origin).0, StatusCode::FORBIDDEN);
        }
        assert!(check(&headers(&[("host", "localhost:8571")])).is_err());
    }

    #[test]
    fn the_cookie_is_not_the_token() {
        let guard = guard(false);
        assert!(guard.opens("secret") && !guard.opens("Secret") && !guard.opens(""));
        let cookie = guard.set_cookie();
        let pair = cookie.split(';').next().expect("a pair");
        assert!(!pair.contains("secret"));
        assert!(guard.knows(&headers(&[("cookie", &format!("a=b; {pair}"))])));
        assert!(!guard.knows(&headers(&[("cookie", "ringtrace-8571=secret")])));
        assert!(!guard.knows(&headers(&[])));
    }
}
