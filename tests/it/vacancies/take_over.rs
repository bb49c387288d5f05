//! Posts that another office has reviewed.

use entity::codes::{EmployerState, VacancyState};
use entity::{state_move, vacancy, vacancy_waiver};
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::vacancies::{self, TakenOver};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use crate::support::on_both;
use crate::support::vacancies::canteen;

const SOURCE: &str = "河西区人社局";

on_both! {
    async fn the_same_reference_is_the_same_post(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let mut input = canteen(app.today());
        let mut unit = app.unit().await;
        let TakenOver::New(id) = vacancies::take_over(&mut unit, firm, input.clone(), SOURCE, "HX-1").await.expect("taken over") else { panic!("not new") };
        assert_eq!(vacancies::take_over(&mut unit, firm, input.clone(), SOURCE, "HX-1").await.expect("again"), TakenOver::Same(id));
        input.pay_max_yuan = 5_000;
        assert_eq!(vacancies::take_over(&mut unit, firm, input.clone(), SOURCE, "HX-1").await.expect("changed"), TakenOver::Changed(id));
        unit.commit().await.expect("committed");
        let post = app.post(id).await;
        assert_eq!((post.state, post.pay_max_yuan, post.source.as_str()), (VacancyState::Published, 5_000, SOURCE));
        let moves = state_move::Entity::find().filter(state_move::Column::SubjectId.eq(id)).all(app.app.core.db.reader()).await.expect("moves");
        assert_eq!(moves.len(), 1);
        assert_eq!(moves[0].reason, "taken over: 河西区人社局");
        // Two at once: the database knows the pair.
        let mut unit = app.unit().await;
        vacancies::take_over(&mut unit, firm, input, "别的局", "HX-1").await.expect("another source");
        unit.commit().await.expect("committed");
        assert_eq!(vacancy::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 2);
    }

    async fn what_the_law_forbids_is_refused_and_what_it_holds_is_recorded(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let mut unit = app.unit().await;
        let mut input = canteen(app.today());
        input.description = "普工，限男性".into();
        let refused = vacancies::take_over(&mut unit, firm, input.clone(), SOURCE, "HX-2").await;
        assert!(matches!(&refused, Err(DomainError::Invalid(problems)) if problems[0].key == "vacancies-problem-wording"), "{refused:?}");
        input.description = "普工，本地人优先".into();
        vacancies::take_over(&mut unit, firm, input, SOURCE, "HX-2").await.expect("taken over");
        unit.commit().await.expect("committed");
        let waivers = vacancy_waiver::Entity::find().all(app.app.core.db.reader()).await.expect("waivers");
        assert_eq!(waivers.len(), 1);
        assert_eq!(waivers[0].reason, "taken over: 河西区人社局");
    }

    async fn an_expired_post_comes_back_and_an_ended_one_does_not(app) {
        let firm = app.verified_firm("天津春晓里养老院").await;
        let mut unit = app.unit().await;
        vacancies::take_over(&mut unit, firm, canteen(app.today()), SOURCE, "HX-3").await.expect("taken over");
        unit.commit().await.expect("committed");
        app.pass(chrono::Duration::days(31));
        vacancies::expire_due(&app.app.core, app.now()).await.expect("run");
        let mut unit = app.unit().await;
        let TakenOver::Changed(id) = vacancies::take_over(&mut unit, firm, canteen(app.today()), SOURCE, "HX-3").await.expect("again") else { panic!("not changed") };
        unit.commit().await.expect("committed");
        let post = app.post(id).await;
        assert_eq!(post.state, VacancyState::Published);
        let mut unit = app.unit().await;
        vacancies::take_down(&mut unit, id, post.version, "不实").await.expect("down");
        let mut input = canteen(app.today());
        input.headcount = 9;
        assert!(matches!(vacancies::take_over(&mut unit, firm, input, SOURCE, "HX-3").await, Err(DomainError::Conflict("vacancies-conflict-ended"))));
    }

    async fn a_suspended_employer_is_not_taken_over_for(app) {
        let firm = app.employer_in("停用公司", EmployerState::Suspended).await;
        let mut unit = app.unit().await;
        assert!(matches!(vacancies::take_over(&mut unit, firm, canteen(app.today()), SOURCE, "HX-4").await, Err(DomainError::Invalid(_))));
    }
}
