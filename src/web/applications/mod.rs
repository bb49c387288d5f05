//! Applications: signing up and one's own page for the public; lists, records and steps for staff and employers.

mod apply;
mod batch;
mod done;
mod forms;
mod list;
mod own;
mod record;
mod steps;
pub(super) mod words;

use super::routes::{Guard, Routes};
use crate::domain::access::Action;

/// The routes of this folder.
pub fn routes() -> Routes {
    let read = Guard::May(Action::ReadApplications);
    let decide = Guard::May(Action::DecideApplications);
    let recommend = Guard::May(Action::Recommend);
    Routes::new()
        .get("/apply/{id}", Guard::Open, apply::page)
        .post("/apply/{id}", Guard::Open, apply::submit)
        .get("/apply/done/{reference}", Guard::Open, done::page)
        .get("/my", Guard::Open, own::look_up)
        .post("/my", Guard::Open, own::submit)
        .get("/my/{reference}", Guard::Open, own::page)
        .post("/my/{reference}/withdraw", Guard::Open, own::withdraw)
        .post("/my/{reference}/agree", Guard::Open, own::agree)
        .post("/my/{reference}/take-back", Guard::Open, own::take_back)
        .post("/my/{reference}/help", Guard::Open, own::help)
        .get("/applications", read, list::page)
        .post("/applications/batch", decide, batch::submit)
        .get("/applications/{id}", read, record::page)
        .post("/applications/{id}/send", recommend, steps::send)
        .post("/applications/{id}/invite", decide, steps::invite)
        .post("/applications/{id}/hire", decide, steps::hire)
        .post("/applications/{id}/reject", decide, steps::reject)
        .post("/applications/{id}/withdraw", recommend, steps::withdraw)
        .post(
            "/applications/{id}/arrive",
            Guard::May(Action::ConfirmArrival),
            steps::arrive,
        )
        .post("/applications/{id}/phone", decide, steps::phone)
}
