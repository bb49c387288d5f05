//! A month: attendance, pay, closing, correcting.

use chrono::Duration;
use entity::codes::{RollPayWay, RollSign, RollState};
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::workshops::month::Month;
use labour_bridge::domain::workshops::sums::Piece;
use labour_bridge::domain::workshops::{self, Attended, LineInput, Warning};
use uuid::Uuid;

use crate::support::{TestApp, on_both};

fn paid(line: Uuid, paid_fen: i64, app: &TestApp) -> LineInput {
    LineInput {
        line,
        pieces: vec![
            Piece {
                pieces: 120,
                rate_fen: 80,
            },
            Piece {
                pieces: 35,
                rate_fen: 120,
            },
        ],
        hour_rate_fen: 500,
        other_fen: 1_000,
        other_note: "全勤奖".into(),
        deduct_fen: 300,
        deduct_reason: "饭钱".into(),
        paid_fen,
        in_full: false,
        paid_on: Some(app.today()),
        paid_way: Some(RollPayWay::Card),
        pay_note: String::new(),
        signed: RollSign::Signed,
    }
}

async fn attended(
    app: &TestApp,
    id: Uuid,
    month: Month,
    line: Uuid,
    full: &str,
    half: &str,
) -> Result<(), DomainError> {
    let version = app.roll(id, month).await.version;
    let mut unit = app.unit().await;
    let days = Attended {
        line,
        full: full.into(),
        half: half.into(),
    };
    workshops::set_days(&mut unit, (id, month, version), &[days], None).await?;
    unit.commit().await
}

async fn pay(app: &TestApp, id: Uuid, month: Month, input: LineInput) -> Result<(), DomainError> {
    let version = app.roll(id, month).await.version;
    let mut unit = app.unit().await;
    workshops::set_pay(&mut unit, (id, month, version), &[input]).await?;
    unit.commit().await
}

