//! Who may come in: the right Host and Origin, the one-time address, and the cookie that it was exchanged for.

use hyper::header::{COOKIE, HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::{Method, header};
use jibiao_app::{Code, Error};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Browsers that are in at a time; the oldest goes.
const BROWSERS: usize = 4;
const ADDRESS: &str = "/open/";

/// Why somebody is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The request is for another name or by another way than the browser's own address
    Host,
    /// A page of another site asks
    Origin,
    /// No cookie, or none of ours
    Stranger,
    /// The address was used, or is none
    Address,
}

/// What a request is, once it is known where it comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum Pass {
    /// It has the cookie
    In,
    /// It has the one-time address, and gets this cookie
    Exchange(String),
}

/// The door's secrets.
pub struct Gate {
    authority: String,
    origin: String,
    cookie_name: String,
    address: Mutex<Option<String>>,
    cookies: Mutex<Vec<String>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// 256 bits in hexadecimal digits.
fn secret() -> Result<String, Error> {
    use std::fmt::Write as _;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::new(Code::Request, format!("系统没有给出随机数：{error}"), "请重新运行 jibiao serve")
    })?;
    Ok(bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// Compared in full, so that the time it takes tells nothing.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

impl Gate {
    pub fn new(port: u16) -> Gate {
        Gate {
            authority: format!("127.0.0.1:{port}"),
            origin: format!("http://127.0.0.1:{port}"),
            // Cookies know no ports: two servers of one user must not take each other's away.
            cookie_name: format!("jibiao-{port}"),
            address: Mutex::new(None),
            cookies: Mutex::new(Vec::new()),
        }
    }

    pub fn new_address(&self) -> Result<String, Error> {
        let secret = secret()?;
        let address = format!("{}{ADDRESS}{secret}", self.origin);
        *locked(&self.address) = Some(secret);
        Ok(address)
    }

    /// Judges a request by its head alone.
    pub fn pass(&self, request: &Parts) -> Result<Pass, Refused> {
        self.judge_host(request)?;
        let address = request.uri.path().strip_prefix(ADDRESS);
        self.judge_origin(request, address.is_some())?;
        if self.has_cookie(&request.headers) {
            return Ok(Pass::In);
        }
        match address {
            Some(secret) if request.method == Method::GET => self.exchange(secret, &request.headers),
            _ => Err(Refused::Stranger),
        }
    }

    /// The name by which a browser asks must be the address itself. A name of somebody's that points here (DNS rebinding) is another one.
    fn judge_host(&self, request: &Parts) -> Result<(), Refused> {
        let host = only(&request.headers, &HOST).ok().flatten();
        // A target with a name of its own (`GET http://…`) is for proxies.
        let plain = request.uri.authority().is_none() && request.uri.scheme().is_none();
        if plain && host == Some(self.authority.as_str()) { Ok(()) } else { Err(Refused::Host) }
    }

    fn judge_origin(&self, request: &Parts, address: bool) -> Result<(), Refused> {
        let origin = only(&request.headers, &ORIGIN).map_err(|()| Refused::Origin)?;
        let ours = origin.is_none_or(|origin| origin == self.origin);
        // What changes something must say where it comes from; every browser does.
        let said = origin.is_some() || request.method == Method::GET;
        // A link from elsewhere leads to nothing but the one-time address: a file manager or a mail may have opened it.
        let site = only(&request.headers, &HeaderName::from_static("sec-fetch-site")).map_err(|()| Refused::Origin)?;
        let near = address || site.is_none_or(|site| site == "same-origin" || site == "none");
        if ours && said && near { Ok(()) } else { Err(Refused::Origin) }
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let given = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let given = given.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let known = locked(&self.cookies);
        given
            .filter(|(name, _)| *name == self.cookie_name)
            .any(|(_, value)| known.iter().fold(false, |found, cookie| found | same(cookie, value)))
    }

    fn exchange(&self, secret_of_address: &str, headers: &HeaderMap) -> Result<Pass, Refused> {
        // A browser that loads ahead while the address is still being typed must not use it up.
        if headers.contains_key("sec-purpose") || headers.contains_key("purpose") {
            return Err(Refused::Address);
        }
        let mut address = locked(&self.address);
        if !address.as_deref().is_some_and(|expected| same(expected, secret_of_address)) {
            return Err(Refused::Address);
        }
        let cookie = secret().map_err(|_| Refused::Address)?;
        *address = None;
        let mut cookies = locked(&self.cookies);
        if cookies.len() == BROWSERS {
            cookies.remove(0);
        }
        cookies.push(cookie.clone());
        Ok(Pass::Exchange(format!("{}={cookie}; Path=/; HttpOnly; SameSite=Strict", self.cookie_name)))
    }
}

/// The only value of a header; an error where it stands there twice or is no text.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| ()),
        (Some(_), Some(_)) => Err(()),
    }
}

