//! Workers: registering, finding, changing, merging, and who may see what.

use axum::http::StatusCode;
use chrono::{Days, Duration, NaiveDate};
use entity::codes::{ConsentScope, HouseholdBase, Monitor, Role, StatusSource, Subject, WorkerOrigin, WorkerStatus};
use entity::{audit_event, consent, worker, worker_household, worker_merge, worker_phone};
use labour_bridge::domain::clock;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::workers::{self, HouseholdInput};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::people::PASSWORD;
use crate::support::workers::{OTHER_VILLAGE, VILLAGE, number, phone};
use crate::support::{TestApp, html, on_both};

async fn row(app: &TestApp, id: Uuid) -> worker::Model {
    worker::Entity::find_by_id(id)
        .one(app.app.core.db.reader())
        .await
        .expect("an answer")
        .expect("a worker")
}

async fn audited(app: &TestApp, action: &str) -> u64 {
    let rows = audit_event::Entity::find().filter(audit_event::Column::Action.eq(action));
    rows.filter(audit_event::Column::Subject.eq(Subject::Worker))
        .count(app.app.core.db.reader())
        .await
        .expect("a count")
}

/// The last screen of registering, as a browser sends it.
fn last_screen<'a>(id_number: &'a str, name: &'a str, phone: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("step", "wants"),
        ("id_number", id_number),
        ("name", name),
        ("place", "白水镇白水村"),
        ("phone", phone),
        ("phone_owner", "worker"),
        ("base", "lifted"),
        ("kinds", "away"),
        ("places", "120103"),
        ("trades", "缝纫"),
        ("trades", ""),
        ("pay_min_yuan", "4,500"),
        ("lodging_required", "yes"),
        ("limits", "no_night"),
        ("consents", "register"),
        ("consents", "match"),
        ("consent_way", "signed"),
        ("witness", "A-0001"),
    ]
}

