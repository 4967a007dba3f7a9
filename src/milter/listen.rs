//! Where a mail server finds us: `inet:127.0.0.1:8891` or `unix:/run/mailcheck/milter`, in the words of Postfix and of
//! Sendmail. Asks no name server: a host is an address, or `localhost`.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// How long an answer may take that the mail server does not read.
const WRITE_PATIENCE: Duration = Duration::from_secs(60);

/// Where to listen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Endpoint {
    /// `inet:ADDRESS:PORT`, `inet:PORT@ADDRESS`; port 0 is a free one.
    Inet(SocketAddr),
    /// `unix:/PATH`, `local:/PATH`.
    Unix(PathBuf),
}

/// A word that names no place to listen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither inet:ADDRESS:PORT nor unix:/PATH")]
pub struct NoEndpoint(String);

impl FromStr for Endpoint {
    type Err = NoEndpoint;

    fn from_str(word: &str) -> Result<Self, NoEndpoint> {
        let (kind, place) = word.split_once(':').ok_or_else(|| NoEndpoint(word.to_owned()))?;
        let endpoint = match kind {
            "inet" | "inet6" => inet(place).map(Self::Inet),
            "unix" | "local" => place.starts_with('/').then(|| Self::Unix(PathBuf::from(place))),
            _ => None,
        };
        endpoint.ok_or_else(|| NoEndpoint(word.to_owned()))
    }
}

fn inet(place: &str) -> Option<SocketAddr> {
    let (host, port) = match place.split_once('@') {
        Some((port, host)) => (host, port),
        None => place.rsplit_once(':')?,
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let host = if host == "localhost" { Some(Ipv4Addr::LOCALHOST.into()) } else { host.parse().ok() };
    Some(SocketAddr::new(host?, port.parse().ok()?))
}

/// A place that is listened at; its socket file goes with it.
#[derive(Debug)]
pub struct Listener {
    socket: Socket,
    endpoint: Endpoint,
}

#[derive(Debug)]
enum Socket {
    Inet(TcpListener),
    #[cfg(unix)]
    Unix(std::os::unix::net::UnixListener),
}

/// A connection of a mail server.
pub trait Connection: Read + Write + Send {
    /// How long to wait for bytes before looking up.
    ///
    /// # Errors
    /// The connection is gone.
    fn look_up_every(&self, pause: Duration) -> io::Result<()>;
}

impl Connection for TcpStream {
    fn look_up_every(&self, pause: Duration) -> io::Result<()> {
        self.set_nodelay(true)?;
        self.set_write_timeout(Some(WRITE_PATIENCE))?;
        self.set_read_timeout(Some(pause))
    }
}

#[cfg(unix)]
impl Connection for std::os::unix::net::UnixStream {
    fn look_up_every(&self, pause: Duration) -> io::Result<()> {
        self.set_write_timeout(Some(WRITE_PATIENCE))?;
        self.set_read_timeout(Some(pause))
    }
}

impl Listener {
    /// Listens.
    ///
    /// # Errors
    /// The place is taken, or may not be used.
    pub fn bind(endpoint: &Endpoint) -> io::Result<Self> {
        match endpoint {
            Endpoint::Inet(address) => {
                let socket = TcpListener::bind(address)?;
                let endpoint = Endpoint::Inet(socket.local_addr()?);
                Ok(Self { socket: Socket::Inet(socket), endpoint })
            }
            #[cfg(unix)]
            Endpoint::Unix(path) => {
                use std::os::unix::fs::FileTypeExt;
                use std::os::unix::net::{UnixListener, UnixStream};
                // The socket of a server that was killed stays, and would keep the next one from starting.
                let is_socket = std::fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket());
                if is_socket && UnixStream::connect(path).is_err() {
                    std::fs::remove_file(path)?;
                }
                Ok(Self { socket: Socket::Unix(UnixListener::bind(path)?), endpoint: endpoint.clone() })
            }
            #[cfg(not(unix))]
            Endpoint::Unix(_) => Err(io::Error::from(io::ErrorKind::Unsupported)),
        }
    }

    /// Where, with the port that was free.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Waits for a mail server.
    ///
    /// # Errors
    /// It is gone again, or there are too many files open.
    pub fn accept(&self) -> io::Result<Box<dyn Connection>> {
        Ok(match &self.socket {
            Socket::Inet(socket) => Box::new(socket.accept()?.0),
            #[cfg(unix)]
            Socket::Unix(socket) => Box::new(socket.accept()?.0),
        })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Endpoint::Unix(path) = &self.endpoint {
            // Left behind it does no harm: the next one takes it away.
            let _ = std::fs::remove_file(path);
        }
    }
}

impl Endpoint {
    /// Ends the wait of whoever listens here, by a connection that says nothing.
    pub fn wake(&self) {
        match self {
            Self::Inet(address) => {
                let host: IpAddr = match address.ip() {
                    IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
                    IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
                    ip => ip,
                };
                let address = SocketAddr::new(host, address.port());
                drop(TcpStream::connect_timeout(&address, Duration::from_secs(1)));
            }
            #[cfg(unix)]
            Self::Unix(path) => drop(std::os::unix::net::UnixStream::connect(path)),
            #[cfg(not(unix))]
            Self::Unix(_) => {}
        }
    }
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Inet(address) => write!(formatter, "inet:{address}"),
            Self::Unix(path) => write!(formatter, "unix:{}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_postfix_and_of_sendmail_name_the_same_place() {
        let read = |word: &str| word.parse::<Endpoint>().map(|endpoint| endpoint.to_string()).ok();
        assert_eq!(read("inet:127.0.0.1:8891").as_deref(), Some("inet:127.0.0.1:8891"));
        assert_eq!(read("inet:8891@localhost").as_deref(), Some("inet:127.0.0.1:8891"));
        assert_eq!(read("inet6:8891@[::1]").as_deref(), Some("inet:[::1]:8891"));
        assert_eq!(read("local:/run/m").as_deref(), Some("unix:/run/m"));
        for word in ["127.0.0.1:8891", "inet:mail.example:25", "inet:127.0.0.1", "unix:m", "", "inet:1.2.3.4:99999"] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
