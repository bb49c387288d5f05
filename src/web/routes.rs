//! The route table. Every route says who may enter; the table is also what the authorisation tests walk.

use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{MethodFilter, MethodRouter, get, on};

use super::ctx::Ctx;
use super::error::PageError;
use super::state::App;
use crate::domain::access::Action;

/// Who may enter a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody.
    Open,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever the access table allows this action.
    May(Action),
}

/// One route as the tests see it.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path with its parameters in braces.
    pub path: &'static str,
    /// Who may enter.
    pub guard: Guard,
}

/// Routes under construction.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<Route>,
}

impl Routes {
    /// No routes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn add(mut self, method: Method, path: &'static str, guard: Guard, handler: MethodRouter<App>) -> Self {
        let guarded = handler.layer(middleware::from_fn_with_state(guard, enter));
        self.router = self.router.route(path, guarded);
        self.table.push(Route { method, path, guard });
        self
    }

    /// A page or a read of the JSON interface.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, guard: Guard, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, path, guard, get(handler))
    }

    /// Something that changes the records.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, guard: Guard, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, path, guard, on(MethodFilter::POST, handler))
    }

    /// Both sets of routes.
    #[must_use]
    pub fn merge(mut self, other: Routes) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self
    }

    /// The router and its table.
    pub fn into_parts(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.table)
    }
}

/// Let a request in, or not: nobody learns that a page exists which is not theirs.
async fn enter(State(guard): State<Guard>, ctx: Ctx, request: Request, next: Next) -> Response {
    let allowed = match guard {
        Guard::Open => true,
        Guard::SignedIn => ctx.actor.person().is_some(),
        Guard::May(action) => ctx.actor.may(action),
    };
    if allowed {
        if ctx.must_change_password && !matches!(guard, Guard::Open) && !ctx.path.starts_with("/account/") {
            return Redirect::to("/account/password").into_response();
        }
        return next.run(request).await;
    }
    if ctx.actor.person().is_some() {
        return PageError::NotFound.into_response();
    }
    if ctx.is_api() {
        return PageError::Unauthorized.into_response();
    }
    Redirect::to(&format!("/sign-in?next={}", super::urlencode(&ctx.path_and_query))).into_response()
}
