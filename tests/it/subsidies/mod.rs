//! Subsidies: policies as forms, everybody judged, claims to the money and back, notices, objections, sheets.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Reader as _, Xlsx};
use entity::codes::{ClaimState, CrossCheck, ObjectionResult, Role, SubsidyPaper};
use entity::{audit_event, number_request, subsidy_claim, subsidy_notice, subsidy_policy, subsidy_verdict};
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::figures::{Asked, Period, catalogue, count};
use labour_bridge::domain::subsidies;
use labour_bridge::domain::subsidies::state::{MOVES, Step};
use labour_bridge::domain::unit::Trace;
use proptest::prelude::*;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::support::people::{HOME, PASSWORD};
use crate::support::subsidies::{ACCOUNT, YEAR, travel};
use crate::support::workers::{number, phone};
use crate::support::{TestApp, on_both};

fn form(key: &str) -> Vec<(&'static str, String)> {
    [
        ("form_key", key),
        ("name", "务工交通补助"),
        ("code", "路费"),
        ("document_no", "示例〔2026〕2号"),
        ("purpose", "travel"),
        ("payer", "区财政"),
        ("beneficiary", "person"),
        ("issuer", "崆峒区"),
        ("home", "崆峒区"),
        ("valid_from", "2026-01-01"),
        ("once", "year"),
        ("months", "11"),
        ("months", "12"),
        ("min_days", "90"),
        ("count", "sum"),
        ("not_if_organised", "yes"),
        ("households", "lifted"),
        ("households", "monitored"),
        ("rule", "by_place"),
        ("tier_regions", "陕西省、宁夏回族自治区"),
        ("tier_place", ""),
        ("tier_yuan", "400"),
        ("tier_regions", ""),
        ("tier_place", "other_province"),
        ("tier_yuan", "600"),
        ("papers", "work_proof"),
        ("notice_days", "5"),
        ("phone", "0933-8210000"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

fn sent<'f>(form: &'f [(&'static str, String)]) -> Vec<(&'f str, &'f str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

async fn judged(app: &TestApp, policy: Uuid) {
    let actor = labour_bridge::domain::actor::Actor::System;
    subsidies::run(&app.app.core, &actor, app.now(), &Trace::default(), policy, YEAR)
        .await
        .expect("a run");
}

fn cells(bytes: &[u8]) -> String {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let sheet = book.worksheet_range(&name).expect("a sheet");
    let cells: Vec<String> = sheet.rows().flatten().map(ToString::to_string).collect();
    cells.join(
        "
",
    )
}

on_both! {
    async fn a_policy_is_written_in_a_form_put_in_force_and_never_changed(app) {
        let mut county = app.person(Role::County).await;
        county.get("/subsidies").await.ok().shows("没有这样的政策").hides("subsidies-");
        county.get("/subsidies/new").await.ok().shows("按务工地方").hides("subsidies-");
        let key = Uuid::new_v4().to_string();
        let mut bad = form(&key);
        bad.retain(|(name, _)| *name != "tier_yuan" && *name != "document_no");
        let page = county.post("/subsidies/new", &sent(&bad)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("金额至少填一档").shows("value=\"务工交通补助\"").hides("subsidies-");
        let path = county.post("/subsidies/new", &sent(&form(&key))).await.done();
        assert_eq!(county.post("/subsidies/new", &sent(&form(&key))).await.done(), path, "sent twice, written once");
        let page = county.get(&path).await.ok();
        page.shows("草稿").shows("陕西、宁夏 400 元").shows("省外 600 元").shows("至少 90 天").shows("每年 11、12 月").hides("subsidies-");
        county.get(&format!("{path}/edit")).await.ok().shows("value=\"400\"").hides("subsidies-");
        county.post(&format!("{path}/start"), &[("version", "1")]).await.done();
        assert_eq!(county.get(&format!("{path}/edit")).await.status, StatusCode::CONFLICT);
        let mut change = form(&key);
        change.push(("version", "2".into()));
        assert_eq!(county.post(&format!("{path}/edit"), &sent(&change)).await.status, StatusCode::CONFLICT);
        // The next edition ends the one before it.
        let mut next = form(&Uuid::new_v4().to_string());
        let id = path.rsplit('/').next().expect("an id").to_owned();
        next.push(("before", id));
        county.get(&format!("/subsidies/new?from={}", next.last().expect("an id").1)).await.ok().shows("写下一版");
        let second = county.post("/subsidies/new", &sent(&next)).await.done();
        county.post(&format!("{second}/start"), &[("version", "1")]).await.done();
        county.get(&path).await.ok().shows("已停止").shows("第 2 版");
        let silent = county.post(&format!("{second}/end"), &[("version", "2"), ("last_day", "2026-12-01")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        county.post(&format!("{second}/end"), &[("version", "2"), ("last_day", "2026-12-01"), ("reason", "钱用完了")]).await.done();
        assert_eq!(subsidy_policy::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 2);
        let mut english = county.clone();
        english.set_cookie("lang", "en");
        english.get(&second).await.ok().shows("another province 600 yuan").hides("subsidies-");
        let mut liaison = app.person(Role::Liaison).await;
        liaison.get(&path).await.ok();
        assert_eq!(liaison.get("/subsidies/new").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.stranger(Role::County).await.get(&path).await.status, StatusCode::NOT_FOUND);
    }

    async fn everybody_is_judged_and_who_has_not_claimed_is_called(app) {
        let policy = app.policy(&travel(&app)).await;
        let earner = app.earner(1, "马秀英", 200).await;
        app.earner(2, "赵小兰", 60).await;
        app.at_work(3, "未核实", 200).await;
        app.earner(4, "来不及", 20).await;
        let mut liaison = app.person(Role::Liaison).await;
        let path = format!("/subsidies/{policy}/run");
        liaison.get(&path).await.ok().shows("还没有算过").hides("subsidies-");
        liaison.post(&path, &[("period", YEAR)]).await.done();
        let page = liaison.get(&path).await.ok();
        page.shows("马秀英").shows("600").shows("能领没领 1").shows("*******0001").hides("赵小兰").hides("subsidies-").hides(&number(1));
        // The sixtieth day has passed: thirty more are within the year; for the last one they are not.
        liaison.get(&format!("{path}?tab=not-yet")).await.ok().shows("赵小兰").shows("2026-12-23").hides("来不及");
        liaison.get(&format!("{path}?tab=no")).await.ok().shows("就业记录还没核实").shows("来不及").shows("干了 20 天，要满 90 天");
        app.claim(policy, earner).await;
        liaison.get(&format!("{path}?tab=claimed")).await.ok().shows("马秀英");
        liaison.get(&path).await.ok().shows("能领没领 0").hides("马秀英");
        judged(&app, policy).await;
        assert_eq!(subsidy_verdict::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 4, "a second run writes in the place of the first");
    }

    async fn a_claim_goes_through_village_township_and_county_to_the_money_and_back(app) {
        let policy = app.policy(&travel(&app)).await;
        let worker = app.earner(1, "马秀英", 200).await;
        let mut liaison = app.person(Role::Liaison).await;
        let new = format!("/subsidies/claims/new?policy={policy}&period={YEAR}&for={worker}");
        liaison.get(&new).await.ok().shows("马秀英").shows("600").hides("subsidies-");
        let (id, person) = (policy.to_string(), worker.to_string());
        let key = Uuid::new_v4().to_string();
        let mut claim = vec![("form_key", key.as_str()), ("policy", &id), ("period", YEAR), ("for", &person), ("claimed_by", "relative"), ("account_kind", "one_card"), ("account", ACCOUNT)];
        let page = liaison.post("/subsidies/claims/new", &claim).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.shows("这一项要填").shows("留卡号要本人同意").hides("subsidies-");
        claim.extend([("claimant_name", "马小军"), ("consent_way", "signed"), ("witness", "A-9")]);
        let path = liaison.post("/subsidies/claims/new", &claim).await.done();
        assert_eq!(liaison.post("/subsidies/claims/new", &claim).await.done(), path);
        liaison.get(&path).await.ok().shows("草稿").shows("****4567").shows("马小军").hides(ACCOUNT).hides(&number(1)).hides("subsidies-");
        let claim: Uuid = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
        // The liaison posts the village's notice, which must hang out its days.
        let pick = format!("{claim}:1");
        let steps = |pick: &'static str, step: &'static str| [("pick", pick), ("step", step), ("posted_at", "村务公开栏"), ("back", "/subsidies/claims")];
        let pick: &'static str = pick.leak();
        liaison.post("/subsidies/claims/steps", &steps(pick, "post-village")).await.done();
        let early = format!("{claim}:2");
        liaison.post("/subsidies/claims/steps", &steps(early.leak(), "to-township")).await.ok().shows("公示还没到期").hides("subsidies-");
        let notice = subsidy_notice::Entity::find().one(app.app.core.db.reader()).await.expect("an answer").expect("a notice");
        let page = liaison.get(&format!("/subsidies/notices/{}", notice.id)).await.ok();
        page.shows("马秀英").shows("女").shows("52").shows("600").shows("兰州某餐馆").shows("0933-8210000").hides("subsidies-");
        for secret in [&number(1)[..], &number(1)[14..], "1974-03-12", ACCOUNT, "4567", "19900100001"] {
            page.hides(secret);
        }
        app.notice_over();
        // Sessions do not last as long as notices.
        let mut liaison = app.sign_in("liaison-home").await;
        liaison.post(&format!("{path}/step"), &[("version", "2"), ("step", "to-township")]).await.done();
        // The township's check is not the liaison's.
        let refused = liaison.post(&format!("{path}/step"), &[("version", "3"), ("step", "pass-township"), ("posted_at", "政府门口")]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let mut county = app.person(Role::County).await;
        county.post(&format!("{path}/step"), &[("version", "3"), ("step", "pass-township"), ("posted_at", "政府门口")]).await.done();
        app.notice_over();
        let mut county = app.sign_in("county-home").await;
        county.post(&format!("{path}/step"), &[("version", "4"), ("step", "to-county")]).await.done();
        let unheard = county.post(&format!("{path}/step"), &[("version", "5"), ("step", "pass-county"), ("posted_at", "公示栏")]).await;
        assert_eq!(unheard.status, StatusCode::UNPROCESSABLE_ENTITY);
        unheard.shows("还没有打电话核实");
        county.post(&format!("{path}/phone"), &[("version", "5"), ("reached", "worker"), ("note", "在天津，属实")]).await.done();
        county.post(&format!("{path}/step"), &[("version", "6"), ("step", "pass-county"), ("posted_at", "公示栏")]).await.done();
        app.notice_over();
        let mut county = app.sign_in("county-home").await;
        county.post(&format!("{path}/step"), &[("version", "7"), ("step", "approve")]).await.done();
        let silent = county.post(&format!("{path}/reveal"), &[("reason", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        county.post(&format!("{path}/reveal"), &[("reason", "发钱")]).await.ok().shows(ACCOUNT);
        let today = app.today().to_string();
        county.post(&format!("{path}/step"), &[("version", "8"), ("step", "pay"), ("paid_on", &today)]).await.done();
        assert_eq!(app.claim_row(claim).await.state, ClaimState::Paid);
        let db = app.app.core.db.reader();
        let figure = |code: &'static str| { let app = &app; async move {
            let year = Period::year(2026).expect("a year");
            let asked = Asked::new(app.app.core.db.reader(), &labour_bridge::domain::actor::Actor::System, year, app.today(), app.today()).expect("a question");
            let listed = catalogue::get(code).and_then(|figure| figure.list()).expect("a list");
            count::of_list(app.app.core.db.reader(), listed, &asked).await.expect("a number")
        } };
        assert_eq!((figure("T13p").await, figure("T13t").await, figure("T13y").await), (1, 1, 600));
        county.get("/figures/of/T13y?period=2026").await.ok().shows("马秀英").shows(&path);
        county.get("/subsidies/summary?year=2026").await.ok().shows("600").shows("跨省务工交通补助").hides("subsidies-");
        let wish = [("period", "2026"), ("reason", "录入国家系统")];
        let sheet = cells(&county.post("/registers/national/file", &wish).await.ok().bytes);
        assert!(sheet.contains("马秀英") && sheet.contains("天津市") && sheet.contains("河西区") && sheet.contains("身份证号"), "{sheet}");
        assert!(!sheet.contains(&number(1)) && !sheet.contains(&phone(1)) && sheet.contains(&number(1)[14..]), "{sheet}");
        // What is typed again needs whole numbers: a second person agrees.
        county.post("/registers/national/numbers", &wish).await.done();
        let asked = number_request::Entity::find().one(db).await.expect("an answer").expect("a request").id;
        app.account("second", Role::County, Some(HOME), None).await;
        let mut second = app.sign_in("second").await;
        second.post(&format!("/registers/numbers/{asked}/decide"), &[("verdict", "agree"), ("password", PASSWORD)]).await.done();
        let sheet = cells(&county.post(&format!("/registers/numbers/{asked}/take"), &[]).await.ok().bytes);
        assert!(sheet.contains(&number(1)) && sheet.contains(&phone(1)) && sheet.contains("\n600\n"), "{sheet}");
        county.post(&format!("{path}/step"), &[("version", "9"), ("step", "recover"), ("reason", "查实没有去")]).await.done();
        assert_eq!((figure("T13p").await, figure("T13y").await), (0, 0));
        county.get("/registers/national?period=2026").await.ok().hides("马秀英").shows("这本台账现在没有内容");
        let trail = audit_event::Entity::find().filter(audit_event::Column::Action.eq("move-claim")).count(db).await.expect("a count");
        assert_eq!(trail, 8);
        let mut english = county.clone();
        english.set_cookie("lang", "en");
        for page in ["/subsidies", "/subsidies/claims", "/subsidies/notices", "/subsidies/objections", "/subsidies/summary", &path, &format!("/subsidies/{policy}/run"), &format!("/subsidies/notices/{}", notice.id)] {
            english.get(page).await.ok().hides("subsidies-");
        }
    }

    async fn twenty_at_once_make_one_claim(app) {
        let policy = app.policy(&travel(&app)).await;
        let worker = app.earner(1, "马秀英", 200).await;
        let claims: Vec<_> = (0..20).map(|_| {
            let (core, now) = (app.app.core.clone(), app.now());
            tokio::spawn(async move {
                let mut unit = core.begin_as_system(now).await?;
                subsidies::file(&mut unit, &TestApp::claim_input(policy, worker)).await?;
                unit.commit().await
            })
        }).collect();
        let mut results = Vec::new();
        for claim in claims {
            results.push(claim.await.expect("no panic"));
        }
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        assert!(results.iter().all(|result| matches!(result, Ok(()) | Err(DomainError::Conflict(_)))), "{results:?}");
        assert_eq!(subsidy_claim::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 1);
        // Given up, it can be claimed again.
        let id = subsidy_claim::Entity::find().one(app.app.core.db.reader()).await.expect("an answer").expect("a claim").id;
        app.claim_step(id, Step::Withdraw).await;
        app.claim(policy, worker).await;
    }

    async fn an_objection_holds_its_row_and_no_other(app) {
        let policy = app.policy(&travel(&app)).await;
        let mut claims = Vec::new();
        for (seed, name) in [(1, "马秀英"), (2, "赵小兰")] {
            let worker = app.earner(seed, name, 200).await;
            let claim = app.claim(policy, worker).await;
            app.claim_step(claim, Step::PostVillage).await;
            claims.push(claim);
        }
        let mut liaison = app.person(Role::Liaison).await;
        let path = format!("/subsidies/claims/{}", claims[0]);
        let silent = liaison.post(&format!("{path}/objections"), &[("version", "2"), ("said_by", "李大山")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        liaison.post(&format!("{path}/objections"), &[("version", "2"), ("said_by", "李大山"), ("what", "早就回来了")]).await.done();
        liaison.get("/subsidies/objections").await.ok().shows("李**").hides("李大山").shows("早就回来了").hides("subsidies-");
        app.notice_over();
        assert_eq!(app.claim_step(claims[0], Step::ToTownship).await.refused[0].why, "subsidies-conflict-held");
        assert_eq!(app.claim_step(claims[1], Step::ToTownship).await.done, 1);
        let mut county = app.person(Role::County).await;
        let objection = entity::subsidy_objection::Entity::find().one(app.app.core.db.reader()).await.expect("an answer").expect("one");
        let answer = format!("/subsidies/objections/{}", objection.id);
        let mut liaison = app.sign_in("liaison-home").await;
        assert_eq!(liaison.post(&answer, &[("version", "1"), ("result", "founded"), ("answer", "属实")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(county.post(&answer, &[("version", "1"), ("answer", "属实")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        county.post(&answer, &[("version", "1"), ("result", ObjectionResult::Founded.key()), ("answer", "属实")]).await.done();
        let row = app.claim_row(claims[0]).await;
        assert_eq!((row.state, row.held), (ClaimState::SentBack, false));
    }

    async fn what_the_checks_find_stands_in_the_way(app) {
        let mut input = travel(&app);
        input.papers = vec![SubsidyPaper::WorkProof];
        let policy = app.policy(&input).await;
        let worker = app.earner(1, "马秀英", 200).await;
        let claim = app.claim(policy, worker).await;
        app.claim_step(claim, Step::PostVillage).await;
        app.notice_over();
        app.claim_step(claim, Step::ToTownship).await;
        let refused = app.claim_step(claim, Step::PassTownship).await.refused;
        assert_eq!(refused[0].why, "subsidies-conflict-hard");
        assert_eq!(refused[0].findings.iter().map(|finding| finding.check).collect::<Vec<_>>(), [CrossCheck::Paper]);
        let mut unit = app.unit().await;
        subsidies::add_paper(&mut unit, claim, SubsidyPaper::WorkProof, "", None).await.expect("a paper");
        unit.commit().await.expect("committed");
        // Somebody else pays for the same.
        let mut other = travel(&app);
        other.name = "市里的路费".into();
        let second = app.policy(&other).await;
        let twin = app.claim(second, worker).await;
        app.to_pay(twin).await;
        let refused = app.claim_step(claim, Step::PassTownship).await.refused;
        assert!(refused[0].findings.iter().any(|finding| finding.check == CrossCheck::OtherPayer && finding.hard), "{:?}", refused[0].findings);
        app.person(Role::County).await.get(&format!("/subsidies/claims/{claim}")).await.ok().shows("别处已经补过同一件事").shows("市里的路费").hides("subsidies-");
    }

    async fn lists_ask_as_often_for_many_as_for_few(app) {
        let policy = app.policy(&travel(&app)).await;
        let mut county = app.person(Role::County).await;
        for (seed, name) in [(1, "马秀英"), (11, "马秀兰")] {
            let worker = app.earner(seed, name, 200).await;
            if seed == 1 {
                let claim = app.claim(policy, worker).await;
                app.claim_step(claim, Step::PostVillage).await;
            }
        }
        judged(&app, policy).await;
        let paths = ["/subsidies".to_owned(), "/subsidies/claims".into(), "/subsidies/notices".into(), "/subsidies/objections".into(), format!("/subsidies/{policy}/run"), "/subsidies/summary".into()];
        let mut few = Vec::new();
        for path in &paths {
            app.statements();
            county.get(path).await.ok();
            few.push(app.statements());
        }
        for seed in 2..8 {
            let worker = app.earner(seed, "赵小兰", 200).await;
            let claim = app.claim(policy, worker).await;
            app.claim_step(claim, Step::PostVillage).await;
            app.earner(seed + 20, "钱玉芳", 200).await;
        }
        judged(&app, policy).await;
        for (path, few) in paths.iter().zip(few) {
            app.statements();
            county.get(path).await.ok();
            assert!(app.statements() <= few, "{path}");
        }
    }
}

use entity::codes::Code as _;

proptest! {
    /// Whatever is pressed in whatever order: money goes out only by way of the county's check and notice, and ends are ends.
    #[test]
    fn no_walk_reaches_the_money_without_the_county(presses in proptest::collection::vec(0usize..Step::ALL.len(), 0..60)) {
        let mut state = ClaimState::Draft;
        let mut seen = vec![state];
        for press in presses {
            if let Some(to) = subsidies::state::target(state, Step::ALL[press]) {
                prop_assert!(MOVES.contains(&(state, Step::ALL[press], to)));
                state = to;
                seen.push(state);
            }
        }
        if let Some(paid) = seen.iter().position(|state| *state == ClaimState::Paid) {
            let way: Vec<ClaimState> = seen[..paid].iter().rev().take(3).rev().copied().collect();
            prop_assert_eq!(way, [ClaimState::CountyCheck, ClaimState::CountyNotice, ClaimState::ToPay]);
        }
    }
}
