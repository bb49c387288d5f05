//! The list, the record, the forms, and who sees them.

use axum::http::StatusCode;
use entity::codes::{EmployerState, PaperKind, Role};
use entity::{audit_event, employer};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::looks_absent;
use crate::support::employers::credit_code;
use crate::support::{html, on_both};

fn form<'a>(key: &'a str, name: &'a str, code: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("form_key", key),
        ("name", name),
        ("credit_code", code),
        ("kind", "enterprise"),
        ("region_code", "天津市河西区"),
        ("address", "桃源里 1 号"),
        ("industry", "Q"),
        ("legal_representative", "李兰"),
        ("contact_name", "赵经理"),
        ("contact_phone", "022-28370000"),
    ]
}

on_both! {
    async fn an_employer_is_registered_once_however_often_the_button_is_pressed(app) {
        let mut station = app.person(Role::Station).await;
        station.get("/employers").await.ok().shows("还没有登记单位");
        let empty = station.get("/employers/new").await.ok();
        let key = html::attributes(&empty.text, "input[name=form_key]", "value").remove(0);
        let code = credit_code();
        let form = form(&key, "河西区桃源里为老服务中心", &code);
        let first = station.post("/employers/new", &form).await.done();
        assert_eq!(station.post("/employers/new", &form).await.done(), first);
        assert_eq!(employer::Entity::find().count(app.app.core.db.reader()).await.unwrap(), 1);
        station.get(&first).await.ok().shows("河西区桃源里为老服务中心").shows(&code).shows("已登记").shows("022-28370000");
        station.get(&format!("{first}?lang=en")).await.ok().shows("Registered").shows("The four papers");
        let audited = audit_event::Entity::find().filter(audit_event::Column::Action.eq("register-employer"));
        assert_eq!(audited.count(app.app.core.db.reader()).await.unwrap(), 1);
    }

    async fn a_form_with_problems_keeps_what_was_typed_and_changes_nothing(app) {
        let mut station = app.person(Role::Station).await;
        let key = Uuid::new_v4().to_string();
        let mut wrong = form(&key, "桃源里食堂", "91120103MA05XXXX1O");
        wrong.extend([("agency_licence_until", "明年"), ("agency_licence", "津 1 号")]);
        let page = station.post("/employers/new", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("桃源里食堂").shows("91120103MA05XXXX1O").shows("里没有 I、O、S、V、Z").shows("日期写成").shows("许可证不用填").shows(&key);
        assert_eq!(employer::Entity::find().count(app.app.core.db.reader()).await.unwrap(), 0);

        let code = credit_code();
        station.post("/employers/new", &form(&key, "桃源里食堂", &code)).await.done();
        let other = Uuid::new_v4().to_string();
        let taken = station.post("/employers/new", &form(&other, "另一家", &code)).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        taken.shows("这个信用代码已经登记过了");
    }

    async fn fields_that_are_not_on_the_form_change_nothing(app) {
        let mut station = app.person(Role::Station).await;
        let (key, code) = (Uuid::new_v4().to_string(), credit_code());
        let extra = [
            ("state", "verified"), ("verified_until", "2099-01-01"), ("verified_at", "2026-01-01T00:00:00Z"),
            ("source", "别处"), ("id", "00000000-0000-0000-0000-000000000001"), ("state_reason", "x"), ("verified_by", "x"),
        ];
        let mut sent = form(&key, "桃源里食堂", &code);
        sent.extend(extra);
        let at = station.post("/employers/new", &sent).await.done();
        let id = Uuid::parse_str(at.trim_start_matches("/employers/")).unwrap();
        let mut edit = form(&key, "桃源里食堂二部", &code);
        edit.extend(extra);
        edit.push(("version", "1"));
        station.post(&format!("{at}/edit"), &edit).await.done();
        let row = app.employer_row(id).await;
        assert_eq!((row.state, row.version, row.name.as_str()), (EmployerState::Registered, 2, "桃源里食堂二部"));
        assert_eq!((row.verified_at, row.verified_until, row.source.as_str(), row.state_reason.as_str()), (None, None, "", ""));

        let mut own = app.employer_user("yong.gong", id).await;
        let contacts = [("version", "2"), ("address", "新址 2 号"), ("contact_name", "钱主任"), ("contact_phone", "19900008802"),
            ("name", "改名"), ("credit_code", "x"), ("state", "verified")];
        own.post(&format!("{at}/contacts"), &contacts).await.done();
        let row = app.employer_row(id).await;
        assert_eq!((row.contact_name.as_str(), row.name.as_str(), row.state), ("钱主任", "桃源里食堂二部", EmployerState::Registered));
        let wrong = own.post(&format!("{at}/contacts"), &[("version", "3"), ("address", ""), ("contact_name", "孙主任"), ("contact_phone", "1")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("孙主任").shows("电话不对");
    }

    async fn a_stale_save_is_told_and_changes_nothing(app) {
        let mut station = app.person(Role::Station).await;
        let id = app.employer("桃源里食堂").await;
        let code = app.employer_row(id).await.credit_code.unwrap();
        let save = |name: &'static str| { let mut sent = form("", name, &code); sent.push(("version", "1")); sent };
        station.post(&format!("/employers/{id}/edit"), &save("一号食堂")).await.done();
        let stale = station.post(&format!("/employers/{id}/edit"), &save("二号食堂")).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!(app.employer_row(id).await.name, "一号食堂");
    }

    async fn not_yours_is_not_found(app) {
        let id = app.employer("桃源里食堂").await;
        let other = app.employer("别家工厂").await;
        let paper = app.paper(id, PaperKind::Licence).await;
        let absent = Uuid::new_v4();
        let mut stranger = app.employer_user("bie.jia", other).await;
        for tail in ["", "/papers", "/contacts", "/users", "/edit", "/verify", "/stop"] {
            looks_absent(&mut stranger, &format!("/employers/{id}{tail}"), &format!("/employers/{absent}{tail}")).await;
        }
        let pages = ["/edit", "/verify", "/stop"].map(|tail| format!("/employers/{id}{tail}"));
        for role in [Role::Liaison, Role::Admin] {
            let mut client = app.person(role).await;
            for path in pages.iter().cloned().chain(["/employers".into(), format!("/employers/{id}"), format!("/employers/{id}/users")]) {
                assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?} {path}");
            }
        }
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get("/employers").await.ok();
        auditor.get(&format!("/employers/{id}")).await.ok().hides("/verify").hides("/edit");
        auditor.get(&format!("/employers/{id}/papers/{paper}")).await.ok().hides("name=\"verdict\"");
        for path in pages.iter().cloned().chain([format!("/employers/{id}/papers"), format!("/employers/{id}/users")]) {
            assert_eq!(auditor.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for (tail, form) in [
            ("contacts", vec![("version", "2"), ("address", "x"), ("contact_name", "x"), ("contact_phone", "19900008802")]),
            ("verify", vec![("version", "2"), ("method", "自己说的")]),
            ("stop", vec![("version", "2"), ("to", "blacklisted"), ("reason", "x")]),
            ("edit", form("", "x", "x")),
        ] {
            assert_eq!(stranger.post(&format!("/employers/{id}/{tail}"), &form).await.status, StatusCode::NOT_FOUND, "{tail}");
        }
        let row = app.employer_row(id).await;
        assert_eq!((row.version, row.state), (2, EmployerState::Checking));
        assert!(app.visitor().get(&format!("/employers/{id}")).await.done().starts_with("/sign-in"));
    }

    async fn the_list_finds_by_name_code_state_kind_place_and_what_is_due(app) {
        let mut county = app.person(Role::County).await;
        let hall = app.verified_employer("河西区为老服务中心").await;
        app.employer("白河镇果业合作社").await;
        let code = app.employer_row(hall).await.credit_code.unwrap();
        let rows = async |client: &mut crate::support::Client, query: &str| {
            html::texts(&client.get(&format!("/employers?{query}")).await.ok().text, "tbody th")
        };
        assert_eq!(rows(&mut county, "").await.len(), 2);
        for query in ["q=为老", &format!("q={}", code.to_lowercase()), "state=verified", "sort=until&q=河西区"] {
            assert_eq!(rows(&mut county, query).await, ["河西区为老服务中心"], "{query}");
        }
        for query in ["q=%25", "q=_", "kind=agency", "place=620802", "due=yes"] {
            assert_eq!(rows(&mut county, query).await, Vec::<String>::new(), "{query}");
        }
        assert_eq!(rows(&mut county, "place=天津市河西区&sort=name").await.len(), 2);
        county.get("/employers?place=没有这里").await.ok().shows("没有这个地方");
        app.pass(chrono::Duration::days(160));
        let mut later = app.sign_in("county-home").await;
        assert_eq!(rows(&mut later, "due=yes").await, ["河西区为老服务中心"]);
    }

    async fn the_list_and_the_record_ask_as_often_for_many_as_for_few(app) {
        let mut county = app.person(Role::County).await;
        let id = app.employer("桃源里食堂").await;
        app.paper(id, PaperKind::Licence).await;
        app.statements();
        county.get("/employers").await.ok();
        let list = app.statements();
        county.get(&format!("/employers/{id}")).await.ok();
        let record = app.statements();
        for number in 0..6 {
            app.employer(&format!("工厂 {number} 号")).await;
            app.paper(id, PaperKind::Brief).await;
            app.account(&format!("user-{number}"), Role::Employer, None, Some(id)).await;
        }
        app.statements();
        let page = county.get("/employers").await.ok();
        assert_eq!(app.statements(), list);
        assert_eq!(html::texts(&page.text, "tbody tr").len(), 7);
        county.get(&format!("/employers/{id}")).await.ok().shows("user-5");
        assert_eq!(app.statements(), record);
    }

    async fn an_employers_own_page_says_where_it_stands_and_not_who_looked(app) {
        let id = app.employer("桃源里食堂").await;
        let mut own = app.employer_user("yong.gong", id).await;
        assert_eq!(own.get("/employers/own").await.done(), format!("/employers/{id}"));
        own.get(&format!("/employers/{id}")).await.ok().shows("请交下面的材料").shows("没交").hides("谁看的");
        app.accepted_papers(id).await;
        own.get(&format!("/employers/{id}")).await.ok().shows("工作站正在核实").hides("还差什么");
        own.get(&format!("/employers/{id}?lang=en")).await.ok().shows("The station is checking");
    }
}
