//! Answers, and the headers that all of them bear.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde::Serialize;

use super::guard::Refusal;
use crate::casebook::CaseError;
use crate::export::ReadError;

/// Policy of whatever is no page: nothing may be loaded, run or framed.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// An answer before it gets its headers.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Status.
    pub status: StatusCode,
    /// Content type.
    pub kind: &'static str,
    /// Body.
    pub body: Bytes,
}

/// Why there is no answer: status and a sentence for people.
#[derive(Clone, Debug)]
pub struct ApiError(pub StatusCode, pub String);

impl Reply {
    /// JSON that is written already.
    #[must_use]
    pub fn json(body: Bytes) -> Self {
        Self { status: StatusCode::OK, kind: "application/json", body }
    }

    /// A value as JSON.
    pub fn of(value: &impl Serialize) -> Result<Self, ApiError> {
        let body = serde_json::to_vec(value);
        body.map(|body| Self::json(body.into()))
            .map_err(|error| ApiError(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))
    }
}

impl ApiError {
    /// What was asked for is not there.
    pub fn missing(what: impl Into<String>) -> Self {
        Self(StatusCode::NOT_FOUND, what.into())
    }

    /// The request itself is wrong.
    pub fn wrong(what: impl Into<String>) -> Self {
        Self(StatusCode::BAD_REQUEST, what.into())
    }
}

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl From<CaseError> for ApiError {
    fn from(error: CaseError) -> Self {
        let status = match error {
            CaseError::Refused(_) => StatusCode::BAD_REQUEST,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self(status, error.to_string())
    }
}

impl From<Refusal> for ApiError {
    fn from((status, what): Refusal) -> Self {
        Self(status, what.to_owned())
    }
}

/// An answer with the headers that all bear; `csp` is the page's own policy.
#[must_use]
pub fn respond(answer: Result<Reply, ApiError>, csp: Option<&str>) -> Response<Body> {
    let reply = answer.unwrap_or_else(|ApiError(status, error)| {
        let body = serde_json::to_vec(&serde_json::json!({ "error": error })).unwrap_or_default();
        Reply { status, kind: "application/json", body: body.into() }
    });
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = reply.status;
    let headers = response.headers_mut();
    let policy = csp.and_then(|csp| HeaderValue::from_str(csp).ok()).unwrap_or(HeaderValue::from_static(NOTHING));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::CONTENT_TYPE, reply.kind),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