/// Headers of every answer: nothing is kept, framed, sniffed or told to others, and pages load nothing from elsewhere.
pub const GUARDS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
         font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request;

    fn request(method: &str, target: &str, headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::builder().method(method).uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    const HOST_HERE: (&str, &str) = ("host", "127.0.0.1:4000");
    const HERE: (&str, &str) = ("origin", "http://127.0.0.1:4000");

    /// A gate with a browser in it: the gate and the cookie.
    fn open() -> (Gate, String) {
        let gate = Gate::new(4000);
        let address = gate.new_address().unwrap();
        let target = address.strip_prefix("http://127.0.0.1:4000").unwrap();
        let Ok(Pass::Exchange(cookie)) = gate.pass(&request("GET", target, &[HOST_HERE])) else { panic!("refused") };
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
        (gate, cookie.split(';').next().unwrap().to_owned())
    }

    #[test]
    fn an_address_lets_one_browser_in_once() {
        let gate = Gate::new(4000);
        let target = |address: String| address.strip_prefix("http://127.0.0.1:4000").unwrap().to_owned();
        let first = target(gate.new_address().unwrap());
        let second = target(gate.new_address().unwrap());
        let get = |target: &str, headers: &[(&str, &str)]| gate.pass(&request("GET", target, headers));
        assert_eq!(get(&first, &[HOST_HERE]), Err(Refused::Address), "the former one is over");
        assert_eq!(get(&second, &[HOST_HERE, ("sec-purpose", "prefetch")]), Err(Refused::Address));
        assert_eq!(get(&second[..second.len() - 1], &[HOST_HERE]), Err(Refused::Address));
        assert_eq!(get("/open/", &[HOST_HERE]), Err(Refused::Address));
        // From a file manager or a mail it is a link from elsewhere.
        assert!(matches!(get(&second, &[HOST_HERE, ("sec-fetch-site", "cross-site")]), Ok(Pass::Exchange(_))));
        assert_eq!(get(&second, &[HOST_HERE]), Err(Refused::Address), "used");
        let third = target(gate.new_address().unwrap());
        assert_eq!(gate.pass(&request("POST", &third, &[HOST_HERE, HERE])), Err(Refused::Stranger));
    }

    #[test]
    fn only_the_address_itself_is_a_name_of_this_server() {
        let (gate, cookie) = open();
        let cookie = ("cookie", cookie.as_str());
        assert_eq!(gate.pass(&request("GET", "/", &[HOST_HERE, cookie])), Ok(Pass::In));
        for host in ["localhost:4000", "127.0.0.1", "127.0.0.1:4001", "rebind.example:4000", "[::1]:4000", ""] {
            assert_eq!(gate.pass(&request("GET", "/", &[("host", host), cookie])), Err(Refused::Host), "{host}");
        }
        assert_eq!(gate.pass(&request("GET", "/", &[cookie])), Err(Refused::Host));
        assert_eq!(gate.pass(&request("GET", "/", &[HOST_HERE, ("host", "x"), cookie])), Err(Refused::Host));
        let proxied = request("GET", "http://rebind.example/", &[HOST_HERE, cookie]);
        assert_eq!(gate.pass(&proxied), Err(Refused::Host));
    }

    #[test]
    fn pages_of_other_sites_are_refused_even_with_the_cookie() {
        let (gate, cookie) = open();
        let cookie = ("cookie", cookie.as_str());
        let post =
            |headers: &[(&str, &str)]| gate.pass(&request("POST", "/rpc", &[&[HOST_HERE, cookie], headers].concat()));
        assert_eq!(post(&[HERE]), Ok(Pass::In));
        assert_eq!(post(&[HERE, ("sec-fetch-site", "same-origin")]), Ok(Pass::In));
        for headers in [
            &[][..],
            &[("origin", "http://evil.example")],
            &[("origin", "null")],
            &[("origin", "http://127.0.0.1:4001")],
            &[("origin", "https://127.0.0.1:4000")],
            &[("origin", "http://localhost:4000")],
            &[HERE, ("origin", "http://evil.example")],
            &[HERE, ("sec-fetch-site", "cross-site")],
            // Another port of this machine is the same site for cookies.
            &[HERE, ("sec-fetch-site", "same-site")],
        ] {
            assert_eq!(post(headers), Err(Refused::Origin), "{headers:?}");
        }
        let link = [HOST_HERE, cookie, ("sec-fetch-site", "cross-site")];
        assert_eq!(gate.pass(&request("GET", "/", &link)), Err(Refused::Origin));
    }

    #[test]
    fn a_wrong_cookie_is_a_stranger() {
        let (gate, cookie) = open();
        let (name, value) = cookie.split_once('=').unwrap();
        let with = |cookie: &str| gate.pass(&request("GET", "/", &[HOST_HERE, ("cookie", cookie)]));
        assert_eq!(with(&format!("a=b; {cookie}; c=d")), Ok(Pass::In));
        for wrong in [
            String::new(),
            name.to_owned(),
            format!("{name}="),
            format!("{name}={}", &value[1..]),
            format!("{name}={value}0"),
            format!("{name}={}", "0".repeat(64)),
            format!("other={value}"),
        ] {
            assert_eq!(with(&wrong), Err(Refused::Stranger), "{wrong}");
        }
        for _ in 0..BROWSERS {
            let address = gate.new_address().unwrap();
            let target = address.strip_prefix("http://127.0.0.1:4000").unwrap();
            assert!(matches!(gate.pass(&request("GET", target, &[HOST_HERE])), Ok(Pass::Exchange(_))));
        }
        assert_eq!(with(&cookie), Err(Refused::Stranger), "the oldest browser goes");
    }
}
