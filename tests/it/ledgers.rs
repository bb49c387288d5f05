//! The plain ledgers: one form for all, corrected with before and after, cancelled and not forgotten.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{Code as _, Ledger, Role};
use entity::{audit_event, ledger_entry, stored_file};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::{Client, TestApp, html, on_both};

/// A picture that is one.
fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(8, 8)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    bytes.into_inner()
}

const WATER: [(&str, &str); 8] = [
    ("kind", "water"),
    ("on", "2026-06-11"),
    ("place", "白水镇"),
    ("name", "饮水工程"),
    ("fund_source", "天津市财政资金"),
    ("amount_yuan", "6,430,000"),
    ("persons", "1960"),
    ("note", "分两期"),
];

fn form<'a>(key: &'a str, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![("form_key", key), ("version", "1")];
    form.extend_from_slice(fields);
    form
}

async fn written(county: &mut Client) -> String {
    let key = Uuid::new_v4().to_string();
    let path = "/figures/ledgers/project/new";
    let fields = form(&key, &WATER);
    let file = picture();
    let page = county
        .upload(path, &fields, &[("file", "a.png", "image/png", &file)])
        .await;
    page.done()
}

async fn row(app: &TestApp, path: &str) -> ledger_entry::Model {
    let id: Uuid = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
    let found = ledger_entry::Entity::find_by_id(id).one(app.app.core.db.reader()).await;
    found.expect("an answer").expect("a row")
}

on_both! {
    async fn every_ledger_has_its_list_and_its_form_in_both_languages(app) {
        let mut county = app.person(Role::County).await;
        for language in ["zh-CN", "en"] {
            county.set_cookie("lang", language);
            for ledger in Ledger::ALL {
                county.get(&format!("/figures/ledgers/{}", ledger.key())).await.ok();
                county.get(&format!("/figures/ledgers/{}/new", ledger.key())).await.ok();
            }
        }
        assert_eq!(county.get("/figures/ledgers/nonsense").await.status, StatusCode::NOT_FOUND);
    }

    async fn a_row_is_written_with_its_proof_and_adds_to_its_figure(app) {
        let mut county = app.person(Role::County).await;
        let path = written(&mut county).await;
        let page = county.get(&path).await.ok();
        page.shows("6,430,000").shows("饮水工程").shows("county-home");
        let file = html::attributes(&page.text, "dd a", "href").remove(0);
        assert!(county.get(&file).await.ok().bytes.starts_with(b"\x89PNG"));
        assert_eq!(app.figure("P1", &app.asked("2026", app.today())).await, Some(6_430_000));
        assert_eq!(app.figure("P3", &app.asked("2026", app.today())).await, Some(1_960));
        let list = county.get("/figures/ledgers/project?q=饮水&from=2026-01-01").await.ok();
        list.shows("饮水工程").shows("1,960");
        county.get("/figures/ledgers/project?kind=roads").await.ok().hides("饮水工程");
        let mut liaison = app.person(Role::Liaison).await;
        liaison.get(&path).await.ok().hides("更正</a>");
        liaison.get(&file).await.ok();
        let mut stranger = app.stranger(Role::County).await;
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.get(&file).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.get(&format!("{path}/edit")).await.status, StatusCode::NOT_FOUND);
        stranger.get("/figures/ledgers/project").await.ok().hides("饮水工程");
    }

    async fn what_cannot_be_is_refused_by_its_field_and_nothing_typed_is_lost(app) {
        let mut county = app.person(Role::County).await;
        let key = Uuid::new_v4().to_string();
        for (field, value, told) in [
            ("amount_yuan", "很多", "请填数字"), ("amount_yuan", "", "这一项要填"), ("on", "2027-01-01", "不能写以后的日子"),
            ("place", "兰州市城关区", "崆峒区"), ("kind", "visit", "请选一个"), ("name", "", "这一项要填"),
            ("employer", "没有这家厂", "没有叫这个名字的单位"),
        ] {
            let mut fields: Vec<(&str, &str)> = WATER.iter().copied().filter(|(name, _)| *name != field).collect();
            fields.push((field, value));
            let page = county.upload("/figures/ledgers/project/new", &form(&key, &fields), &[]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
            page.shows(told).shows("分两期");
        }
        let wrong = county.upload("/figures/ledgers/project/new", &form(&key, &WATER), &[("file", "a.exe", "image/png", b"MZ")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(ledger_entry::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 0);
    }

    async fn a_correction_keeps_before_and_after_and_a_cancelled_row_is_not_forgotten(app) {
        let mut county = app.person(Role::County).await;
        let path = written(&mut county).await;
        app.pass(Duration::days(3));
        let mut county = app.sign_in("county-home").await;
        let mut fields: Vec<(&str, &str)> = WATER.iter().copied().filter(|(name, _)| *name != "amount_yuan").collect();
        fields.push(("amount_yuan", "6000000"));
        county.upload(&format!("{path}/edit"), &form("", &fields), &[]).await.done();
        assert_eq!((row(&app, &path).await.amount_yuan, row(&app, &path).await.version), (Some(6_000_000), 2));
        let raced = county.upload(&format!("{path}/edit"), &form("", &fields), &[]).await;
        assert_eq!(raced.status, StatusCode::CONFLICT);
        county.get(&path).await.ok().shows("<del>6430000</del>").shows("<ins>6000000</ins>");
        // The proof stayed with the row.
        assert_eq!(stored_file::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 1);
        assert!(row(&app, &path).await.file_id.is_some());

        app.pass(Duration::days(3));
        let mut county = app.sign_in("county-home").await;
        let empty = county.post(&format!("{path}/void"), &[("version", "2"), ("reason", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        county.post(&format!("{path}/void"), &[("version", "2"), ("reason", "和另一行重复")]).await.done();
        county.get(&path).await.ok().shows("和另一行重复");
        county.get("/figures/ledgers/project").await.ok().hides("饮水工程");
        county.get("/figures/ledgers/project?voided=yes").await.ok().shows("饮水工程");
        let again = county.upload(&format!("{path}/edit"), &form("", &fields), &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert_eq!(app.figure("P1", &app.asked("2026", app.today())).await, Some(0));
        assert_eq!(app.figure("P1", &app.asked("2026", app.today() - Duration::days(1))).await, Some(6_000_000));
        let trail = audit_event::Entity::find().filter(audit_event::Column::Action.is_in(["create-ledger-entry", "change-ledger-entry", "void-ledger-entry"]));
        assert_eq!(trail.count(app.app.core.db.reader()).await.expect("a count"), 3);
    }

    async fn a_form_sent_twice_makes_one_row(app) {
        let mut county = app.person(Role::County).await;
        let key = Uuid::new_v4().to_string();
        let first = county.upload("/figures/ledgers/project/new", &form(&key, &WATER), &[]).await.done();
        let second = county.upload("/figures/ledgers/project/new", &form(&key, &WATER), &[]).await.done();
        assert_eq!(first, second);
        assert_eq!(ledger_entry::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 1);
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get(&first).await.ok();
        assert_eq!(auditor.get("/figures/ledgers/project/new").await.status, StatusCode::NOT_FOUND);
    }
}
