//! The server: loopback alone, a port and a token that nobody can guess, and a policy under which a page can fetch nothing
//! from anywhere and no other page can ask anything of it.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use axum::middleware::{self, Next};
use axum::routing::get;
use tokio::net::TcpListener;

use super::workbench::{Answer, Asked, Workbench};
use crate::page::{self, frame};
use crate::report::words::Language;

/// The largest form, in bytes: far above a table pasted from Excel.
const LARGEST_FORM: usize = 2 * 1024 * 1024;

/// The longest address, in bytes.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// What a page may do: its own style, script and forms, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Marks what the script asks for: only the parts that changed.
const PART: &str = "x-part";

/// What every request is answered with.
#[derive(Clone)]
struct Site {
    workbench: Arc<Mutex<Workbench>>,
    /// The first part of every address.
    token: Arc<str>,
    /// What browsers call this server: address and port.
    hosts: Arc<[String; 2]>,
    /// The language of the first page.
    language: Language,
}

/// Serves until the process ends.
pub async fn serve(
    listener: TcpListener,
    port: u16,
    token: &str,
    workbench: Workbench,
    language: Language,
) -> std::io::Result<()> {
    let site = Site {
        workbench: Arc::new(Mutex::new(workbench)),
        token: token.into(),
        hosts: Arc::new([format!("{}:{port}", Ipv4Addr::LOCALHOST), format!("localhost:{port}")]),
        language,
    };
    let router = Router::new()
        .route("/{token}/", get(home))
        .route("/{token}/page.css", get(|| async { asset("text/css; charset=utf-8", page::STYLE) }))
        .route("/{token}/page.js", get(|| async { asset("text/javascript; charset=utf-8", page::SCRIPT) }))
        .route("/{token}/{language}/{name}", get(answer).post(answer))
        .fallback(nowhere)
        .method_not_allowed_fallback(not_allowed)
        .layer(middleware::from_fn_with_state(site.clone(), guard))
        .with_state(site);
    axum::serve(listener, router).await
}

