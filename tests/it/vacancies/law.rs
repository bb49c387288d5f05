//! What the law refuses, what it holds, and who may let it through.

use axum::http::StatusCode;
use entity::codes::{Contract, EmployerState, Role, VacancyState};
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::vacancies::{self, rules};

use crate::support::on_both;
use crate::support::vacancies::canteen;

on_both! {
    async fn forbidden_wording_is_kept_as_a_draft_but_not_taken_in(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let mut employer = app.employer_user("hr-liu", firm).await;
        let mut input = canteen(app.today());
        input.description = "洗碗，限女性，入职交押金300元".into();
        let id = app.draft(firm, input).await;
        let path = format!("/manage/vacancies/{id}");
        employer.get(&path).await.ok().shows("<mark>限女性</mark>").shows("人力资源市场暂行条例第24条").shows("劳动合同法第9条").shows("不能发布");
        let refused = employer.post(&format!("{path}/submit"), &[("version", "1")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("请写清要会什么").shows("劳动合同法第9条");
        employer.set_cookie("lang", "en");
        employer.post(&format!("{path}/submit"), &[("version", "1")]).await.shows("No deposit or bond may be taken");
        assert_eq!(app.post(id).await.state, VacancyState::Draft);
    }

    async fn held_wording_needs_a_second_person_with_a_reason(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let mut county = app.person(Role::County).await;
        let mut station = app.person(Role::Station).await;
        let id = app.published(firm, canteen(app.today())).await;
        let path = format!("/manage/vacancies/{id}");
        // The station changes a public post; the new words are held, so it goes back, and the station may not approve its own words.
        let mut unit = app.unit_as(&app.actor("station-home").await).await;
        let mut input = canteen(app.today());
        input.description = "洗碗、切配，本地人优先".into();
        let updated = vacancies::update(&mut unit, id, 3, input).await.expect("updated");
        unit.commit().await.expect("committed");
        assert_eq!((updated.back_to_review, updated.changes), (true, vec!["wording"]));
        station.get(&path).await.ok().shows("要请另一位同事来看").hides("name=\"excerpt\"");
        let waive = |reason: &'static str| [("rule", "origin.local_first"), ("excerpt", "本地人优先"), ("reason", reason)];
        assert_eq!(station.post(&format!("{path}/waive"), &waive("可以")).await.status, StatusCode::CONFLICT);
        let early = county.post(&format!("{path}/publish"), &[("version", "4")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.shows("还没有人看过");
        let page = county.get(&path).await.ok();
        page.shows("<mark>本地人优先</mark>").shows("name=\"excerpt\"");
        assert_eq!(county.post(&format!("{path}/waive"), &waive(" ")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        county.post(&format!("{path}/waive"), &waive("河西区帮扶政策写明")).await.done();
        county.get(&path).await.ok().shows("放行原因：河西区帮扶政策写明");
        county.post(&format!("{path}/publish"), &[("version", "4")]).await.done();
        assert_eq!(app.post(id).await.state, VacancyState::Published);
    }

    async fn pay_below_the_minimum_is_refused_by_the_hour(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let mut input = canteen(app.today());
        (input.pay_min_yuan, input.hours_per_month) = (3_700, Some(286));
        let id = app.draft(firm, input.clone()).await;
        let found = vacancies::findings(&app.post(id).await, app.today());
        assert!(found.iter().any(|finding| finding.rule == "pay.below_minimum" && finding.field == "pay_min_yuan"), "{found:?}");
        // Work on contract is paid by the result.
        input.contract = Contract::Piecework;
        assert!(vacancies::findings_in(&input, app.today()).iter().all(|finding| finding.rule != "pay.below_minimum"));
    }

    async fn an_employer_who_is_not_fit_is_not_published(app) {
        for (number, state) in [EmployerState::Registered, EmployerState::Due, EmployerState::Suspended, EmployerState::Blacklisted].into_iter().enumerate() {
            let firm = app.employer_in(&format!("公司{number}"), state).await;
            let id = app.draft(firm, canteen(app.today())).await;
            let mut unit = app.unit().await;
            vacancies::submit(&mut unit, id, 1).await.expect("handed in");
            let refused = vacancies::publish(&mut unit, id, 2).await;
            assert!(matches!(&refused, Err(DomainError::Invalid(problems)) if problems[0].key.starts_with("employers-unfit")), "{refused:?}");
        }
        // Verified, but the check ran out yesterday.
        let firm = app.verified_firm("过期公司").await;
        let mut input = canteen(app.today());
        app.pass(chrono::Duration::days(151));
        input.valid_until = app.today();
        let id = app.draft(firm, input).await;
        let mut unit = app.unit().await;
        vacancies::submit(&mut unit, id, 1).await.expect("handed in");
        assert!(matches!(vacancies::publish(&mut unit, id, 2).await, Err(DomainError::Invalid(_))));
    }

    async fn what_the_law_asks_for_must_be_said(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let mut input = canteen(app.today());
        input.description.clear();
        input.hours_per_month = None;
        input.age_max = Some(50);
        input.place_code = "120000".into();
        let id = app.draft(firm, input).await;
        let mut unit = app.unit().await;
        let Err(DomainError::Invalid(problems)) = vacancies::submit(&mut unit, id, 1).await else { panic!("handed in") };
        let mut fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["condition_reason", "description", "hours_per_month", "place"]);
    }

    async fn ninety_days_are_the_most(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let mut input = canteen(app.today());
        input.valid_until = rules::latest_end(app.today());
        app.draft(firm, input.clone()).await;
        input.valid_until = input.valid_until.succ_opt().expect("a day");
        let mut unit = app.unit().await;
        assert!(matches!(vacancies::draft(&mut unit, firm, input).await, Err(DomainError::Invalid(problems)) if problems[0].field == "valid_until"));
    }
}
