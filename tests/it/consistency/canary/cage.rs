//! The canaries, and who must not come across which.

use entity::codes::Role;
use entity::{worker, worker_phone};
use labour_bridge::i18n::Locale;
use labour_bridge::reference::region;
use sea_orm::EntityTrait as _;

use crate::support::TestApp;
use crate::support::workers::{OTHER_VILLAGE, number, phone};
use crate::support::world::{PERSON, World};

pub const NOTE: &str = "CANARY-NOTE";
pub const WITNESS: &str = "CANARY-WITNESS";

/// Something that is not everybody's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Canary {
    Name,
    /// The whole identity number.
    Number,
    /// Its last four, which staff may see.
    NumberEnd,
    /// The whole phone.
    Phone,
    Birth,
    /// The village, in words and as a code.
    Home,
    Household,
    /// What the body cannot do.
    Limit,
    /// A wish that tells of faith.
    Meals,
    Note,
    Witness,
    /// The number of the slip, with which and the end of the phone one can act as the person.
    Reference,
    /// Cipher text and look-up index of number and phone.
    Sealed,
}

pub use Canary::{
    Birth, Home, Household, Limit, Meals, Name, Note, Number, NumberEnd, Phone, Reference, Sealed, Witness,
};

/// Everything.
pub const EVERYTHING: &[Canary] = &[
    Name, Number, NumberEnd, Phone, Birth, Home, Household, Limit, Meals, Note, Witness, Reference, Sealed,
];

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Visitor,
    /// The firm to which the person agreed to go.
    Firm,
    OtherFirm,
    Admin,
    Elsewhere(Role),
    Here(Role),
}

/// Who must not come across what.
pub const MUST_NOT_SEE: &[(Reader, &[Canary])] = &[
    (Reader::Visitor, EVERYTHING),
    (
        // The name and the age are what the person agreed to; the phone is given on request only, and that is written down.
        Reader::Firm,
        &[
            Number, NumberEnd, Phone, Birth, Home, Household, Limit, Meals, Note, Witness, Reference, Sealed,
        ],
    ),
    (Reader::OtherFirm, EVERYTHING),
    (Reader::Admin, EVERYTHING),
    // Household categories, limits and meals are words on the filters and forms for their own people.
    (Reader::Elsewhere(Role::County), OF_A_STRANGER),
    (Reader::Elsewhere(Role::Station), OF_A_STRANGER),
    (Reader::Elsewhere(Role::Liaison), OF_A_STRANGER),
    (Reader::Elsewhere(Role::Auditor), OF_A_STRANGER),
    // Whoever works with the record sees it masked.
    (Reader::Here(Role::County), &[Number, Phone, Sealed]),
    (Reader::Here(Role::Station), &[Number, Phone, Sealed]),
    (Reader::Here(Role::Liaison), &[Number, Phone, Sealed]),
    (Reader::Here(Role::Auditor), &[Number, Phone, Sealed]),
];
pub const OF_A_STRANGER: &[Canary] = &[
    Name, Number, NumberEnd, Phone, Birth, Home, Note, Witness, Reference, Sealed,
];

/// The words of each canary.
pub struct Cage {
    pub words: Vec<(Canary, String)>,
}

impl Cage {
    pub async fn of(app: &TestApp, w: &World) -> Self {
        let db = app.app.core.db.reader();
        let row = worker::Entity::find_by_id(w.worker)
            .one(db)
            .await
            .expect("an answer")
            .expect("the person");
        let dial = worker_phone::Entity::find_by_id(w.phone)
            .one(db)
            .await
            .expect("an answer")
            .expect("a phone");
        let number = number(w.seed);
        let village = region::full_name(OTHER_VILLAGE);
        let village = village.rsplit('镇').next().expect("a village").to_owned();
        let mut words = vec![
            (Name, PERSON.to_owned()),
            (NumberEnd, number[14..].to_owned()),
            (Number, number),
            (Phone, phone(w.seed)),
            (Birth, "1974-03-12".to_owned()),
            (Home, village),
            (Home, OTHER_VILLAGE.to_owned()),
            (Note, NOTE.to_owned()),
            (Witness, WITNESS.to_owned()),
            (Reference, w.reference.clone()),
            (Sealed, row.id_number_cipher.expect("a cipher text")),
            (Sealed, row.id_number_index.expect("an index")),
            (Sealed, dial.number_cipher),
            (Sealed, dial.number_index),
            (Limit, "no_noise".to_owned()),
        ];
        for locale in [Locale::Zh, Locale::En] {
            words.push((Household, locale.text("monitor-sudden")));
            words.push((Limit, locale.text("limit-no-noise")));
        }
        // English pages say "Halal meals" of a kitchen too.
        words.push((Meals, Locale::Zh.text("workers-halal")));
        Self { words }
    }

    /// What is said that must not be said.
    pub fn heard<'c>(&'c self, said: &str, forbidden: &[Canary]) -> Vec<&'c (Canary, String)> {
        self.words
            .iter()
            .filter(|(canary, word)| forbidden.contains(canary) && said.contains(word.as_str()))
            .collect()
    }
}
