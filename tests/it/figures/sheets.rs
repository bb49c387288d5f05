//! Frozen figures stay as they were, and the difference to today is told by name.

use axum::http::StatusCode;
use chrono::{Days, Duration};
use entity::codes::{PlacementState, Role};
use entity::{audit_event, figure_entry, figure_number};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::figures::{self, Freeze, Period, difference, sheet};
use labour_bridge::domain::placements::{self, Correction};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::figure;
use crate::support::workers::{OTHER_VILLAGE, VILLAGE};
use crate::support::{TestApp, html, on_both};

async fn list(app: &TestApp, sheet: Uuid, code: &str) -> Vec<figure_entry::Model> {
    figure_entry::Entity::find()
        .filter(figure_entry::Column::SheetId.eq(sheet))
        .filter(figure_entry::Column::Code.eq(code))
        .order_by_asc(figure_entry::Column::KeyId)
        .all(app.app.core.db.reader())
        .await
        .expect("entries")
}

async fn number(app: &TestApp, sheet: Uuid, code: &str) -> Option<i64> {
    sheet::frozen_number(app.app.core.db.reader(), sheet, code)
        .await
        .expect("a number")
}

async fn different(app: &TestApp, id: Uuid, code: &str) -> difference::Difference {
    let db = app.app.core.db.reader();
    let sheet = sheet::by_id(db, &Actor::System, id).await.expect("a sheet");
    let asked = sheet::asked_again(db, &Actor::System, &sheet, app.today(), app.today()).expect("figures");
    let listed = figure(code).list().expect("a list");
    difference::difference(db, &sheet, code, listed, &asked)
        .await
        .expect("a difference")
}

fn correction(app: &TestApp, place: &str, days_ago: u64) -> Correction {
    Correction {
        kind: None,
        employer_name: "天津某养老院".into(),
        place_code: place.into(),
        occupation_code: String::new(),
        pay_month_yuan: Some(4_200),
        started_on: app.today() - Days::new(days_ago),
        ended_on: None,
        reason: "看了合同".into(),
    }
}

async fn corrected(app: &TestApp, id: Uuid, correction: Correction) {
    let mut unit = app.unit().await;
    let version = app.placement_version(id).await;
    placements::correct(&mut unit, id, version, correction)
        .await
        .expect("corrected");
    unit.commit().await.expect("committed");
}

