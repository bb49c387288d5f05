//! Rules about placements.

use chrono::Days;
use entity::codes::{PlacementKind, PlacementState};
use entity::{placement, placement_evidence, worker};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition};

use super::super::asked::Asked;
use super::super::facts::{one, placements};
use super::super::indicator::About;
use super::{Check, check};
use crate::db;

/// Days in sixteen years: the age at which work becomes lawful.
const SIXTEEN_YEARS_DAYS: i64 = 5_844;
/// Days after which somebody should have verified a placement.
const UNVERIFIED_DAYS: u64 = 30;
/// Pay of a month, yuan, outside of which a full-time job is hardly written down right.
const PLAUSIBLE_PAY: (i32, i32) = (800, 30_000);

pub(super) const CHECKS: &[Check] = &[
    check("missing", "5_01_007", About::Placement, |a| of(a, missing())),
    check("place", "5_01_005", About::Placement, |a| of(a, coarse_place())),
    check("away", "5_01_003", About::Placement, |a| of(a, near_work_far_away())),
    check("kind", "", About::Placement, |a| of(a, wrong_kind())),
    check("unable", "2_01_015", About::Placement, |a| {
        of(a, running().add(of_worker(unable())))
    }),
    check("child", "5_12_004", About::Placement, |a| {
        of(a, Condition::all().add(of_worker(too_young(a))))
    }),
    check("gone", "", About::Placement, |a| {
        of(a, running().add(of_worker(gone())))
    }),
    check("overlap", "", About::Placement, |a| of(a, overlapping())),
    check("two-posts", "", About::Placement, |a| of(a, welfare_and_more())),
    check("no-proof", "", About::Placement, |a| of(a, without_proof())),
    check("unverified", "", About::Placement, |a| of(a, long_unverified(a))),
    check("pay", "", About::Placement, |a| of(a, odd_pay())),
];

fn of(asked: &Asked, broken: Condition) -> SelectStatement {
    let wanted = Condition::all()
        .add(asked.homes(placement::Column::HomeCode))
        .add(broken);
    placements(placement::Column::Id, placement::Column::StartedOn, one(), wanted)
}

fn running() -> Condition {
    Condition::all().add(placement::Column::EndedOn.is_null())
}

fn missing() -> Condition {
    Condition::any()
        .add(placement::Column::PayMonthYuan.is_null())
        .add(placement::Column::OccupationCode.eq(""))
        .add(placement::Column::Industry.eq(""))
        .add(placement::Column::EmployerName.eq(""))
}

/// A province or a city instead of a county.
fn coarse_place() -> Condition {
    Condition::all().add(Expr::cust(
        "(LENGTH(placement.place_code) < 6 OR SUBSTR(placement.place_code, 5, 2) = '00')",
    ))
}

fn near_work_far_away() -> Condition {
    Condition::all()
        .add(placement::Column::Kind.is_in([PlacementKind::Workshop, PlacementKind::Welfare]))
        .add(other_county())
}

fn other_county() -> Expr {
    Expr::cust("SUBSTR(placement.place_code, 1, 6) <> SUBSTR(placement.home_code, 1, 6)")
}

/// The kind says another class of place than the two codes do.
fn wrong_kind() -> Condition {
    let same_province = || Expr::cust("SUBSTR(placement.place_code, 1, 2) = SUBSTR(placement.home_code, 1, 2)");
    let kind = |kind| Condition::all().add(placement::Column::Kind.eq(kind));
    Condition::any()
        .add(kind(PlacementKind::InCounty).add(other_county()))
        .add(kind(PlacementKind::InProvince).add(same_province().not()))
        .add(kind(PlacementKind::OtherProvince).add(same_province()))
        .add(kind(PlacementKind::PairedEast).add(same_province()))
}

/// The worker of the placement fits.
fn of_worker(wanted: Condition) -> Expr {
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(worker::Entity)
        .and_where(
            Expr::col((worker::Entity, worker::Column::Id)).equals((placement::Entity, placement::Column::WorkerId)),
        )
        .cond_where(wanted)
        .to_owned();
    Expr::exists(rows)
}

fn unable() -> Condition {
    use entity::codes::LabourAbility::{Lost, None};
    Condition::all().add(worker::Column::LabourAbility.is_in([Lost, None]))
}

fn too_young(asked: &Asked) -> Condition {
    let birth = Expr::col((worker::Entity, worker::Column::BirthDate));
    let of_age = db::days_after(asked.engine(), birth, SIXTEEN_YEARS_DAYS);
    Condition::all().add(Expr::col((placement::Entity, placement::Column::StartedOn)).lt(of_age))
}

fn gone() -> Condition {
    use entity::codes::WorkerStatus::{Dead, MovedOut};
    Condition::all().add(worker::Column::Status.is_in([Dead, MovedOut]))
}

/// Another placement of the same person that fits.
fn another(wanted: Condition) -> Expr {
    let other = Alias::new("other");
    let rows = Query::select()
        .expr(Expr::val(1))
        .from_as(placement::Entity, other.clone())
        .and_where(Expr::col((other.clone(), "worker_id")).equals((placement::Entity, placement::Column::WorkerId)))
        .and_where(Expr::col((other, "id")).ne(Expr::col((placement::Entity, placement::Column::Id))))
        .cond_where(wanted)
        .to_owned();
    Expr::exists(rows)
}

/// Two full-time jobs on the same days. One may begin on the day on which the other ends.
fn overlapping() -> Condition {
    let col = |column| Expr::col((placement::Entity, column));
    let begins_before_this_ends = Condition::any()
        .add(col(placement::Column::EndedOn).is_null())
        .add(Expr::col(("other", "started_on")).lt(col(placement::Column::EndedOn)));
    let ends_after_this_begins = Condition::any()
        .add(Expr::col(("other", "ended_on")).is_null())
        .add(Expr::col(("other", "ended_on")).gt(col(placement::Column::StartedOn)));
    let both = Condition::all()
        .add(Expr::col(("other", "full_time")).eq(true))
        .add(begins_before_this_ends)
        .add(ends_after_this_begins);
    Condition::all()
        .add(placement::Column::FullTime.eq(true))
        .add(another(both))
}

/// A welfare post and another job at the same time (双岗), the classic finding of audits.
fn welfare_and_more() -> Condition {
    let running_too = Condition::all().add(Expr::col(("other", "ended_on")).is_null());
    running()
        .add(placement::Column::Kind.eq(PlacementKind::Welfare))
        .add(another(running_too))
}

fn without_proof() -> Condition {
    let proofs = Query::select()
        .expr(Expr::val(1))
        .from(placement_evidence::Entity)
        .and_where(
            Expr::col((placement_evidence::Entity, placement_evidence::Column::PlacementId))
                .equals((placement::Entity, placement::Column::Id)),
        )
        .to_owned();
    Condition::all()
        .add(placement::Column::VerifiedAt.is_not_null())
        .add(Expr::exists(proofs).not())
}

fn long_unverified(asked: &Asked) -> Condition {
    running()
        .add(placement::Column::State.eq(PlacementState::Unverified))
        .add(placement::Column::StartedOn.lt(asked.today() - Days::new(UNVERIFIED_DAYS)))
}

fn odd_pay() -> Condition {
    let (low, high) = PLAUSIBLE_PAY;
    Condition::all().add(placement::Column::FullTime.eq(true)).add(
        Condition::any()
            .add(placement::Column::PayMonthYuan.lt(low))
            .add(placement::Column::PayMonthYuan.gt(high)),
    )
}
