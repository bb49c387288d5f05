//! `/manage/fairs/{id}/statistics`: the sheet of one fair, what each booth brought, and what came of it.

use askama::Template;
use axum::extract::State;
use entity::fair;

use super::words;
use crate::domain::fairs::statistics::{self, BoothYield, Statistics};
use crate::domain::fairs::{self, Arrival, Outcomes};
use crate::domain::workers::{self, NameCard};
use crate::web::ctx::Ctx;
use crate::web::error::PageResult;
use crate::web::extract::Id;
use crate::web::page::show;
use crate::web::state::App;

/// Width of the longest bar of the chart, in its own units.
const WIDTH: i64 = 400;

/// A stage of the funnel.
struct Stage {
    key: &'static str,
    count: i64,
    /// Of how many it is known, where it is known of fewer.
    of: Option<i64>,
    /// Length of its bar.
    width: i64,
    /// Top of its bar.
    y: usize,
}

/// An arrival with the name of its person, for those who may see it.
struct ArrivalRow {
    arrival: Arrival,
    person: Option<NameCard>,
    kept_30: &'static str,
    kept_90: &'static str,
}

#[derive(Template)]
#[template(path = "fairs/statistics.html")]
struct StatisticsPage<'a> {
    c: &'a Ctx,
    fair: fair::Model,
    /// As reported, or as counted now if nothing was.
    numbers: Statistics,
    frozen: bool,
    /// What differs today from what was reported: key, then and now.
    differences: Vec<(&'static str, i64, i64)>,
    booths: Vec<BoothYield>,
    stages: Vec<Stage>,
    arrivals: Vec<ArrivalRow>,
}

/// The numbers of a sheet, in the order of the form, each with its key.
pub fn lines(numbers: &Statistics) -> Vec<(&'static str, i64)> {
    vec![
        ("fairs-number-enterprises", numbers.enterprises),
        ("fairs-number-absent", numbers.absent),
        ("fairs-number-posts", numbers.posts),
        ("fairs-number-headcount", numbers.headcount),
        ("fairs-number-tickets", numbers.tickets),
        ("fairs-number-visitors", numbers.visitors),
        ("fairs-number-walk-ins", numbers.walk_ins),
        ("fairs-number-entries", numbers.entries),
        ("fairs-number-viewers", numbers.viewers.map_or(0, i64::from)),
        ("fairs-number-consultations", numbers.consultations),
        ("fairs-number-intending", numbers.intending),
        ("fairs-number-intentions", numbers.intentions),
        ("fairs-number-hired", numbers.hired),
    ]
}

fn stages(outcomes: &Outcomes) -> Vec<Stage> {
    let counts = [
        ("fairs-number-headcount", outcomes.day.headcount, None),
        ("fairs-number-visitors", outcomes.day.visitors, None),
        ("fairs-number-intending", outcomes.day.intending, None),
        ("fairs-stage-arrived", outcomes.arrived, None),
        ("fairs-stage-30", outcomes.kept_30.0, Some(outcomes.kept_30.1)),
        ("fairs-stage-90", outcomes.kept_90.0, Some(outcomes.kept_90.1)),
    ];
    let most = counts.iter().map(|(_, count, _)| *count).max().unwrap_or(0).max(1);
    counts
        .into_iter()
        .enumerate()
        .map(|(row, (key, count, of))| Stage {
            key,
            count,
            of,
            width: count * WIDTH / most,
            y: row * 30,
        })
        .collect()
}

fn kept(arrival: &Arrival, days: u64, today: chrono::NaiveDate) -> &'static str {
    match arrival.kept(days, today) {
        Some(true) => "fairs-kept-yes",
        Some(false) => "fairs-kept-no",
        None => "fairs-kept-not-yet",
    }
}

async fn arrival_rows(c: &Ctx, app: &App, fair: &fair::Model) -> PageResult<Vec<ArrivalRow>> {
    let db = app.core.db.reader();
    let arrivals = fairs::arrivals(db, fair, c.today()).await?;
    let names = workers::names_of(db, arrivals.iter().map(|one| one.worker), c.today()).await?;
    let may_see = |card: &NameCard| {
        c.actor
            .region_code()
            .is_none_or(|own| crate::reference::region::contains(own, &card.region_code))
    };
    Ok(arrivals
        .into_iter()
        .map(|arrival| ArrivalRow {
            person: names.get(&arrival.worker).filter(|card| may_see(card)).cloned(),
            kept_30: kept(&arrival, 30, c.today()),
            kept_90: kept(&arrival, 90, c.today()),
            arrival,
        })
        .collect())
}

/// The sheet.
pub async fn page(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let db = app.core.db.reader();
    let fair: fair::Model = fairs::by_id(db, &c.actor, id).await?;
    let now = statistics::count(db, &fair).await?;
    let reported = statistics::reported(&fair);
    let numbers = reported.unwrap_or(now);
    let differences = lines(&numbers)
        .into_iter()
        .zip(lines(&now))
        .filter(|((_, then), (_, now))| then != now)
        .map(|((key, then), (_, now))| (key, then, now))
        .collect();
    let outcomes = fairs::outcomes(db, &fair, c.today()).await?;
    let booths = statistics::by_booth(db, &fair).await?;
    let arrivals = arrival_rows(&c, &app, &fair).await?;
    show(&StatisticsPage {
        c: &c,
        fair,
        numbers,
        frozen: reported.is_some(),
        differences,
        booths,
        stages: stages(&outcomes),
        arrivals,
    })
}

impl StatisticsPage<'_> {
    fn lines(&self) -> Vec<(&'static str, i64)> {
        lines(&self.numbers)
    }

    fn height(&self) -> usize {
        self.stages.len() * 30
    }
}