on_both! {
    async fn correcting_a_placement_leaves_the_snapshot_and_names_the_difference(app) {
        let first = app.worker(1, "马秀英", VILLAGE).await;
        let second = app.worker(2, "王富贵", OTHER_VILLAGE).await;
        let third = app.worker(3, "李桂兰", VILLAGE).await;
        let wrong = app.sent(first, app.today() - Days::new(100)).await;
        let moved = app.sent(second, app.today() - Days::new(50)).await;
        let id = app.frozen().await;
        let before = list(&app, id, "T1").await;
        assert_eq!((number(&app, id, "T1").await, before.len()), (Some(2), 2));

        app.pass(Duration::days(1));
        // She was in Lanzhou, not in Tianjin; he began ten days later; and somebody else went meanwhile.
        corrected(&app, wrong, correction(&app, "620102", 101)).await;
        corrected(&app, moved, correction(&app, "120103", 41)).await;
        app.sent(third, app.today()).await;
        assert_eq!((number(&app, id, "T1").await, list(&app, id, "T1").await), (Some(2), before));
        assert_eq!(app.figure("T1", &app.asked("2026", app.today())).await, Some(2));

        let found = different(&app, id, "T1").await;
        let who = |rows: &[difference::Differing]| rows.iter().filter_map(|row| row.entry().map(|entry| entry.subject_id)).collect::<Vec<_>>();
        assert_eq!((who(&found.removed), who(&found.added), who(&found.changed)), (vec![first], vec![third], vec![second]));
        assert_eq!(found.removed[0].why.since[0].what, "correct-placement");
        assert!(found.added[0].why.later);
        assert_eq!(found.changed[0].frozen.as_ref().map(|entry| entry.on_day + Days::new(10)), found.changed[0].now.as_ref().map(|entry| entry.on_day));

        let mut county = app.person(Role::County).await;
        let page = county.get(&format!("/figures/sheets/{id}")).await.ok();
        page.shows("上报存档：2026 年").shows("陇小平");
        let page = county.get(&format!("/figures/sheets/{id}/T1")).await.ok();
        page.shows("更正了就业记录").shows("上报以后才发生的").shows("上报时有，现在不算的：1 条");
        assert!(html::texts(&page.text, ".list a b").contains(&"马秀英".to_owned()));
        // As of the day of the report, by today's records, the third one is no difference.
        let page = county.get(&format!("/figures/sheets/{id}/T1?against=same-day")).await.ok();
        page.shows("上报时没有，现在算的：0 条").shows("上报时有，现在不算的：1 条");
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get(&format!("/figures/sheets/{id}/T1")).await.ok().shows("马**").hides("马秀英");
    }

    async fn a_merge_and_a_dispute_are_told_as_what_they_are(app) {
        let kept = app.worker(1, "马秀英", VILLAGE).await;
        let gone = app.worker_without_number("马秀瑛", VILLAGE).await;
        let disputed = app.sent(kept, app.today() - Days::new(30)).await;
        let mut unit = app.unit().await;
        let version = app.placement_version(disputed).await;
        placements::leave(&mut unit, disputed, version, app.today() - Days::new(20), entity::codes::EndReason::Family).await.expect("left");
        unit.commit().await.expect("committed");
        app.sent(gone, app.today() - Days::new(10)).await;
        let id = app.frozen().await;
        assert_eq!(number(&app, id, "T1").await, Some(2));
        app.pass(Duration::hours(1));
        let mut unit = app.unit().await;
        labour_bridge::domain::workers::merge(&mut unit, kept, gone, "同一个人").await.expect("merged");
        unit.commit().await.expect("committed");
        let found = different(&app, id, "T1").await;
        assert_eq!((found.added.len(), found.removed.len()), (0, 1));
        assert_eq!(found.removed[0].why.since[0].what, "merged-into");
        let running = app.sent(app.worker(4, "张彩霞", VILLAGE).await, app.today()).await;
        let second = app.frozen().await;
        app.pass(Duration::hours(1));
        let mut unit = app.unit().await;
        placements::mark(&mut unit, running, app.placement_version(running).await, PlacementState::Disputed).await.expect("marked");
        unit.commit().await.expect("committed");
        let found = different(&app, second, "T1").await;
        assert_eq!((found.added.len(), found.removed.len(), found.changed.len()), (0, 1, 0));
        assert_eq!(found.removed[0].why.since[0].what, "to-disputed");
        let sheet = sheet::by_id(app.app.core.db.reader(), &Actor::System, second).await.expect("a sheet");
        assert_eq!(sheet.version, 2);
    }

    async fn a_sheet_is_frozen_on_its_page_once_and_only_by_the_county(app) {
        let worker = app.worker(1, "马秀英", VILLAGE).await;
        app.sent(worker, app.today() - Days::new(10)).await;
        let mut county = app.person(Role::County).await;
        let page = county.get("/figures/sheets/new").await.ok();
        let key = html::attributes(&page.text, "input[name=form_key]", "value").remove(0);
        let mut form = vec![("form_key", key.as_str()), ("period", "2026"), ("place", ""), ("as_of", "2026-11-24"), ("reported_by", ""), ("note", "报市里")];
        let wrong = county.post("/figures/sheets/new", &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("报市里");
        form[3].1 = "2026-11-23";
        form[4].1 = "陇小平";
        let path = county.post("/figures/sheets/new", &form).await.done();
        assert_eq!(county.post("/figures/sheets/new", &form).await.done(), path);
        county.get(&path).await.ok().shows("存好了").shows("报市里");
        county.get("/figures/sheets").await.ok().shows("陇小平");
        let db = app.app.core.db.reader();
        assert!(figure_number::Entity::find().count(db).await.expect("a count") > 20);
        let trail = audit_event::Entity::find().filter(audit_event::Column::Action.eq("freeze-figures"));
        assert_eq!(trail.count(db).await.expect("a count"), 1);
        let mut liaison = app.person(Role::Liaison).await;
        assert_eq!(liaison.get(&path).await.status, StatusCode::NOT_FOUND, "the county's sheet names people of other townships");
        let mut stranger = app.stranger(Role::County).await;
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.get(&format!("{path}/T1")).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_sheet_of_days_to_come_is_refused(app) {
        let mut unit = app.unit().await;
        let input = Freeze {
            period: Period::parse("2027").expect("a year"),
            place: None,
            as_of: app.today(),
            reported_by: "陇小平".into(),
            note: String::new(),
        };
        let refused = figures::freeze(&mut unit, input).await;
        assert!(matches!(refused, Err(DomainError::Invalid(problems)) if problems[0].field == "period"));
    }
}
