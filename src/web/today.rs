//! `/` for people who are signed in: what waits for them today, and where their lists are.

use askama::Template;

use super::ctx::Ctx;
use super::error::PageResult;
use super::page::show;
use super::state::App;
use crate::domain::today::{self, Due, Interview};

/// One number that opens its list.
struct Tile {
    key: &'static str,
    href: String,
    count: u64,
    /// Waits for a word today rather than this week.
    urgent: bool,
}

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage<'a> {
    c: &'a Ctx,
    tiles: Vec<Tile>,
    interviews: Vec<Interview>,
}

/// The page.
pub async fn page(c: &Ctx, app: &App) -> PageResult {
    let db = app.core.db.reader();
    let counts = today::due(db, &c.actor, c.now).await?;
    let tiles = counts
        .into_iter()
        .filter(|count| count.count > 0)
        .map(|count| tile(count.due, count.count))
        .collect();
    let interviews = today::interviews(db, &c.actor, c.now).await?;
    show(&TodayPage { c, tiles, interviews })
}

fn claims_in(state: &str) -> String {
    format!("/subsidies/claims?state={state}")
}

fn tile(due: Due, count: u64) -> Tile {
    let (key, href, urgent) = match due {
        Due::SignedUp => ("today-signed-up", "/applications?state=expressed".to_owned(), true),
        Due::Silent => (
            "today-silent",
            format!("/applications?silent={}", today::SILENT_DAYS),
            true,
        ),
        Due::Interviews => ("today-interviews", "/applications?state=interview".to_owned(), true),
        Due::ToArrive => ("today-to-arrive", "/applications?state=hired".to_owned(), true),
        Due::ToAnswer => ("today-to-answer", "/applications?state=recommended".to_owned(), true),
        Due::Unverified => ("today-unverified", "/placements?unverified=yes".to_owned(), false),
        Due::InReview => ("today-in-review", "/manage/vacancies?state=review".to_owned(), true),
        Due::Unfinished => ("today-unfinished", "/manage/vacancies?state=draft".to_owned(), false),
        Due::Ending => ("today-ending", "/manage/vacancies?state=ending".to_owned(), false),
        Due::ToCheck => ("today-to-check", "/employers?state=checking".to_owned(), false),
        Due::ToVerify => ("today-to-verify", "/employers?due=yes".to_owned(), false),
        Due::Stale => ("today-stale", "/workers?stale=yes".to_owned(), false),
        Due::WishesOver => ("today-wishes-over", "/workers?expired=yes".to_owned(), false),
        Due::Unfilled => ("today-unfilled", "/workers?origin=sign_up".to_owned(), false),
        Due::BoothsToReview => ("today-booths", "/manage/fairs?state=booking".to_owned(), false),
        Due::FairsToReport => ("today-fairs-to-report", "/manage/fairs?state=ended".to_owned(), true),
        Due::FairsToBook => ("today-fairs-to-book", "/fairs".to_owned(), false),
        Due::BatchesUnready => ("today-batches-unready", "/batches?unready=yes".to_owned(), true),
        Due::BatchesOnTheWay => ("today-batches-on-the-way", "/batches?state=departed".to_owned(), true),
        Due::FirstPassword => ("today-first-password", "/accounts".to_owned(), false),
        Due::Calls => ("today-calls", "/follow-ups".to_owned(), true),
        Due::CasesLate => ("today-cases-late", "/cases?tab=overdue".to_owned(), true),
        Due::CasesNew => ("today-cases-new", "/cases?tab=unowned".to_owned(), true),
        Due::CasesOffered => ("today-cases-offered", "/cases?tab=mine".to_owned(), true),
        Due::Returned => ("today-returned", "/returned".to_owned(), false),
        Due::VillagesToAsk => ("today-villages-to-ask", "/round".to_owned(), false),
        Due::VillagesFalling => ("today-villages-falling", "/round/alerts".to_owned(), true),
        Due::SeatsAsked => ("today-seats-asked", "/trainings?state=enrolling".to_owned(), true),
        Due::RollsToCall => ("today-rolls-to-call", "/trainings?roll=yes".to_owned(), true),
        Due::CertificatesEnding => (
            "today-certificates-ending",
            "/trainings/certificates?days=30".to_owned(),
            false,
        ),
        Due::WorkshopsBelow => ("today-workshops-below", "/workshops?warn=below".to_owned(), false),
        Due::WorkshopsOwe => ("today-workshops-owe", "/workshops?warn=pay".to_owned(), true),
        Due::RollsMissing => ("today-rolls-missing", "/workshops?warn=roll".to_owned(), false),
        Due::ClaimsToCheck => ("today-claims-to-check", claims_in("township_check"), false),
        Due::ClaimsToDecide => ("today-claims-to-decide", claims_in("county_check"), false),
        Due::ClaimsToPay => ("today-claims-to-pay", claims_in("to_pay"), false),
        Due::NumbersAsked => ("today-numbers-asked", "/registers/numbers".to_owned(), true),
        Due::StillHere => ("today-still-here", "/still-here".to_owned(), false),
    };
    Tile {
        key,
        href,
        count,
        urgent,
    }
}
