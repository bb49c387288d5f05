//! Registers: on the screen, on paper, as workbooks, with the columns that somebody chose, and full numbers only if two people agree.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Reader as _, Xlsx};
use chrono::Duration;
use entity::codes::{NumberRequestState, Role};
use entity::{audit_event, number_request};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::registers::consent::MOVES;
use labour_bridge::domain::registers::{self, Days, Register, Wanted};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use crate::support::people::PASSWORD;
use crate::support::workers::{OTHER_VILLAGE, VILLAGE, number, phone};
use crate::support::world::PERSON;
use crate::support::{TestApp, on_both};

/// The cells of a workbook, sheet by sheet.
fn cells(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let names = book.sheet_names();
    let sheet = |name: &String| {
        let range = book.worksheet_range(name).expect("a sheet");
        let rows = range.rows();
        rows.map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    names.iter().map(sheet).collect()
}

async fn trail(app: &TestApp, action: &str) -> u64 {
    audit_event::Entity::find()
        .filter(audit_event::Column::Action.eq(action))
        .count(app.app.core.db.reader())
        .await
        .expect("a number")
}

on_both! {
    async fn every_register_is_shown_printed_and_taken_in_both_languages(app) {
        let w = app.world().await;
        app.at_work(20, "马秀英", 40).await;
        let mut clerk = app.sign_in("clerk-home").await;
        for language in ["zh-CN", "en"] {
            clerk.set_cookie("lang", language);
            clerk.get("/registers").await.ok();
            for register in Register::ALL {
                let path = format!("/registers/{}", register.key());
                let page = clerk.get(&path).await.ok();
                let printed = clerk.get(&format!("{path}/print")).await.ok();
                for column in register.columns() {
                    assert!(!page.text.contains(&format!("register-column-{}", column.key)), "{register:?} {}", column.key);
                }
                for text in [&page.text, &printed.text] {
                    assert!(!text.contains(&number(w.seed)) && !text.contains(&phone(w.seed)), "{register:?}");
                }
                let file = clerk.post(&format!("{path}/file"), &[("reason", "报市里")]).await.ok();
                let sheets = cells(&file.bytes);
                assert_eq!(sheets.len(), 1, "{register:?}");
                assert_eq!(sheets[0][2].len(), register.columns().len() + 1, "{register:?}");
            }
        }
        assert_eq!(trail(&app, "export-register").await, 2 * Register::ALL.len() as u64);
    }

    async fn a_register_holds_the_people_of_the_place_and_nobody_else(app) {
        app.worker(1, "马秀英", VILLAGE).await;
        app.worker(2, "王富贵", OTHER_VILLAGE).await;
        let mut county = app.person(Role::County).await;
        county.get("/registers/labour").await.ok().shows("马秀英").shows("王富贵");
        let page = county.get("/registers/labour?place=白水镇白水村").await.ok();
        page.shows("马秀英").hides("王富贵");
        let mut stranger = app.stranger(Role::County).await;
        stranger.get("/registers/labour").await.ok().hides("马秀英").shows("这本台账现在没有内容");
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get("/registers/labour").await.ok().shows("马**").hides("马秀英");
        assert_eq!(auditor.post("/registers/labour/file", &[("reason", "看看")]).await.status, StatusCode::NOT_FOUND);
        let firm = app.verified_employer("天津河畔物业").await;
        let mut employer = app.employer_user("firm-hr", firm).await;
        assert_eq!(employer.get("/registers/labour").await.status, StatusCode::NOT_FOUND);
        assert_eq!(county.get("/registers/nonsense").await.status, StatusCode::NOT_FOUND);
    }

    async fn passengers_wages_seats_and_claims_stand_in_their_registers(app) {
        let w = app.world().await;
        let mut clerk = app.sign_in("clerk-home").await;
        let mut stranger = app.stranger(Role::County).await;
        let year = format!("?period={}", app.today().format("%Y"));
        for (register, name) in [
            (Register::Rides, "赵桂兰"), (Register::Wages, "魏秀兰"), (Register::Trainings, PERSON), (Register::Subsidies, PERSON),
        ] {
            let path = format!("/registers/{}{year}", register.key());
            clerk.get(&path).await.ok().shows(name).hides(&number(w.seed)).hides(&phone(w.seed));
            stranger.get(&path).await.ok().hides(name).shows("这本台账现在没有内容");
        }
    }

    async fn the_story_fills_every_register(app) {
        app.seeder().demo().await.expect("the story");
        let db = app.app.core.db.reader();
        let asked = app.asked("2018-01-01..2026-12-31", app.today());
        for register in Register::ALL {
            let wanted = Wanted::new(*register, asked.clone(), &Actor::System).expect("a register");
            let rows = registers::page(db, &Actor::System, &wanted, 1, 50).await.expect("rows").rows;
            assert!(!rows.is_empty(), "{register:?}");
            for row in rows {
                assert_eq!(row.values.len(), register.columns().len(), "{register:?}");
            }
        }
    }

    async fn the_pack_of_a_month_has_a_sheet_for_each_register(app) {
        app.worker(1, "马秀英", VILLAGE).await;
        let mut county = app.person(Role::County).await;
        let without = county.post("/registers/pack", &[("period", "2026-11")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let pack = county.post("/registers/pack", &[("period", "2026-11"), ("reason", "月报")]).await.ok();
        let sheets = cells(&pack.bytes);
        assert_eq!(sheets.len(), Register::ALL.len());
        assert!(sheets[0].iter().flatten().any(|cell| cell == "2026-11-23" || cell.contains("2026-11-23")));
        assert_eq!(trail(&app, "export-register").await, 1);
    }

    async fn days_that_cannot_be_read_are_said_and_nothing_goes_out_with_others(app) {
        let mut county = app.person(Role::County).await;
        for days in ["garbage", "2025-02..2024-01", "2026-13"] {
            for way in ["", "/print"] {
                let page = county.get(&format!("/registers/away{way}?period={days}")).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{way} {days}");
                page.shows("时间看不懂");
            }
            let wish = [("period", days), ("reason", "月报")];
            for way in ["/registers/away/file", "/registers/away/numbers", "/registers/pack"] {
                let page = county.post(way, &wish).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{way} {days}");
            }
        }
        assert_eq!(trail(&app, "export-register").await + trail(&app, "export-numbers").await, 0);
        assert!(number_request::Entity::find().one(app.app.core.db.reader()).await.expect("an answer").is_none());
    }

    async fn chosen_columns_are_shown_alone_and_kept_under_a_name(app) {
        app.worker(1, "马秀英", VILLAGE).await;
        let mut county = app.person(Role::County).await;
        let page = county.get("/registers/labour?col=name&col=village").await.ok();
        assert_eq!(page.text.matches("<th scope=\"col\">").count(), 2);
        let keep = [("name", "报村里的"), ("col", "name"), ("col", "village")];
        let path = county.post("/registers/labour/layout", &keep).await.done();
        county.get(&path).await.ok().shows("报村里的");
        // Kept twice, it stands there once.
        county.post("/registers/labour/layout", &keep).await.done();
        let page = county.get("/registers/labour").await.ok();
        assert_eq!(page.text.matches(">报村里的</a>").count(), 1);
        let nameless = county.post("/registers/labour/layout", &[("col", "name")]).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Another clerk has layouts of his own.
        let mut other = app.person(Role::Station).await;
        other.get("/registers/labour").await.ok().hides("报村里的");
    }

    async fn full_numbers_leave_only_if_a_second_person_agrees_and_only_once(app) {
        app.account("asker", Role::County, Some(crate::support::people::HOME), None).await;
        app.account("second", Role::County, Some(crate::support::people::HOME), None).await;
        app.worker(1, "马秀英", VILLAGE).await;
        let mut asker = app.sign_in("asker").await;
        let mut second = app.sign_in("second").await;
        let wish = [("reason", "报社保局"), ("col", "name"), ("col", "id-number"), ("col", "phone")];
        let masked = asker.post("/registers/labour/file", &wish).await.ok();
        let all = cells(&masked.bytes).concat().concat().join(" ");
        assert!(!all.contains(&number(1)) && !all.contains(&phone(1)));
        asker.post("/registers/labour/numbers", &wish).await.done();
        let row = number_request::Entity::find().one(app.app.core.db.reader()).await.expect("an answer").expect("a request");
        let (decide, take) = (format!("/registers/numbers/{}/decide", row.id), format!("/registers/numbers/{}/take", row.id));
        // Neither before anybody agreed, nor by oneself, nor by a stranger, nor without the password.
        assert_eq!(asker.post(&take, &[]).await.status, StatusCode::CONFLICT);
        let yes = [("verdict", "agree"), ("password", PASSWORD)];
        assert_eq!(asker.post(&decide, &yes).await.status, StatusCode::NOT_FOUND);
        let mut stranger = app.stranger(Role::County).await;
        assert_eq!(stranger.post(&decide, &yes).await.status, StatusCode::NOT_FOUND);
        let wrong = second.post(&decide, &[("verdict", "agree"), ("password", "wrong-password")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        second.post(&decide, &yes).await.done();
        assert_eq!(second.post(&decide, &yes).await.status, StatusCode::CONFLICT);
        assert_eq!(second.post(&take, &[]).await.status, StatusCode::CONFLICT);
        let file = asker.post(&take, &[]).await.ok();
        let rows = cells(&file.bytes).concat();
        assert!(rows.iter().any(|row| row.contains(&number(1)) && row.contains(&phone(1))), "{rows:?}");
        assert_eq!(asker.post(&take, &[]).await.status, StatusCode::CONFLICT);
        assert_eq!(trail(&app, "export-numbers").await, 1);
    }

    async fn what_was_agreed_to_must_be_taken_within_a_day(app) {
        app.account("asker", Role::County, Some(crate::support::people::HOME), None).await;
        app.account("second", Role::County, Some(crate::support::people::HOME), None).await;
        let id = app.number_request("asker").await;
        let mut second = app.sign_in("second").await;
        second.post(&format!("/registers/numbers/{id}/decide"), &[("verdict", "agree"), ("password", PASSWORD)]).await.done();
        app.pass(Duration::hours(25));
        let mut asker = app.sign_in("asker").await;
        assert_eq!(asker.post(&format!("/registers/numbers/{id}/take"), &[]).await.status, StatusCode::CONFLICT);
    }

    async fn a_register_asks_the_database_as_often_for_one_row_as_for_forty(app) {
        let mut county = app.person(Role::County).await;
        app.at_work(1, "马秀英", 40).await;
        let mut counts = Vec::new();
        for round in 0..2_u64 {
            for seed in 0..(round * 12) {
                app.at_work(100 + seed, "王富贵", 40).await;
            }
            let mut numbers = Vec::new();
            for register in [Register::Labour, Register::Wanting, Register::Posts, Register::Away, Register::Calls, Register::Cases] {
                app.statements();
                county.get(&format!("/registers/{}", register.key())).await.ok();
                numbers.push((register, app.statements()));
            }
            counts.push(numbers);
        }
        assert_eq!(counts[0], counts[1]);
    }
}

#[test]
fn nothing_leads_from_refused_or_taken_back() {
    for (from, _) in MOVES {
        assert!(!matches!(from, NumberRequestState::Refused | NumberRequestState::Taken));
    }
    assert!(Register::ALL.iter().any(|register| register.days() == Days::Today));
}
