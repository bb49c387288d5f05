//! The fair of the coming weeks: announced, booths booked or waiting for a review, people invited.

use std::collections::{BTreeMap, HashMap};

use chrono::Days;
use entity::codes::{BoothState, FairState, InvitationAnswer, Subject, TicketOrigin};
use entity::{fair, fair_booth, fair_booth_post, fair_invitation};
use sea_orm::Set;
use uuid::Uuid;

use super::{Guest, fair_row, guests, papers, ticket, timeline};
use crate::made_up::{EmployerState, Text, VacancyState};
use crate::seed::desk::{Desk, Step, int};
use crate::seed::introductions::Post;
use crate::seed::rows::Rows;
use crate::seed::vacancies::Owner;

/// Days until the fair.
const DAYS: u64 = 18;
/// Employers that have asked for a booth; the last two wait for a review.
const BOOTHS: usize = 9;
/// Posts of a booth.
const POSTS: usize = 3;
/// People on the call list.
const INVITED: usize = 16;
/// Number of the fair, for its tokens.
const ITEM: u64 = 3;

pub(super) fn add(desk: &Desk, rows: &mut Rows, posts: &[Post<'_>], firms: &HashMap<Text, Owner<'_>>) {
    let id = Uuid::new_v4();
    let day = desk.today + Days::new(DAYS);
    papers(desk, rows, id, desk.day(9), 88);
    let steps = [
        (FairState::Planning, desk.moment(25, 0)),
        (FairState::Filed, desk.moment(8, 0)),
        (FairState::Booking, desk.moment(7, 0)),
    ];
    timeline(rows, id, &desk.staff.county, &steps);
    let first = booths(desk, rows, id, posts, firms);
    let tickets = invited(desk, rows, id, first);
    rows.fairs.push(fair::ActiveModel {
        version: Set(3),
        opened_at: Set(Some(desk.moment(7, 0))),
        last_number: Set(tickets),
        created_at: Set(desk.moment(25, 0)),
        ..fair_row(
            desk,
            id,
            "崆峒区—河西区冬季现场招聘会",
            day,
            FairState::Booking,
            desk.moment(7, 0),
        )
    });
}

/// Booths of verified employers with published posts. Gives the first post.
fn booths(
    desk: &Desk,
    rows: &mut Rows,
    fair: Uuid,
    posts: &[Post<'_>],
    firms: &HashMap<Text, Owner<'_>>,
) -> Option<Uuid> {
    let mut offered: BTreeMap<&str, Vec<&Post<'_>>> = BTreeMap::new();
    for post in posts {
        let told = &post.told;
        if told.state == VacancyState::Published && told.filled < told.headcount {
            offered.entry(&told.employer).or_default().push(post);
        }
    }
    let fit = offered.into_iter().filter_map(|(key, posts)| {
        let firm = firms.get(key)?;
        (firm.told.state == EmployerState::Verified).then_some((key, firm, posts))
    });
    let mut first = None;
    for (number, (key, firm, posts)) in (1..).zip(fit.take(BOOTHS)) {
        let waits = usize::try_from(number).unwrap_or_default() > BOOTHS - 2;
        let booth = booth(desk, rows, fair, (key, firm), (!waits).then_some(number));
        for post in posts.into_iter().take(POSTS) {
            let id = Uuid::new_v4();
            first = first.or(Some(id));
            rows.fair_posts.push(fair_booth_post::ActiveModel {
                id: Set(id),
                fair_id: Set(fair),
                booth_id: Set(booth),
                vacancy_id: Set(Some(post.id)),
                title: Set(post.told.title.clone().into_owned()),
                headcount: Set(int(post.told.headcount - post.told.filled)),
                intentions: Set(0),
                snapshot: Set(None),
                frozen_at: Set(None),
            });
        }
    }
    first
}

fn booth(desk: &Desk, rows: &mut Rows, fair: Uuid, (key, firm): (&str, &Owner<'_>), number: Option<i32>) -> Uuid {
    let id = Uuid::new_v4();
    let (asked, reviewed) = (desk.moment(6, 0), desk.moment(4, 0));
    let author = desk.staff.author_of(key);
    let state = if number.is_some() {
        BoothState::Reviewed
    } else {
        BoothState::Requested
    };
    rows.fair_booths.push(fair_booth::ActiveModel {
        id: Set(id),
        version: Set(if number.is_some() { 2 } else { 1 }),
        fair_id: Set(fair),
        employer_id: Set(firm.id),
        employer_name: Set(firm.told.name.clone().into_owned()),
        number: Set(number),
        contact_name: Set(firm.told.contact_name.clone().into_owned()),
        contact_phone: Set(firm.told.contact_phone.clone().into_owned()),
        note: Set(String::new()),
        state: Set(state),
        state_since: Set(if number.is_some() { reviewed } else { asked }),
        reason: Set(String::new()),
        requested_by: Set(author.id),
        requested_at: Set(asked),
    });
    let mut step = |from, to, by, at| {
        let step = Step {
            from,
            to,
            reason: "",
            by,
            at,
        };
        rows.moves.push(step.row(Subject::FairBooth, id));
    };
    step(None, BoothState::Requested, author, asked);
    if number.is_some() {
        step(
            Some(BoothState::Requested),
            BoothState::Reviewed,
            &desk.staff.station,
            reviewed,
        );
    }
    id
}

/// The call list: every other one has answered, and those who come have a ticket. Gives the number of tickets.
fn invited(desk: &Desk, rows: &mut Rows, fair: Uuid, post: Option<Uuid>) -> i32 {
    let mut tickets = 0;
    let people: Vec<Guest> = guests(rows)
        .into_iter()
        .filter(|guest| guest.matchable)
        .take(INVITED)
        .collect();
    for (place, guest) in people.iter().enumerate() {
        let answer = match place % 4 {
            0 => InvitationAnswer::Coming,
            1 => InvitationAnswer::NotReached,
            _ => InvitationAnswer::Waiting,
        };
        let answered = (answer != InvitationAnswer::Waiting).then(|| desk.moment(2, 0));
        rows.fair_invitations.push(fair_invitation::ActiveModel {
            id: Set(Uuid::new_v4()),
            fair_id: Set(fair),
            worker_id: Set(guest.id),
            booth_post_id: Set(post),
            score: Set(80 - i32::try_from(place).unwrap_or_default()),
            answer: Set(answer),
            answered_at: Set(answered),
            answered_by: Set(answered.and(desk.staff.station.id)),
            created_by: Set(desk.staff.station.id),
            created_at: Set(desk.moment(3, 0)),
        });
        if answer == InvitationAnswer::Coming {
            tickets += 1;
            let given = desk.moment(2, 0);
            let (_, row) = ticket((fair, ITEM), tickets, Some(guest), TicketOrigin::Invitation, given);
            rows.fair_tickets.push(row);
        }
    }
    tickets
}