/// A section, what is typed into it, and what the record then says.
type Edit = (&'static str, &'static [(&'static str, &'static str)], &'static str);

on_both! {
    async fn three_screens_make_a_record_and_keep_what_was_typed(app) {
        let mut liaison = app.person(Role::Liaison).await;
        liaison.get("/workers/new").await.ok().shows("查号码");
        let wrong = number(1).replace("19740312", "19740313");
        let refused = liaison.post("/workers/new", &[("step", "number"), ("id_number", &wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows(&wrong).shows("errors");
        let second = liaison.post("/workers/new", &[("step", "number"), ("id_number", &number(1))]).await.ok();
        second.shows("白水镇白水村").shows("name=\"phone\"");
        let third = liaison
            .post("/workers/new", &[("step", "person"), ("id_number", &number(1)), ("name", "马秀英"), ("place", "白水村"), ("phone", &phone(1))])
            .await
            .ok();
        third.shows("马秀英").shows("consent_way");
        let number = number(1);
        let phone = phone(1);
        let mut form = last_screen(&number, "马秀英", &phone);
        form.retain(|(name, _)| *name != "consents");
        let again = liaison.post("/workers/new", &form).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.shows("马秀英").shows("4,500").shows("缝纫").shows("A-0001");
        let path = liaison.post("/workers/new", &last_screen(&number, "马秀英", &phone)).await.done();
        let record = liaison.get(&path).await.ok();
        record.shows("马秀英").shows("崆峒区白水镇白水村").shows("1974-03-12").shows("缝纫").shows("脱贫户").hides(&number).hides(&phone);
        let id = Uuid::parse_str(path.trim_start_matches("/workers/")).expect("an id");
        let row = row(&app, id).await;
        assert!(row.matchable);
        assert_eq!(row.origin, WorkerOrigin::Registered);
        assert_eq!(audited(&app, "register-worker").await, 1);
    }

    async fn a_double_click_registers_once(app) {
        let mut county = app.person(Role::County).await;
        let key = Uuid::new_v4().to_string();
        let (number, phone) = (number(2), phone(2));
        let mut form = last_screen(&number, "李桂兰", &phone);
        form.push(("form_key", &key));
        let first = county.post("/workers/new", &form).await.done();
        assert_eq!(county.post("/workers/new", &form).await.done(), first);
    }

    async fn two_hundred_registrations_of_one_number_make_one_record(app) {
        let liaison = app.person(Role::Liaison).await;
        let (number, phone) = (number(3), phone(3));
        let tasks: Vec<_> = (0..200)
            .map(|_| {
                let (mut client, number, phone) = (liaison.clone(), number.clone(), phone.clone());
                tokio::spawn(async move { client.post("/workers/new", &last_screen(&number, "王富贵", &phone)).await })
            })
            .collect();
        let mut made = Vec::new();
        let mut conflicts = Vec::new();
        for task in tasks {
            let page = task.await.expect("an answer");
            match page.status {
                StatusCode::SEE_OTHER => made.push(page.done()),
                StatusCode::CONFLICT => conflicts.push(page),
                other => panic!("{other}: {}", page.text),
            }
        }
        assert_eq!((made.len(), conflicts.len()), (1, 199));
        for page in conflicts {
            page.shows(&format!("href=\"{}\"", made[0]));
        }
        assert_eq!(worker::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 1);
    }

    async fn a_number_of_another_county_is_told_without_a_name(app) {
        app.worker(4, "赵远", "620825100").await;
        let mut liaison = app.person(Role::Liaison).await;
        let page = liaison.post("/workers/new", &[("step", "number"), ("id_number", &number(4))]).await.ok();
        page.shows("已经在别的地方登记了").hides("赵远").hides("/workers/0");
        assert_eq!(audited(&app, "look-up-number").await, 1);
    }

    async fn many_numbers_in_one_hour_need_the_password_and_the_fifty_first_is_not_shown(app) {
        let id = app.worker(5, "焦玉兰", VILLAGE).await;
        let mut station = app.person(Role::Station).await;
        let reveal = format!("/workers/{id}/reveal");
        for _ in 0..20 {
            station.post(&reveal, &[("reason", "identity")]).await.ok().shows(&number(5));
        }
        let asked = station.post(&reveal, &[("reason", "identity")]).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        asked.shows("再输一次您的密码").hides(&number(5));
        let wrong = station.post(&reveal, &[("reason", "identity"), ("password", "not it, not at all")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.hides(&number(5));
        let again = [("reason", "identity"), ("password", PASSWORD)];
        for _ in 20..50 {
            station.post(&reveal, &again).await.ok().shows(&number(5));
        }
        let over = station.post(&reveal, &again).await;
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
        over.shows("一小时最多看 50 个").hides(&number(5));
        assert_eq!(audited(&app, "reveal-number").await, 50);
    }

    async fn what_is_sealed_is_shown_with_a_reason_only_and_the_trail_says_so(app) {
        let id = app.worker(5, "焦玉兰", VILLAGE).await;
        let mut station = app.person(Role::Station).await;
        let reveal = format!("/workers/{id}/reveal");
        let silent = station.post(&reveal, &[("reason", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        silent.hides(&number(5));
        assert_eq!(audited(&app, "reveal-number").await, 0);
        station.post(&reveal, &[("reason", "identity")]).await.ok().shows(&number(5));
        assert_eq!(audited(&app, "reveal-number").await, 1);
        let own = worker_phone::Entity::find().one(app.app.core.db.reader()).await.expect("an answer").expect("a phone");
        station.post(&reveal, &[("phone", &own.id.to_string()), ("other", "约他周三 15:00")]).await.ok().shows(&phone(5));
        let history = station.get(&format!("/workers/{id}/history")).await.ok();
        history.shows("看了身份证号").shows("看了电话").shows("核对身份").hides("15:00").hides(&number(5));
        let cipher = row(&app, id).await.id_number_cipher.expect("a cipher text");
        assert!(!cipher.contains(&number(5)));
    }

    async fn a_stranger_of_each_role_finds_nothing(app) {
        let id = app.worker(6, "焦存虎", VILLAGE).await;
        let firm = app.verified_employer("河西区为老服务中心").await;
        let mut strangers = vec![app.employer_user("firm-user", firm).await];
        for role in [Role::County, Role::Station, Role::Liaison, Role::Auditor, Role::Admin] {
            strangers.push(app.stranger(role).await);
        }
        for (at, stranger) in strangers.iter_mut().enumerate() {
            for path in ["", "/history", "/reveal", "/edit/details", "/edit/phones"] {
                let page = stranger.get(&format!("/workers/{id}{path}")).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{at} {path}");
                page.hides("焦存虎");
            }
            let page = stranger.post(&format!("/workers/{id}/edit/status"), &[("status", "away"), ("source", "phone"), ("version", "1")]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{at}");
        }
        let mut other = app.sign_in("county-elsewhere").await;
        other.get("/workers").await.ok().hides("焦存虎");
        let mut auditor = app.person(Role::Auditor).await;
        auditor.get(&format!("/workers/{id}")).await.ok().hides("/edit/").hides("/matches");
        assert_eq!(auditor.get(&format!("/workers/{id}/edit/details")).await.status, StatusCode::NOT_FOUND);
    }

    async fn each_part_saves_and_a_stale_save_changes_nothing(app) {
        let id = app.worker(7, "田改琴", VILLAGE).await;
        let mut liaison = app.person(Role::Liaison).await;
        let edits: [Edit; 8] = [
            ("details", &[("name", "田改琴"), ("place", "白水镇焦庄村"), ("education", "primary")], "崆峒区白水镇焦庄村"),
            ("phones", &[("phone", "199-0010-0077"), ("phone_owner", "spouse"), ("phone_state", "no_answer")], "没人接"),
            ("household", &[("base", "lifted"), ("monitor", "unstable"), ("household_from", "2026-11-01")], "脱贫不稳定户"),
            ("skills", &[("skill_trade", "保洁"), ("skill_years", "3"), ("skill_level", "none")], "3 年"),
            ("certificates", &[("certificate_kind", "health"), ("certificate_number", "JK-1"), ("certificate_issued", "2026-01-02"), ("certificate_expires", "2027-01-01")], "健康证"),
            ("limits", &[("limits", "no_height"), ("care_duty", "yes")], "不能登高"),
            ("wants", &[("kinds", "near"), ("trades", "保洁"), ("source", "phone"), ("pay_min_yuan", "3000")], "3000"),
            ("status", &[("status", "away"), ("source", "phone"), ("as_of", "2026-11-20")], "在外务工"),
        ];
        for (section, fields, _) in edits {
            let path = format!("/workers/{id}/edit/{section}");
            liaison.get(&path).await.ok().shows("田改琴");
            let version = row(&app, id).await.version.to_string();
            let form: Vec<(&str, &str)> = fields.iter().copied().chain([("version", version.as_str())]).collect();
            assert_eq!(liaison.post(&path, &form).await.done(), format!("/workers/{id}"), "{section}");
            let stale = liaison.post(&path, &form).await;
            assert_eq!(stale.status, StatusCode::CONFLICT, "{section}");
        }
        let record = liaison.get(&format!("/workers/{id}")).await.ok();
        for (_, _, words) in edits {
            record.shows(words);
        }
        let english = liaison.get(&format!("/workers/{id}?lang=en")).await.ok();
        english.shows("No heights").shows("Primary school").hides("workers-");
    }

    async fn moving_a_worker_out_of_ones_places_is_refused_in_words(app) {
        let id = app.worker(8, "马建军", VILLAGE).await;
        let mut liaison = app.person(Role::Liaison).await;
        let form = [("name", "马建军"), ("place", "620802102"), ("version", "1")];
        let page = liaison.post(&format!("/workers/{id}/edit/details"), &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("这个地方不归您管").shows("620802102");
        assert_eq!(row(&app, id).await.region_code, VILLAGE);
    }

    async fn the_box_finds_by_name_pinyin_village_and_last_four(app) {
        let one = app.worker(9, "单仁兴", VILLAGE).await;
        app.worker(10, "马秀英", OTHER_VILLAGE).await;
        let mut county = app.person(Role::County).await;
        let target = format!("/workers/{one}");
        let number = number(9);
        let phone = phone(9);
        for text in ["单仁兴", "srx", "shanren", "白水村", "白水村 单", &number[14..], "0009", &number, &phone, "199 0010 0009"] {
            assert_eq!(county.post("/workers/find", &[("q", text)]).await.done(), target, "{text}");
        }
        let none = county.post("/workers/find", &[("q", "焦庄村 单")]).await.done();
        county.get(&none).await.ok().shows("没有找到这样的人");
        assert!(!county.post("/workers/find", &[("q", "19900109999")]).await.done().contains("9999"));
        assert_eq!(county.post("/workers/find", &[("q", "19900")]).await.done(), "/workers");
    }

    async fn filters_narrow_and_columns_sort(app) {
        let one = app.worker(11, "甲一", VILLAGE).await;
        let two = app.worker(12, "乙二", OTHER_VILLAGE).await;
        let today = clock::day_of(app.now());
        let mut unit = app.unit().await;
        let old = today.checked_sub_days(Days::new(5)).expect("a day");
        workers::set_status(&mut unit, one, None, WorkerStatus::Away, today, StatusSource::Phone).await.expect("a status");
        let input = HouseholdInput { base: HouseholdBase::Lifted, monitor: Some(Monitor::Unstable), risk_cleared: false, from: old };
        workers::set_household(&mut unit, two, None, input).await.expect("a category");
        unit.commit().await.expect("committed");
        let mut county = app.person(Role::County).await;
        for (query, shown, hidden) in [
            ("status=away", "甲一", "乙二"),
            ("household=lifted", "乙二", "甲一"),
            ("household=at-risk", "乙二", "甲一"),
            ("place=620802103212", "乙二", "甲一"),
            ("q=jy", "甲一", "乙二"),
        ] {
            county.get(&format!("/workers?{query}")).await.ok().shows(shown).hides(hidden);
        }
        county.get("/workers?reachable=yes").await.ok().shows("甲一").shows("乙二");
        county.get("/workers?mine=yes").await.ok().shows("没有找到这样的人");
        county.get("/workers?stale=yes").await.ok().shows("没有找到这样的人");
        app.pass(Duration::days(31));
        let mut county = app.sign_in("county-home").await;
        county.get("/workers?stale=yes").await.ok().shows("甲一").shows("乙二");
        let names = |text: &str| html::texts(text, "tbody th[scope=row] a");
        let up = county.get("/workers?sort=name").await.ok();
        let down = county.get("/workers?sort=-name").await.ok();
        assert_eq!(names(&up.text), ["甲一", "乙二"]);
        assert_eq!(names(&down.text), ["乙二", "甲一"]);
        app.pass(Duration::days(60));
        let mut county = app.sign_in("county-home").await;
        county.get("/workers?expired=yes").await.ok().shows("要再问");
    }

    async fn a_list_asks_the_database_as_often_for_many_as_for_few(app) {
        let mut county = app.person(Role::County).await;
        app.worker(20, "张三", VILLAGE).await;
        county.get("/workers").await.ok();
        app.statements();
        county.get("/workers").await.ok();
        let few = app.statements();
        for seed in 21..33 {
            app.worker(seed, &format!("张{}", ["一", "二", "三", "四"][usize::try_from(seed % 4).unwrap_or_default()]), VILLAGE).await;
        }
        app.statements();
        let page = county.get("/workers").await.ok();
        assert_eq!(app.statements(), few);
        assert_eq!(html::texts(&page.text, "tbody tr").len(), 13);
    }

    async fn many_get_one_status_or_none_does(app) {
        let (one, two) = (app.worker(41, "甲一", VILLAGE).await, app.worker(42, "乙二", VILLAGE).await);
        let far = app.worker(43, "丙三", "620825100").await;
        let mut liaison = app.person(Role::Liaison).await;
        let (one_id, two_id, far_id) = (one.to_string(), two.to_string(), far.to_string());
        let reach = liaison.post("/workers/bulk", &[("id", &one_id), ("id", &far_id), ("status", "away"), ("source", "visit")]).await;
        assert_eq!(reach.status, StatusCode::NOT_FOUND);
        assert_eq!(row(&app, one).await.status, WorkerStatus::Seeking);
        let form = [("id", one_id.as_str()), ("id", two_id.as_str()), ("status", "away"), ("source", "visit"), ("back", "/workers?status=seeking")];
        assert_eq!(liaison.post("/workers/bulk", &form).await.done(), "/workers?status=seeking");
        assert_eq!(row(&app, two).await.status, WorkerStatus::Away);
        assert_eq!(row(&app, two).await.status_source, StatusSource::Visit);
    }

    async fn a_likely_duplicate_is_shown_before_and_after(app) {
        let first = app.worker(51, "马秀英", VILLAGE).await;
        let mut liaison = app.person(Role::Liaison).await;
        let form = [("step", "person"), ("none", "yes"), ("name", "马秀英"), ("place", "白水镇白水村"), ("phone", "19900100551")];
        let asked = liaison.post("/workers/new", &form).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        asked.shows(&format!("/workers/{first}")).shows("同村同名");
        let mut sure = form.to_vec();
        sure.push(("not_same", "yes"));
        liaison.post("/workers/new", &sure).await.ok().shows("consent_way");

        let mut unit = app.unit().await;
        let second = workers::sign_up(&mut unit, "马秀英", "19900100551", VILLAGE).await.expect("a record");
        unit.commit().await.expect("committed");
        assert_ne!(first, second);
        let mut station = app.person(Role::Station).await;
        let pair = format!("/workers/duplicates/{}/{}", first.min(second), first.max(second));
        station.get("/workers/duplicates").await.ok().shows(&pair);
        station.get(&pair).await.ok().shows("同一个人");
        assert_eq!(liaison.get("/workers/duplicates").await.status, StatusCode::NOT_FOUND);
        let silent = station.post(&pair, &[("act", "not-same"), ("reason", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        station.post(&pair, &[("act", "not-same"), ("reason", "一个七四年的，一个五六年的")]).await.done();
        station.get("/workers/duplicates").await.ok().hides(&pair).shows("没有可能重复的人");
    }

    async fn merging_moves_everything_and_keeps_the_history(app) {
        let kept = app.worker(61, "田改琴", VILLAGE).await;
        let mut unit = app.unit().await;
        let gone = workers::sign_up(&mut unit, "田改琴", "19900100661", VILLAGE).await.expect("a record");
        unit.commit().await.expect("committed");
        let mut station = app.person(Role::Station).await;
        let path = format!("/workers/duplicates/{kept}/{gone}");
        let keep = kept.to_string();
        station.post(&path, &[("act", "merge"), ("keep", &keep), ("reason", "本人说的")]).await.done();
        assert_eq!(row(&app, gone).await.merged_into, Some(kept));
        assert!(!row(&app, gone).await.matchable);
        let db = app.app.core.db.reader();
        let phones = worker_phone::Entity::find().filter(worker_phone::Column::WorkerId.eq(kept)).count(db).await.expect("a count");
        assert_eq!(phones, 2);
        let consents = consent::Entity::find().filter(consent::Column::WorkerId.eq(kept)).count(db).await.expect("a count");
        assert_eq!(consents, 4);
        assert_eq!(worker_merge::Entity::find().count(db).await.expect("a count"), 1);
        assert_eq!(station.get(&format!("/workers/{gone}")).await.status, StatusCode::NOT_FOUND);
        station.get(&format!("/workers/{kept}/history")).await.ok().shows("本人说的").shows("合并过的记录");
        let again = station.post(&path, &[("act", "merge"), ("keep", &keep), ("reason", "再来")]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    }

    async fn a_merge_hands_the_number_over_and_two_numbers_are_two_people(app) {
        let one = app.worker(71, "甲一", VILLAGE).await;
        let two = app.worker(72, "甲一", VILLAGE).await;
        let mut unit = app.unit().await;
        let blocked = workers::merge(&mut unit, one, two, "看着像").await;
        assert!(matches!(blocked, Err(DomainError::Conflict("workers-merge-two-numbers"))), "{blocked:?}");
        let bare = workers::sign_up(&mut unit, "甲一", "19900100771", OTHER_VILLAGE).await.expect("a record");
        workers::merge(&mut unit, bare, one, "本人说的").await.expect("merged");
        unit.commit().await.expect("committed");
        let kept = row(&app, bare).await;
        assert_eq!(kept.id_number_last4.as_deref(), Some(&number(71)[14..]));
        let unit = app.unit().await;
        let plain = workers::reveal_number(&unit, bare, "identity").await.expect("a number");
        assert_eq!(*plain, number(71));
    }

    async fn signing_up_attaches_only_to_the_one_record_that_is_surely_the_same(app) {
        let known = app.worker(81, "李桂兰", VILLAGE).await;
        let mut unit = app.unit().await;
        let same = workers::sign_up(&mut unit, "李桂兰", &phone(81), VILLAGE).await.expect("a record");
        assert_eq!(same, known);
        let other_village = workers::sign_up(&mut unit, "李桂兰", &phone(81), OTHER_VILLAGE).await.expect("a record");
        assert_ne!(other_village, known);
        let other_name = workers::sign_up(&mut unit, "李桂芳", &phone(81), VILLAGE).await.expect("a record");
        assert_ne!(other_name, known);
        unit.commit().await.expect("committed");
        let fresh = row(&app, other_name).await;
        assert_eq!((fresh.origin, fresh.status, fresh.matchable), (WorkerOrigin::SignUp, WorkerStatus::Seeking, true));
    }

    async fn a_category_is_judged_on_the_day_and_never_overwritten(app) {
        let id = app.worker(91, "焦玉兰", VILLAGE).await;
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let input = |base, from| HouseholdInput { base, monitor: None, risk_cleared: false, from: day(from) };
        let mut unit = app.unit().await;
        workers::set_household(&mut unit, id, None, input(HouseholdBase::General, "2025-01-01")).await.expect("a category");
        workers::set_household(&mut unit, id, None, input(HouseholdBase::Lifted, "2026-01-01")).await.expect("a category");
        let early = workers::set_household(&mut unit, id, None, input(HouseholdBase::General, "2025-06-01")).await;
        assert!(matches!(early, Err(DomainError::Invalid(_))));
        unit.commit().await.expect("committed");
        let db = app.app.core.db.reader();
        let on = async |text: &str| workers::household_on(db, id, day(text)).await.expect("an answer").map(|row| row.base);
        assert_eq!(on("2024-12-31").await, None);
        assert_eq!(on("2025-12-31").await, Some(HouseholdBase::General));
        assert_eq!(on("2026-01-01").await, Some(HouseholdBase::Lifted));
        assert_eq!(worker_household::Entity::find().count(db).await.expect("a count"), 2);
    }

    async fn an_older_observation_joins_the_history_and_leaves_the_newer_one(app) {
        let id = app.worker(92, "马建军", VILLAGE).await;
        let today = clock::day_of(app.now());
        let mut unit = app.unit().await;
        let before = today.pred_opt().expect("a day");
        workers::set_status(&mut unit, id, None, WorkerStatus::Army, before, StatusSource::Visit).await.expect("a status");
        let future = today.succ_opt().expect("a day");
        let early = workers::set_status(&mut unit, id, None, WorkerStatus::Away, future, StatusSource::Visit).await;
        assert!(matches!(early, Err(DomainError::Invalid(_))));
        unit.commit().await.expect("committed");
        assert_eq!(row(&app, id).await.status, WorkerStatus::Seeking);
        let actor = labour_bridge::domain::actor::Actor::System;
        let record = workers::record(app.app.core.db.reader(), &actor, id, today).await.expect("a record");
        assert_eq!(record.statuses.len(), 2);
    }

    async fn without_consent_nobody_is_matched(app) {
        let id = app.worker(93, "田改琴", VILLAGE).await;
        let db = app.app.core.db.reader();
        let of = consent::Entity::find().filter(consent::Column::Scope.eq(ConsentScope::Match));
        let given = of.one(db).await.expect("an answer").expect("a consent");
        let mut liaison = app.person(Role::Liaison).await;
        let form = [("consent_id", given.id.to_string()), ("version", "1".to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        liaison.post(&format!("/workers/{id}/edit/consent"), &form).await.done();
        assert!(!row(&app, id).await.matchable);
        liaison.get(&format!("/workers/{id}")).await.ok().shows("没有同意，不能推荐");
        let voice = [("consent_scope", "match"), ("consent_way", "voice"), ("witness", ""), ("version", "2")];
        let refused = liaison.post(&format!("/workers/{id}/edit/consent"), &voice).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let signed = [("consent_scope", "match"), ("consent_way", "signed"), ("witness", "A-9"), ("version", "2")];
        liaison.post(&format!("/workers/{id}/edit/consent"), &signed).await.done();
        assert!(row(&app, id).await.matchable);
    }
}