/// Lets nothing through that does not come from a page of this server, and says on every answer what the page may do.
async fn guard(State(site): State<Site>, request: Request<Body>, next: Next) -> Response<Body> {
    let refused = refusal(&site, &request);
    let mut response = match refused {
        Some((status, zh, en)) => refuse(site.language, status, zh, en),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    let mut say = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    say(CONTENT_SECURITY_POLICY, POLICY);
    say(X_CONTENT_TYPE_OPTIONS, "nosniff");
    say(X_FRAME_OPTIONS, "DENY");
    say(REFERRER_POLICY, "same-origin");
    say(CACHE_CONTROL, "no-store");
    say(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    say(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    response
}

/// Why a request is not answered: status, and the reason in both languages.
fn refusal(site: &Site, request: &Request<Body>) -> Option<(StatusCode, &'static str, &'static str)> {
    let text = |name: HeaderName| request.headers().get(name).map(|value| value.to_str().unwrap_or_default());
    if request.uri().to_string().len() > LONGEST_ADDRESS {
        return Some((StatusCode::URI_TOO_LONG, "地址过长。", "The address is too long."));
    }
    if !text(HOST).is_some_and(|host| site.hosts.iter().any(|own| own == host)) {
        return Some((StatusCode::FORBIDDEN, "本服务只在本机回应。", "This server answers on this machine only."));
    }
    let own_origin = |origin: &str| site.hosts.iter().any(|own| origin.strip_prefix("http://") == Some(own));
    let origin = text(ORIGIN);
    let foreign =
        origin.is_some_and(|origin| !own_origin(origin)) || request.method() == Method::POST && origin.is_none();
    let site_of = text(HeaderName::from_static("sec-fetch-site"));
    if foreign || site_of.is_some_and(|site| !["same-origin", "none"].contains(&site)) {
        return Some((StatusCode::FORBIDDEN, "请求不是由本页面发出的。", "The request does not come from this page."));
    }
    let token = request.uri().path().split('/').nth(1).unwrap_or_default();
    if !same(token.as_bytes(), site.token.as_bytes()) {
        let (zh, en) = (
            "地址中没有正确的口令；请使用启动时显示的地址。",
            "The address lacks the right token; use the one shown at the start.",
        );
        return Some((StatusCode::FORBIDDEN, zh, en));
    }
    None
}

/// Compares in a time that does not tell how much was right.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (one, other)| differs | (one ^ other)) == 0
}

async fn home(State(site): State<Site>) -> Response<Body> {
    let language = site.language.either("zh", "en");
    let first = site.workbench.lock().unwrap_or_else(PoisonError::into_inner).first();
    see(&format!("{language}/{first}"))
}

async fn answer(
    State(site): State<Site>,
    Path((_, language, name)): Path<(String, String, String)>,
    request: Request<Body>,
) -> Response<Body> {
    let language = match language.as_str() {
        "zh" => Language::Zh,
        "en" => Language::En,
        _ => return nowhere(State(site)).await,
    };
    let query = fields(request.uri().query().unwrap_or_default().as_bytes());
    let posted = request.method() == Method::POST;
    let part = request.headers().contains_key(PART);
    if posted && !is_form(request.headers()) {
        return refuse(
            language,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "只接受本页面的表单。",
            "Only forms of this page are taken.",
        );
    }
    let Ok(body) = to_bytes(request.into_body(), LARGEST_FORM).await else {
        return refuse(language, StatusCode::PAYLOAD_TOO_LARGE, "提交的内容过大。", "What was sent is too large.");
    };
    let asked = Asked { language, name, query, form: posted.then(|| fields(&body)), part };
    let workbench = Arc::clone(&site.workbench);
    // A thread of its own: what takes long holds nobody else up, and what fails ends this answer alone.
    let answered = tokio::task::spawn_blocking(move || {
        let mut workbench = workbench.lock().unwrap_or_else(PoisonError::into_inner);
        workbench.answer(&asked)
    });
    match answered.await {
        Ok(Answer::Page(text)) => html(StatusCode::OK, text),
        Ok(Answer::Bad(text)) => html(StatusCode::UNPROCESSABLE_ENTITY, text),
        Ok(Answer::See(address)) => see(&address),
        Ok(Answer::File(name, bytes)) => file(&name, bytes),
        Ok(Answer::Nowhere) => nowhere(State(site)).await,
        Err(_) => refuse(
            language,
            StatusCode::INTERNAL_SERVER_ERROR,
            "程序出错；文件没有改动。请重试，或者报告此情形。",
            "The program failed; the file was not touched. Try again, or report it.",
        ),
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let text = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    text.is_some_and(|text| text.split(';').next().map(str::trim) == Some("application/x-www-form-urlencoded"))
}

/// The fields of a form or of an address, in order.
fn fields(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

async fn nowhere(State(site): State<Site>) -> Response<Body> {
    refuse(site.language, StatusCode::NOT_FOUND, "没有这个页面。", "There is no such page.")
}

async fn not_allowed(State(site): State<Site>) -> Response<Body> {
    refuse(site.language, StatusCode::METHOD_NOT_ALLOWED, "不接受这种请求。", "Such a request is not taken.")
}

fn refuse(language: Language, status: StatusCode, zh: &'static str, en: &'static str) -> Response<Body> {
    html(status, frame::refusal(language, language.either("未受理", "Refused"), language.either(zh, en)))
}

fn html(status: StatusCode, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

fn asset(kind: &'static str, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// A document of Word to keep; its name is made of letters that a header can hold.
fn file(name: &str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    let name = format!("attachment; filename*=UTF-8''{}", page::encoded(name));
    if let Ok(value) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}

/// Sends the browser to another page, so that going back does not send a form again.
fn see(address: &str) -> Response<Body> {
    let mut response = html(StatusCode::SEE_OTHER, String::new());
    if let Ok(value) = HeaderValue::from_str(address) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}
