//! Subsidies: policies, who is eligible, claims and their steps, notices, objections, sheets.

mod claim;
mod claim_new;
mod claims;
mod home;
mod notices;
mod objections;
mod policy;
mod policy_form;
mod run;
mod sheets;
pub(super) mod words;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadSubsidies);
    let edit = Guard::May(Action::EditSubsidies);
    let draft = Guard::May(Action::DraftClaims);
    let check = Guard::May(Action::CheckClaims);
    let decide = Guard::May(Action::DecideClaims);
    let export = Guard::May(Action::ExportFiles);
    Routes::new()
        .get("/subsidies", read, home::page)
        .get("/subsidies/new", edit, policy_form::new)
        .post("/subsidies/new", edit, policy_form::create)
        .get("/subsidies/claims", read, claims::page)
        .post("/subsidies/claims/steps", draft, claims::steps)
        .get("/subsidies/claims/new", draft, claim_new::page)
        .post("/subsidies/claims/new", draft, claim_new::create)
        .get("/subsidies/claims/{id}", read, claim::page)
        .post("/subsidies/claims/{id}/step", draft, claim::step)
        .post("/subsidies/claims/{id}/phone", decide, claim::phone)
        .post("/subsidies/claims/{id}/account", draft, claim::account)
        .post("/subsidies/claims/{id}/reveal", decide, claim::reveal)
        .post("/subsidies/claims/{id}/papers", draft, claim::paper)
        .get("/subsidies/claims/{id}/papers/{file}", read, claim::download)
        .post("/subsidies/claims/{id}/objections", draft, claim::object)
        .get("/subsidies/notices", read, notices::list)
        .get("/subsidies/notices/{id}", read, notices::show_one)
        .get("/subsidies/objections", read, objections::page)
        .post("/subsidies/objections/{id}", check, objections::answer)
        .get("/subsidies/summary", read, sheets::summary)
        .get("/subsidies/summary.xlsx", export, sheets::summary_sheet)
        .get("/subsidies/{id}", read, policy::page)
        .get("/subsidies/{id}/edit", edit, policy_form::edit)
        .post("/subsidies/{id}/edit", edit, policy_form::update)
        .post("/subsidies/{id}/start", edit, policy::start)
        .post("/subsidies/{id}/end", edit, policy::end)
        .get("/subsidies/{id}/run", read, run::page)
        .post("/subsidies/{id}/run", draft, run::run)
}
