//! What the fields of the forms offer to choose from.

use entity::codes::{
    Code as _, ConsentScope, ConsentWay, Education, HouseholdBase, LabourAbility, Limit, Monitor, PhoneOwner,
    PhoneState, Sex, SkillLevel, StatusSource, WantKind, WorkerStatus,
};

use super::form::WorkerForm;
use crate::reference::certificate;
use crate::web::ctx::Ctx;
use crate::web::page::{Choice, choices, choices_many, choices_or_none};
use crate::web::{place, trade};

/// Consents that are asked for on paper forms. The one for a firm is asked for when the firm is known.
const ON_FORM: [ConsentScope; 2] = [ConsentScope::Register, ConsentScope::Match];
/// Consents that the record's own page takes.
const ON_RECORD: [ConsentScope; 5] = [
    ConsentScope::Register,
    ConsentScope::Match,
    ConsentScope::Health,
    ConsentScope::Claim,
    ConsentScope::Publish,
];

/// Choices and offers for every field.
pub struct Offers {
    pub places: Vec<String>,
    pub trades: Vec<&'static str>,
    pub sexes: Vec<Choice>,
    pub educations: Vec<Choice>,
    pub abilities: Vec<Choice>,
    pub owners: Vec<Choice>,
    pub phone_states: Vec<Choice>,
    pub bases: Vec<Choice>,
    pub monitors: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub often_named: Vec<Choice>,
    pub limits: Vec<Choice>,
    pub consents: Vec<Choice>,
    pub scopes: Vec<Choice>,
    pub ways: Vec<Choice>,
    pub statuses: Vec<Choice>,
    pub sources: Vec<Choice>,
}

impl Offers {
    /// The choices, with what the form holds chosen.
    pub fn of(c: &Ctx, form: &WorkerForm) -> Self {
        let monitors = {
            let mut all = choices_or_none(c, Monitor::ALL, &form.monitor);
            if let Some(first) = all.first_mut() {
                first.label = c.t("workers-not-monitored");
            }
            all
        };
        Self {
            places: place::offers(c),
            trades: trade::offers(c),
            sexes: choices_or_none(c, Sex::ALL, &form.sex),
            educations: choices_or_none(c, Education::ALL, &form.education),
            abilities: choices_or_none(c, LabourAbility::ALL, &form.labour_ability),
            owners: choices(c, PhoneOwner::ALL, &form.phone_owner),
            phone_states: choices(c, PhoneState::ALL, &form.phone_state),
            bases: choices_or_none(c, HouseholdBase::ALL, &form.base),
            monitors,
            kinds: choices_many(c, WantKind::ALL, &form.kinds),
            often_named: place::often_named(&form.places),
            limits: choices_many(c, Limit::ALL, &form.limits),
            consents: choices_many(c, &ON_FORM, &form.consents),
            scopes: choices(c, &ON_RECORD, &form.consent_scope),
            ways: choices(
                c,
                &[
                    ConsentWay::Signed,
                    ConsentWay::Voice,
                    ConsentWay::Sms,
                    ConsentWay::OnBehalf,
                ],
                &form.consent_way,
            ),
            statuses: choices(c, WorkerStatus::ALL, &form.status),
            sources: choices(c, StatusSource::ALL, &form.source),
        }
    }
}

/// Levels of a skill certificate.
pub fn levels(c: &Ctx, chosen: &str) -> Vec<Choice> {
    choices(c, SkillLevel::ALL, chosen)
}

/// Kinds of certificates, with an empty first choice.
pub fn certificates(c: &Ctx, chosen: &str) -> Vec<Choice> {
    let none = Choice {
        value: String::new(),
        label: c.t("workers-no-certificate"),
        chosen: chosen.is_empty(),
    };
    let all = certificate::all().iter().map(|kind| Choice {
        value: kind.key.to_owned(),
        label: kind.label(c.locale.tag()).to_owned(),
        chosen: kind.key == chosen,
    });
    std::iter::once(none).chain(all).collect()
}

/// Whose phone it is.
pub fn owners(c: &Ctx, chosen: &PhoneOwner) -> Vec<Choice> {
    choices(c, PhoneOwner::ALL, chosen.key())
}

/// What became of calls.
pub fn phone_states(c: &Ctx, chosen: &PhoneState) -> Vec<Choice> {
    choices(c, PhoneState::ALL, chosen.key())
}

/// The name of a certificate in the reader's language.
pub fn certificate_name(c: &Ctx, key: &str) -> String {
    certificate::get(key)
        .map_or(key, |kind| kind.label(c.locale.tag()))
        .to_owned()
}
