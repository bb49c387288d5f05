//! Who sits where. Pure: people in the order in which they get on, those who go together beside each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

/// A vehicle with its seats, counted from 1.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// The vehicle.
    pub id: Uuid,
    /// Its seats.
    pub seats: i32,
}

/// Somebody without a seat.
#[derive(Clone, Debug)]
pub struct Guest {
    /// The passenger.
    pub id: Uuid,
    /// The person, by whom companions know each other.
    pub worker: Uuid,
    /// Place of the pick-up point on the way; those without one get on last.
    pub point: i32,
    /// What breaks ties: the name.
    pub name: String,
}

/// Give seats to `guests` in `rooms`, whose `taken` seats stay. A group sits in one vehicle if one has room for all of it. Who finds no seat
/// is left out.
#[must_use]
pub fn assign(
    rooms: &[Room],
    taken: &BTreeSet<(Uuid, i32)>,
    guests: &[Guest],
    companions: &[(Uuid, Uuid)],
) -> Vec<(Uuid, Uuid, i32)> {
    let mut free: Vec<(Uuid, BTreeSet<i32>)> = rooms
        .iter()
        .map(|room| {
            let seats = (1..=room.seats).filter(|seat| !taken.contains(&(room.id, *seat)));
            (room.id, seats.collect())
        })
        .collect();
    let mut found = Vec::with_capacity(guests.len());
    for group in groups(guests, companions) {
        let whole = free.iter().position(|(_, seats)| seats.len() >= group.len());
        for guest in group {
            let room = whole.or_else(|| free.iter().position(|(_, seats)| !seats.is_empty()));
            let Some((vehicle, seats)) = room.and_then(|at| free.get_mut(at)) else {
                continue;
            };
            if let Some(seat) = seats.pop_first() {
                found.push((guest.id, *vehicle, seat));
            }
        }
    }
    found
}

/// People who go together, directly or by a common companion; the groups in the order in which their first gets on.
fn groups<'g>(guests: &'g [Guest], companions: &[(Uuid, Uuid)]) -> Vec<Vec<&'g Guest>> {
    let mut head: HashMap<Uuid, Uuid> = guests.iter().map(|guest| (guest.worker, guest.worker)).collect();
    for (one, other) in companions {
        let (Some(one), Some(other)) = (top(&head, *one), top(&head, *other)) else {
            continue;
        };
        head.insert(one.max(other), one.min(other));
    }
    let mut by_head: BTreeMap<Uuid, Vec<&Guest>> = BTreeMap::new();
    for guest in guests {
        let group = top(&head, guest.worker).unwrap_or(guest.worker);
        by_head.entry(group).or_default().push(guest);
    }
    let order = |guest: &Guest| (guest.point, guest.name.clone(), guest.id);
    let mut groups: Vec<Vec<&Guest>> = by_head.into_values().collect();
    for group in &mut groups {
        group.sort_by_key(|guest| order(guest));
    }
    groups.sort_by_key(|group| group.first().map(|guest| order(guest)));
    groups
}

fn top(head: &HashMap<Uuid, Uuid>, of: Uuid) -> Option<Uuid> {
    let mut at = of;
    loop {
        let above = *head.get(&at)?;
        if above == at {
            return Some(at);
        }
        at = above;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(number: usize) -> Uuid {
        Uuid::from_u128(number as u128 + 1)
    }

    fn guest(number: usize, point: i32) -> Guest {
        Guest {
            id: id(1_000 + number),
            worker: id(number),
            point,
            name: format!("{number:03}"),
        }
    }

    #[test]
    fn people_sit_in_the_order_in_which_they_get_on_and_companions_together() {
        let rooms = [Room { id: id(900), seats: 3 }, Room { id: id(901), seats: 3 }];
        let guests = [guest(0, 2), guest(1, 1), guest(2, 1), guest(3, 1), guest(4, 2)];
        // The last one of the first point goes with somebody of the second: both fit only into the second vehicle.
        let found = assign(&rooms, &BTreeSet::new(), &guests, &[(id(3), id(4))]);
        let seat = |number: usize| {
            found
                .iter()
                .find(|(who, _, _)| *who == id(1_000 + number))
                .map(|(_, v, s)| (*v, *s))
        };
        assert_eq!((seat(1), seat(2)), (Some((id(900), 1)), Some((id(900), 2))));
        assert_eq!((seat(3), seat(4)), (Some((id(901), 1)), Some((id(901), 2))));
        assert_eq!(seat(0), Some((id(900), 3)));
    }

    proptest! {
        #[test]
        fn nobody_shares_a_seat_and_none_stays_empty_while_somebody_stands(
            rooms in prop::collection::vec(1..12_i32, 0..4),
            points in prop::collection::vec(0..4_i32, 0..40),
            pairs in prop::collection::vec((0..40_usize, 0..40_usize), 0..12),
            taken in prop::collection::vec((0..4_usize, 1..12_i32), 0..6),
        ) {
            let rooms: Vec<Room> = rooms.into_iter().enumerate().map(|(at, seats)| Room { id: id(900 + at), seats }).collect();
            let taken: BTreeSet<(Uuid, i32)> = taken
                .into_iter()
                .filter(|(at, seat)| rooms.get(*at).is_some_and(|room| *seat <= room.seats))
                .map(|(at, seat)| (id(900 + at), seat))
                .collect();
            let guests: Vec<Guest> = points.into_iter().enumerate().map(|(at, point)| guest(at, point)).collect();
            let pairs: Vec<(Uuid, Uuid)> = pairs.into_iter().map(|(a, b)| (id(a), id(b))).collect();
            let found = assign(&rooms, &taken, &guests, &pairs);
            let mut used = taken.clone();
            for (_, vehicle, seat) in &found {
                prop_assert!(used.insert((*vehicle, *seat)));
                prop_assert!(rooms.iter().any(|room| room.id == *vehicle && (1..=room.seats).contains(seat)));
            }
            let all: usize = rooms.iter().map(|room| usize::try_from(room.seats).unwrap_or(0)).sum();
            prop_assert_eq!(found.len(), guests.len().min(all - taken.len()));
        }
    }
}
