//! The pages as people use them, in both languages; firms see their own and no households; strangers find nothing.

use axum::http::StatusCode;
use chrono::{Datelike as _, Duration};
use entity::codes::{Role, WorkshopPaperKind};
use entity::{audit_event, recognition_rule, workshop, workshop_paper};
use labour_bridge::domain::workshops::state::Step;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::employers::PDF;
use crate::support::{Form, TestApp, html, on_both};

fn typed(app: &TestApp) -> Vec<(&'static str, String)> {
    let fixed = [
        ("name", "白水镇缝纫车间"),
        ("kind", "factory"),
        ("employer", "暖阳服饰"),
        ("place", "白水镇"),
        ("address", "街道 3 号"),
        ("occupation", "6-05-01-03"),
        ("contact_name", "杜娟"),
        ("contact_phone", "19900200023"),
        ("pay_day", "１５"),
        ("day_hours", "7.5"),
        ("east_yuan", "600,000"),
    ];
    [
        ("form_key", Uuid::new_v4().to_string()),
        ("applied_on", app.today().to_string()),
        ("east_on", app.today().to_string()),
    ]
    .into_iter()
    .chain(fixed.map(|(name, value)| (name, value.to_owned())))
    .collect()
}

fn sent<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

on_both! {
    async fn a_workshop_is_written_down_checked_and_recognised_through_the_pages(app) {
        app.verified_employer("暖阳服饰").await;
        let db = app.app.core.db.reader();
        let mut county = app.person(Role::County).await;
        county.get("/workshops").await.ok().shows("还没有车间").shows("登记新车间");
        county.get("/workshops/new").await.ok().hides("workshops-");
        let form = typed(&app);
        let path = county.post("/workshops/new", &sent(&form)).await.done();
        assert_eq!(county.post("/workshops/new", &sent(&form)).await.done(), path, "sent twice, written once");
        assert_eq!(workshop::Entity::find().count(db).await.expect("a count"), 1);
        let id: Uuid = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
        let row = app.workshop(id).await;
        assert_eq!((row.pay_day, row.day_minutes, row.east_yuan), (15, 450, Some(600_000)));
        county.get(&path).await.ok().shows("白水镇缝纫车间").shows("申请").shows("不够条件").hides("workshops-");
        let wrong: Vec<(&str, String)> = form.iter().map(|(name, value)| match *name {
            "employer" => (*name, "没有这家".to_owned()),
            "pay_day" => (*name, "40".to_owned()),
            "form_key" => (*name, Uuid::new_v4().to_string()),
            _ => (*name, value.clone()),
        }).collect();
        let page = county.post("/workshops/new", &sent(&wrong)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("没有这个单位").shows("填 1 到 28").shows("value=\"没有这家\"").shows("value=\"白水镇缝纫车间\"");
        let refused = county.post(&format!("{path}/steps"), &[("version", "1"), ("step", "check")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("还没有现场核查表");
        let today = app.today().to_string();
        for kind in ["site_check", "notice"] {
            let key = Uuid::new_v4().to_string();
            let fields = [("form_key", key.as_str()), ("kind", kind), ("number", "7号"), ("dated_on", &today), ("note", "机器 12 台")];
            county.upload(&format!("{path}/papers"), &fields, &[("file", "a.pdf", "application/pdf", PDF)]).await.done();
        }
        let key = Uuid::new_v4().to_string();
        let bad = county.upload(&format!("{path}/papers"), &[("form_key", &key), ("kind", "photo"), ("dated_on", &today)], &[]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        let file = workshop_paper::Entity::find().one(db).await.expect("an answer").and_then(|paper| paper.file_id).expect("a scan");
        county.get(&format!("{path}/papers/{file}")).await.ok();
        county.post(&format!("{path}/steps"), &[("version", "1"), ("step", "check")]).await.done();
        county.post(&format!("{path}/steps"), &[("version", "2"), ("step", "announce")]).await.done();
        assert_eq!(county.post(&format!("{path}/steps"), &[("version", "2"), ("step", "refuse"), ("reason", "有异议")]).await.status, StatusCode::CONFLICT);
        app.pass(Duration::days(8));
        let mut county = app.sign_in("county-home").await;
        county.get(&path).await.ok().shows("为什么不够条件也认定");
        let on = app.today().to_string();
        let decision = [("version", "3"), ("step", "recognise"), ("number", "崆人社认〔2026〕3号"), ("level", "县级"), ("on", on.as_str())];
        let page = county.post(&format!("{path}/steps"), &decision).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("不够条件").shows("崆人社认〔2026〕3号");
        let mut station = app.person(Role::Station).await;
        assert_eq!(station.post(&format!("{path}/steps"), &decision).await.status, StatusCode::NOT_FOUND, "the county decides");
        let mut decision = decision.to_vec();
        decision.push(("override_reason", "下月招人"));
        county.post(&format!("{path}/steps"), &decision).await.done();
        let page = county.get(&path).await.ok();
        page.shows("已认定").shows("县里批准：下月招人");
        assert_eq!(html::texts(&page.text, ".timeline li b"), ["已认定", "公示中", "看过现场", "申请"]);
        let audited = audit_event::Entity::find().filter(audit_event::Column::Action.is_in(["apply-workshop", "file-workshop-paper", "move-workshop"])).count(db).await.expect("a count");
        assert_eq!(audited, 6);
        let edit = county.get(&format!("{path}/edit")).await.ok();
        edit.shows("value=\"7.5\"").shows("暖阳服饰").hides("workshops-");
        let changed = Form::on(&edit, "form[action$='/edit']").write("later_name", "白水镇乡村就业工厂").press(&mut county, "保存").await;
        changed.done();
        county.get("/workshops").await.ok().shows("白水镇乡村就业工厂").hides("workshops-");
        county.set_cookie("lang", "en");
        for page in [path.clone(), format!("{path}/edit"), format!("{path}/papers"), format!("{path}/people"), "/workshops".into(), "/workshops/rules".into(), "/workshops/rules/new".into()] {
            county.get(&page).await.ok().hides("workshops-").hides("workshop-state-");
        }
    }

    async fn people_are_found_and_taken_in(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.applied_workshop(firm).await;
        let worker = app.villager(61, "张会琴", true).await;
        let mut station = app.person(Role::Station).await;
        let path = format!("/workshops/{id}/people");
        station.get(&path).await.ok().shows("现在没有人").hides("workshops-");
        station.get(&format!("{path}?q=张会琴")).await.ok().shows(&format!("take?worker={worker}"));
        let take = station.get(&format!("{path}/take?worker={worker}")).await.ok();
        take.shows("张会琴").hides("workshops-");
        let form = Form::on(&take, "form[action$='/take']").write("contract_months", "很久");
        let page = form.clone().press(&mut station, "收进车间").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("请填数字").shows("value=\"很久\"");
        let form = form.write("contract_months", "12").choose("contract", "labour");
        form.clone().press(&mut station, "收进车间").await.done();
        form.press(&mut station, "收进车间").await.done();
        station.get(&path).await.ok().shows("共 1 人").shows("12 个月").shows("脱贫（含监测）");
        let mut liaison = app.person(Role::Liaison).await;
        liaison.get(&path).await.ok().shows("张会琴").hides("收进车间");
    }

    async fn a_firm_keeps_its_own_roll_and_sees_no_household(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.running_workshop(firm).await;
        let month = labour_bridge::domain::workshops::month::Month::of(app.today()).before();
        let path = format!("/workshops/{id}/roll/{month}");
        let mut hr = app.employer_user("hr-du", firm).await;
        hr.get("/workshops").await.ok().shows("白水镇缝纫车间").hides("脱贫").hides("workshops-");
        hr.get(&format!("/workshops/{id}")).await.ok().hides("脱贫").hides("workshops-");
        hr.get(&format!("/workshops/{id}/people")).await.ok().shows("张会琴").hides("脱贫");
        hr.get(&path).await.ok().shows("这个月还没有用工册");
        hr.post(&format!("{path}/open"), &[]).await.done();
        let page = hr.get(&path).await.ok();
        page.shows("张会琴").hides("workshops-").hides("脱贫");
        let all = Form::on(&page, &format!("form[action='{path}']"));
        all.clone().write("work_days", "一号").press(&mut hr, "还没填的人都到齐").await.shows("开工的日子写不对").shows("value=\"一号\"");
        all.write("work_days", "1-10").press(&mut hr, "还没填的人都到齐").await.done();
        let line = app.roll_lines(id, month).await.remove(0).id;
        let pay = hr.get(&format!("{path}/pay")).await.ok();
        pay.shows("出勤 10 天，80 小时").hides("workshops-");
        let form = Form::on(&pay, "form[action$='/pay']");
        let wrong = form.clone().write(&format!("pieces-{line}"), "很多").press(&mut hr, "保存工资").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("计件写不对").shows("value=\"很多\"");
        form.write(&format!("pieces-{line}"), "1200×0.8").press(&mut hr, "应发多少、实发多少").await.done();
        let kept = app.roll_lines(id, month).await.remove(0);
        assert_eq!((kept.due_fen, kept.paid_fen), (96_000, 96_000));
        let print = hr.get(&format!("{path}/print")).await.ok();
        print.shows("用工台账").shows("960").shows("1200×0.80").hides("身份证号").hides("户类型").hides("workshops-");
        let sheet = hr.get(&format!("{path}/ledger.xlsx")).await.ok();
        assert!(sheet.bytes.starts_with(b"PK"));
        hr.upload(&format!("{path}/sheet"), &[], &[("file", "a.pdf", "application/pdf", PDF)]).await.done();
        hr.get(&format!("{path}/sheet")).await.ok();
        let version = app.roll(id, month).await.version.to_string();
        hr.post(&format!("{path}/close"), &[("version", &version)]).await.done();
        assert_eq!(hr.get(&format!("{path}/pay")).await.status, StatusCode::CONFLICT);
        let version = app.roll(id, month).await.version.to_string();
        let empty = hr.post(&format!("{path}/correct"), &[("version", &version), ("reason", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        hr.post(&format!("{path}/correct"), &[("version", &version), ("reason", "少记了一天")]).await.done();
        hr.get(&path).await.ok().shows("第 2 版").shows("少记了一天");
        // Staff see the same with household and masked numbers.
        let mut station = app.person(Role::Station).await;
        let print = station.get(&format!("{path}/print")).await.ok();
        print.shows("脱贫（含监测）").shows("**************").hides(&crate::support::workers::number(61));
        station.set_cookie("lang", "en");
        for page in [path.clone(), format!("{path}/pay"), format!("{path}/print"), format!("/workshops/{id}/people")] {
            station.get(&page).await.ok().hides("workshops-");
        }
        for what in ["edit", "papers", "people/take"] {
            assert_eq!(hr.get(&format!("/workshops/{id}/{what}")).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(hr.post(&format!("/workshops/{id}/steps"), &[("step", "stop"), ("version", "5"), ("reason", "没有订单")]).await.status, StatusCode::NOT_FOUND);
    }

    async fn owed_wages_lead_to_a_case(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.running_workshop(firm).await;
        let (month, lines) = app.opened_roll(id, 1).await;
        let mut station = app.person(Role::Station).await;
        let path = format!("/workshops/{id}/roll/{month}");
        let pieces = format!("pieces-{}", lines[0].id);
        station.post(&format!("{path}/pay"), &[("version", "1"), (&pieces, "1000×1")]).await.done();
        app.pass(Duration::days(40));
        let mut station = app.sign_in("station-home").await;
        let page = station.get(&path).await.ok();
        page.shows("欠着").shows("/cases/new?placement=");
        let link = page.text.split("href=\"/cases/new?").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        let link = format!("/cases/new?{}", link.replace("&amp;", "&").replace("&#38;", "&"));
        station.get(&link).await.ok().shows("帮扶车间工资还欠 1000 元");
        station.get("/").await.ok().shows("工资没按时发的车间");
        station.get("/workshops?warn=pay").await.ok().shows("白水镇缝纫车间");
    }

    async fn rules_are_data_that_the_county_writes(app) {
        let mut county = app.person(Role::County).await;
        county.get("/workshops/rules").await.ok().shows("至少 10 人").shows("20%").hides("workshops-");
        let new = county.get("/workshops/rules/new").await.ok();
        let form = Form::on(&new, "form[action='/workshops/rules/new']").write("document", "崆人社发〔2026〕1号");
        let page = form.clone().press(&mut county, "保存").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("人数和比例至少填一样").shows("崆人社发〔2026〕1号");
        let form = form.write("min_lifted", "5");
        form.clone().press(&mut county, "保存").await.done();
        form.press(&mut county, "保存").await.done();
        let db = app.app.core.db.reader();
        assert_eq!(recognition_rule::Entity::find().count(db).await.expect("a count"), 2, "with that of the province, once");
        let own = recognition_rule::Entity::find().filter(recognition_rule::Column::JurisdictionCode.eq("620802")).one(db).await.expect("an answer").expect("a rule");
        let end = format!("/workshops/rules/{}/end", own.id);
        let early = county.post(&end, &[("version", "1"), ("valid_to", "2020-01-01")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut stranger = app.stranger(Role::County).await;
        let last = format!("{}-12-31", app.today().year());
        assert_eq!(stranger.post(&end, &[("version", "1"), ("valid_to", &last)]).await.status, StatusCode::NOT_FOUND);
        county.post(&end, &[("version", "1"), ("valid_to", &last)]).await.done();
        let mut station = app.person(Role::Station).await;
        station.get("/workshops/rules").await.ok().shows("崆人社发〔2026〕1号").hides("写新的办法");
        assert_eq!(station.get("/workshops/rules/new").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_list_asks_the_same_number_of_statements_however_long_it_is(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        app.running_workshop(firm).await;
        let mut county = app.person(Role::County).await;
        county.get("/workshops").await.ok();
        app.statements();
        county.get("/workshops").await.ok();
        let one = app.statements();
        for _ in 0..6 {
            let id = app.applied_workshop(firm).await;
            app.workshop_paper(id, WorkshopPaperKind::SiteCheck).await;
            app.workshop_step(id, Step::Check).await.expect("checked");
        }
        app.statements();
        county.get("/workshops").await.ok().shows("共 7 个车间");
        assert_eq!(app.statements(), one);
    }

    async fn strangers_of_every_role_find_nothing(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let other = app.verified_employer("天津河畔物业").await;
        let id = app.running_workshop(firm).await;
        let (month, _) = app.opened_roll(id, 1).await;
        let mut readers = vec![app.employer_user("other-hr", other).await];
        for role in [Role::County, Role::Station, Role::Liaison, Role::Auditor, Role::Admin] {
            readers.push(app.stranger(role).await);
        }
        for mut reader in readers {
            for path in ["", "/people", &format!("/roll/{month}"), &format!("/roll/{month}/print"), &format!("/roll/{month}/ledger.xlsx")] {
                assert_eq!(reader.get(&format!("/workshops/{id}{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            reader.get("/workshops").await.hides("白水镇缝纫车间");
        }
    }
}