on_both! {
    async fn what_is_due_follows_and_a_closed_month_is_corrected_as_a_new_edition(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.running_workshop(firm).await;
        let (month, lines) = app.opened_roll(id, 1).await;
        let line = lines[0].id;
        let mut unit = app.unit().await;
        let again = workshops::open(&mut unit, id, month).await;
        assert!(matches!(again, Err(DomainError::Conflict("workshops-conflict-month"))));
        drop(unit);
        assert!(matches!(attended(&app, id, month, line, "1-40", "").await, Err(DomainError::Invalid(_))));
        attended(&app, id, month, line, "1-10", "11").await.expect("saved");
        // 21 half days of 8 hours: 84 hours at 5 yuan.
        let due = 120 * 80 + 35 * 120 + 84 * 500 + 1_000 - 300;
        assert!(matches!(pay(&app, id, month, paid(line, due + 1, &app)).await, Err(DomainError::Invalid(_))), "more than due needs a reason");
        let no_reason = LineInput { deduct_reason: String::new(), ..paid(line, due, &app) };
        assert!(matches!(pay(&app, id, month, no_reason).await, Err(DomainError::Invalid(_))));
        pay(&app, id, month, LineInput { in_full: true, ..paid(line, 0, &app) }).await.expect("saved");
        let row = app.roll_lines(id, month).await.remove(0);
        assert_eq!((row.due_fen, row.paid_fen), (due, due));
        // Fewer days, less due: the sum is never typed.
        attended(&app, id, month, line, "1-10", "").await.expect("saved");
        assert_eq!(app.roll_lines(id, month).await[0].due_fen, due - 4 * 500);
        let version = app.roll(id, month).await.version;
        let mut unit = app.unit().await;
        let odd = workshops::close(&mut unit, id, month, version).await;
        assert!(matches!(odd, Err(DomainError::Invalid(_))), "more was paid than is due now");
        drop(unit);
        attended(&app, id, month, line, "1-10", "11").await.expect("saved");
        let version = app.roll(id, month).await.version;
        let mut unit = app.unit().await;
        workshops::close(&mut unit, id, month, version).await.expect("closed");
        unit.commit().await.expect("committed");
        for refused in [attended(&app, id, month, line, "1", "").await, pay(&app, id, month, paid(line, due, &app)).await] {
            assert!(matches!(refused, Err(DomainError::Conflict("workshops-conflict-closed"))));
        }
        let version = app.roll(id, month).await.version;
        let mut unit = app.unit().await;
        assert!(matches!(workshops::reopen(&mut unit, id, month, version, " ").await, Err(DomainError::Invalid(_))));
        drop(unit);
        let mut unit = app.unit().await;
        workshops::reopen(&mut unit, id, month, version, "少记了一天").await.expect("a new edition");
        unit.commit().await.expect("committed");
        let line = app.roll_lines(id, month).await[0].id;
        attended(&app, id, month, line, "1-11", "").await.expect("saved");
        let db = app.app.core.db.reader();
        let old = workshops::roll_of(db, &Actor::System, id, month, Some(1)).await.expect("an answer").expect("the old one");
        let new = workshops::roll_of(db, &Actor::System, id, month, None).await.expect("an answer").expect("the new one");
        assert_eq!((old.roll.state, old.halves(), old.sum(|line| line.line.due_fen)), (RollState::Replaced, 21, due));
        assert_eq!((new.roll.edition, new.halves(), new.sum(|line| line.line.due_fen)), (2, 22, due + 4 * 500));
    }

    async fn everybody_is_present_with_one_button_and_nobody_before_the_first_day(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.running_workshop(firm).await;
        let late = app.villager(70, "李桂花", false).await;
        let month = Month::of(app.today()).before();
        let days = (app.today() - month.day(20).expect("a day")).num_days().unsigned_abs();
        app.taken_in(id, late, days).await;
        app.opened_roll(id, 1).await;
        let mut unit = app.unit().await;
        workshops::set_days(&mut unit, (id, month, 1), &[], Some("1-28")).await.expect("saved");
        unit.commit().await.expect("committed");
        let lines = app.roll_lines(id, month).await;
        let of = |worker| &lines.iter().find(|line| line.worker_id == worker).expect("a line").days;
        assert_eq!(labour_bridge::domain::workshops::days::words(of(late), 'f'), "20-28");
        assert!(lines.iter().any(|line| line.days.starts_with("ffff")));
    }

    async fn owed_wages_and_missing_rolls_are_warned_of(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.running_workshop(firm).await;
        app.pass(Duration::days(40));
        let db = app.app.core.db.reader();
        let warned = async |warning| workshops::warned(db, &Actor::System, warning, app.today()).await.expect("an answer");
        assert_eq!(warned(Warning::NoRollLast).await, [id]);
        let (month, lines) = app.opened_roll(id, 1).await;
        assert!(warned(Warning::NoRollLast).await.is_empty());
        pay(&app, id, month, LineInput { pay_note: "先发一半".into(), ..paid(lines[0].id, 5_000, &app) }).await.expect("saved");
        assert!(warned(Warning::PayLate).await.is_empty(), "pay day has not come");
        app.pass(Duration::days(31));
        assert_eq!(warned(Warning::PayLate).await, [id]);
        let people = workshops::people_on(db, id, app.today()).await.expect("people");
        assert!(people[0].facts.late);
        assert_eq!(warned(Warning::Below).await, [id], "whoever is owed wages does not count");
    }

    async fn two_who_save_the_same_month_do_not_overwrite_each_other(app) {
        let firm = app.verified_employer("暖阳服饰").await;
        let id = app.running_workshop(firm).await;
        let (month, _) = app.opened_roll(id, 0).await;
        let mut unit = app.unit().await;
        workshops::add_missing(&mut unit, id, month, 1).await.expect("nobody new");
        unit.commit().await.expect("committed");
        let mut unit = app.unit().await;
        let raced = workshops::add_missing(&mut unit, id, month, 1).await;
        assert!(matches!(raced, Err(DomainError::Conflict("conflict-changed-meanwhile"))));
        drop(unit);
        let mut unit = app.unit().await;
        let early = workshops::close(&mut unit, id, month, 2).await;
        assert!(matches!(early, Err(DomainError::Invalid(_))), "the month still runs");
    }
}
