//! The server: listens, checks each request, answers it on a thread of its own.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Query as Parameters, Request, State};
use axum::http::{Method, Response, StatusCode, header};
use axum::routing::get;

use super::api::{Api, Query};
use super::book::Book;
use super::guard::{Guard, new_token};
use super::library::Library;
use super::reply::{ApiError, Reply, respond};
use crate::casebook::CaseError;
use crate::export::ReadError;
use crate::export::report_page::data::{Boot, contacts};
use crate::export::report_page::{ServedPage, serve_page};
use crate::messages::{Lang, templates};

/// Longest body of a request in bytes: a decision with a long note.
const BODY: usize = 64 << 10;
/// Threads that look things up; more would only wait for one another.
const WORKERS: usize = 16;

/// What to serve, and to whom.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Results directories.
    pub runs: Vec<PathBuf>,
    /// The casebook; `None`: nothing can be decided.
    pub cases: Option<PathBuf>,
    /// Where to listen.
    pub host: IpAddr,
    /// On which port; 0 for any free one.
    pub port: u16,
    /// Whether other machines may ask.
    pub allow_remote: bool,
    /// Language to begin with.
    pub lang: Lang,
    /// Who decides; empty: the page asks.
    pub user: String,
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Other machines could ask, and nobody said that they may.
    #[error(
        "--host {0} can be reached from other machines, and whoever has the address sees everything; add --allow-remote if that is meant"
    )]
    Remote(IpAddr),
    /// Results cannot be read.
    #[error("{0}")]
    Read(#[from] ReadError),
    /// The casebook cannot be used.
    #[error("{0}")]
    Cases(#[from] CaseError),
    /// The address cannot be had.
    #[error("cannot listen on {address}: {source}; choose another port with --port")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else that the system refuses.
    #[error("{0}")]
    System(#[from] std::io::Error),
}

/// What every request sees.
struct App {
    api: Api,
    guard: Guard,
    page: ServedPage,
}

/// Serves until the process ends. `ready` is told the address to open, once it can be opened.
///
/// # Errors
/// Runs or casebook cannot be read, or the address cannot be had.
pub fn serve(options: &ServeOptions, ready: impl FnOnce(&str)) -> Result<(), ServeError> {
    if !options.host.is_loopback() && !options.allow_remote {
        return Err(ServeError::Remote(options.host));
    }
    let book = Book::open(options.cases.as_deref())?;
    let library = Arc::new(Library::load(&options.runs)?);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().max_blocking_threads(WORKERS).enable_io().enable_time().build()?;
    let wanted = SocketAddr::new(options.host, options.port);
    runtime.block_on(async {
        let failed = |source| ServeError::Listen { address: wanted, source };
        let listener = tokio::net::TcpListener::bind(wanted).await.map_err(failed)?;
        let address = listener.local_addr()?;
        let token = new_token()?;
        let guard = Guard::new(&token, address, options.allow_remote);
        let page = serve_page(&boot(options, &library));
        let api = Api { library: Arc::clone(&library), book, lang: options.lang };
        let app = Arc::new(App { api, guard, page });
        std::thread::spawn(move || library.warm());
        ready(&format!("http://{address}/?token={token}"));
        axum::serve(listener, router(app)).await?;
        Ok(())
    })
}

fn boot(options: &ServeOptions, library: &Library) -> Boot {
    Boot {
        mode: "serve",
        lang: if options.lang == Lang::Ja { "ja" } else { "en" }.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        contacts: library.runs().first().map_or_else(|| serde_json::json!([]), |run| contacts(&run.info)),
        sentences: templates(),
        user: Some(options.user.clone()).filter(|user| !user.is_empty()),
        ..Boot::default()
    }
}

fn router(app: Arc<App>) -> Router {
    Router::new().route("/", get(page)).fallback(api).layer(DefaultBodyLimit::max(BODY)).with_state(app)
}

/// The page; with the token in the address, first the cookie, and an address without the token.
async fn page(State(app): State<Arc<App>>, Parameters(query): Parameters<Query>, request: Request) -> Response<Body> {
    if let Err(refusal) = app.guard.check_origin(request.method(), request.headers()) {
        return respond(Err(refusal.into()), None);
    }
    if query.get("token").is_some_and(|token| app.guard.opens(token)) {
        let empty = Reply { status: StatusCode::SEE_OTHER, kind: "text/plain", body: Bytes::new() };
        let mut response = respond(Ok(empty), None);
        if let Ok(cookie) = app.guard.set_cookie().parse() {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response.headers_mut().insert(header::LOCATION, header::HeaderValue::from_static("/"));
        return response;
    }
    if !app.guard.knows(request.headers()) {
        return respond(Err(stranger()), None);
    }
    let page = Reply {
        status: StatusCode::OK,
        kind: "text/html; charset=utf-8",
        body: Bytes::copy_from_slice(app.page.html.as_bytes()),
    };
    respond(Ok(page), Some(&app.page.csp))
}

fn stranger() -> ApiError {
    let what = "open the address that `ringtrace serve` printed: it holds the token that lets you in";
    ApiError(StatusCode::UNAUTHORIZED, what.into())
}

/// Everything else.
async fn api(State(app): State<Arc<App>>, request: Request) -> Response<Body> {
    respond(answer(app, request).await, None)
}

async fn answer(app: Arc<App>, request: Request) -> Result<Reply, ApiError> {
    app.guard.check_origin(request.method(), request.headers())?;
    if !app.guard.knows(request.headers()) {
        return Err(stranger());
    }
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().strip_prefix("/api/");
    let path = path.ok_or_else(|| ApiError::missing(format!("there is no {}", parts.uri.path())))?.to_owned();
    match parts.method {
        Method::GET | Method::HEAD => {
            let query = Parameters::<Query>::try_from_uri(&parts.uri);
            let Parameters(query) = query.map_err(|error| ApiError::wrong(error.to_string()))?;
            blocking(move || app.api.get(&path, &query)).await
        }
        Method::POST => {
            let body = axum::body::to_bytes(body, BODY).await;
            let too_long = |_| ApiError(StatusCode::PAYLOAD_TOO_LARGE, format!("more than {BODY} bytes"));
            let body = body.map_err(too_long)?;
            blocking(move || app.api.post(&path, &body)).await
        }
        method => Err(ApiError(StatusCode::METHOD_NOT_ALLOWED, format!("{method} is not answered here"))),
    }
}

/// Looks up on a thread that may wait for the disk. What panics there is an error of this one request.
async fn blocking(work: impl FnOnce() -> Result<Reply, ApiError> + Send + 'static) -> Result<Reply, ApiError> {
    let failed =
        |_| ApiError(StatusCode::INTERNAL_SERVER_ERROR, "this request made the server fail; the others go on".into());
    tokio::task::spawn_blocking(work).await.map_err(failed)?
}
