//! From a profile to the first sieve of the index.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::actor::Actor;
use crate::domain::matching::profiles::MOST_CANDIDATES;
use crate::domain::matching::{Demand, Provision, VacancyProfile, WorkerProfile};
use crate::search::{VacancyCandidates, WorkerQuery};
use crate::web::error::PageResult;
use crate::web::state::App;

/// Ids of open posts that may suit a worker.
pub async fn posts(app: &App, worker: &WorkerProfile, today: NaiveDate) -> PageResult<Vec<Uuid>> {
    let want = &worker.want;
    let near_kinds = want.kinds.iter().any(|kind| kind.is_near());
    let away = want.kinds.contains(&crate::domain::matching::Kind::Away);
    let query = VacancyCandidates {
        want_trades: want.trades.clone(),
        skill_trades: worker.skills.iter().map(|skill| skill.trade.clone()).collect(),
        places: want.places.clone(),
        home_code: worker.home_code.clone(),
        near_home_only: want.near_home_only || worker.care_duty || (near_kinds && !away),
        pay_min: want.pay_min.map(i64::from),
        lodging_required: want.lodging_required,
        limit: MOST_CANDIDATES,
        today,
    };
    Ok(app.search.vacancy_candidates(query).await?)
}

/// Ids of workers who may suit a post, from the places of the actor.
pub async fn workers(app: &App, actor: &Actor, post: &VacancyProfile, today: NaiveDate) -> PageResult<Vec<Uuid>> {
    let query = WorkerQuery {
        occupation: vec![post.occupation_code.clone()],
        place_code: post.place_code.clone(),
        pay_high: post.pay_max.max(post.pay_min).map(i64::from),
        night: post.shift.has_nights() || post.demands.contains(&Demand::Night),
        lodging_provided: post.lodging == Provision::Provided,
        certificates: post
            .certificates
            .iter()
            .flat_map(|keys| keys.split('|'))
            .map(str::to_owned)
            .collect(),
        // Wishes that tell of faith or marriage do not order people for a post, not even roughly.
        offers: if post.meals == Provision::None {
            Vec::new()
        } else {
            vec!["meals".to_owned()]
        },
        within: actor.region_code().map(str::to_owned),
        limit: MOST_CANDIDATES,
        today,
    };
    Ok(app.search.worker_candidates(query).await?)
}
