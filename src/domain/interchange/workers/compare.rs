//! What a ledger row would change in a record. Blank cells say nothing; lists only grow; an older statement never replaces a newer one.

use chrono::NaiveDate;
use entity::codes::{Code, ConsentScope, HouseholdBase, Limit};

use super::facts::{Facts, HouseholdFacts, Wishes};
use super::known::Known;
use crate::domain::interchange::content::Change;
use crate::domain::workers::{HouseholdInput, IntentInput};
use crate::vault::Vault;
use entity::codes::{StatusSource, WantKind};

/// The changes, by field.
pub(super) fn changes(known: &Known, facts: &Facts, today: NaiveDate, vault: &Vault) -> Vec<Change> {
    let record = &known.worker;
    let mut found = Vec::new();
    if record.name != facts.name {
        found.push(Change::new("name", &record.name, &facts.name));
    }
    // A coarser place says less than the record knows already.
    if record.region_code != facts.region_code
        && !crate::reference::region::contains(&facts.region_code, &record.region_code)
    {
        found.push(Change::new("region_code", &record.region_code, &facts.region_code));
    }
    code(&mut found, "education", record.education, facts.education);
    code(
        &mut found,
        "labour_ability",
        record.labour_ability,
        facts.labour_ability,
    );
    let limits = limits(known, facts);
    if let Some(after) = &limits {
        found.push(Change::new("limits", record.limits.clone(), keys(after)));
    }
    for (phone, _) in facts.phones.iter().filter(|(phone, _)| !known.has_phone(vault, phone)) {
        found.push(Change::new("phone", "", phone.masked()));
    }
    if let Some(after) = facts
        .household
        .and_then(|said| household(known, said, facts.as_of.unwrap_or(today)))
    {
        let before = known.household.as_ref().map(|row| (row.base, row.monitor));
        let shown = |(base, monitor): (HouseholdBase, Option<entity::codes::Monitor>)| {
            [Some(base.key()), monitor.map(Code::key)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        };
        found.push(Change::new(
            "household",
            before.map(shown).unwrap_or_default(),
            shown((after.base, after.monitor)),
        ));
    }
    if let Some(status) = facts.status.filter(|status| *status != record.status)
        && facts.as_of.unwrap_or(today) >= record.status_as_of
    {
        found.push(Change::new("status", record.status.key(), status.key()));
    }
    for code in new_skills(known, facts) {
        found.push(Change::new("skills", "", code.0));
    }
    for kind in new_certificates(known, facts) {
        found.push(Change::new("certificate", "", kind));
    }
    if let Some((before, after)) = wishes(known, &facts.wishes, facts.as_of.unwrap_or(today)) {
        found.push(Change::new(
            "want",
            before.as_ref().map(told).unwrap_or_default(),
            told(&after),
        ));
    }
    if facts.consent_form.is_some() && !consented(known) {
        found.push(Change::new(
            "consent_form",
            "",
            facts.consent_form.clone().unwrap_or_default(),
        ));
    }
    if record.note.is_empty()
        && let Some(note) = &facts.note
    {
        found.push(Change::new("note", "", note));
    }
    found
}

fn code<C: Code + PartialEq>(found: &mut Vec<Change>, field: &str, before: Option<C>, after: Option<C>) {
    if let Some(after) = after.filter(|after| Some(*after) != before) {
        found.push(Change::new(
            field,
            before.map(Code::key).unwrap_or_default(),
            after.key(),
        ));
    }
}

fn keys<C: Code>(codes: &[C]) -> String {
    codes.iter().map(|code| code.key()).collect::<Vec<_>>().join(" ")
}

/// All limits, if the row adds one.
pub(super) fn limits(known: &Known, facts: &Facts) -> Option<Vec<Limit>> {
    let before: Vec<Limit> = known
        .worker
        .limits
        .split_whitespace()
        .filter_map(Limit::from_key)
        .collect();
    let all: Vec<Limit> = Limit::ALL
        .iter()
        .copied()
        .filter(|limit| before.contains(limit) || facts.limits.contains(limit))
        .collect();
    (all.len() > before.len()).then_some(all)
}

/// The household category as the row has it, if that is not what holds.
pub(super) fn household(known: &Known, said: HouseholdFacts, day: NaiveDate) -> Option<HouseholdInput> {
    let after = merged_household(known.household.as_ref(), said, day);
    let same = known.household.as_ref().is_some_and(|row| {
        (row.base, row.monitor, row.risk_cleared) == (after.base, after.monitor, after.risk_cleared)
    });
    (!same).then_some(after)
}

/// What the row says, over what is known.
pub(super) fn merged_household(
    before: Option<&entity::worker_household::Model>,
    said: HouseholdFacts,
    day: NaiveDate,
) -> HouseholdInput {
    let monitor = said.monitor.unwrap_or_else(|| before.and_then(|row| row.monitor));
    let unstable = monitor == Some(entity::codes::Monitor::Unstable);
    // 脱贫不稳定户 are lifted households by definition; of others nothing is assumed.
    let assumed = if unstable {
        HouseholdBase::Lifted
    } else {
        HouseholdBase::General
    };
    let base = said.base.or_else(|| before.map(|row| row.base)).unwrap_or(assumed);
    let risk_cleared = monitor.is_some()
        && said
            .risk_cleared
            .unwrap_or_else(|| before.is_some_and(|row| row.risk_cleared));
    HouseholdInput {
        base,
        monitor,
        risk_cleared,
        from: said.from.unwrap_or(day),
    }
}

pub(super) fn new_skills<'f>(known: &Known, facts: &'f Facts) -> Vec<&'f (&'static str, entity::codes::SkillLevel)> {
    facts
        .skills
        .iter()
        .filter(|(code, _)| !known.skills.iter().any(|skill| skill.occupation_code == *code))
        .collect()
}

pub(super) fn new_certificates(known: &Known, facts: &Facts) -> Vec<&'static str> {
    facts
        .certificates
        .iter()
        .copied()
        .filter(|kind| !known.certificates.iter().any(|held| held.kind == *kind))
        .collect()
}

/// Whether both consents that the paper form gives are on file.
pub(super) fn consented(known: &Known) -> bool {
    [ConsentScope::Register, ConsentScope::Match].iter().all(|scope| {
        known
            .consents
            .iter()
            .any(|consent| consent.scope == *scope && consent.employer_id.is_none())
    })
}

/// The wish as it stands and as it would stand, if the row says something else of it, and says it no earlier.
pub(super) fn wishes(known: &Known, said: &Wishes, day: NaiveDate) -> Option<(Option<IntentInput>, IntentInput)> {
    let before = known.intent.as_ref().map(intent_of);
    let after = merged_wishes(before.as_ref(), said, day)?;
    let is_newer = before.as_ref().is_none_or(|before| day >= before.stated_on);
    let same = before.as_ref().is_some_and(|before| {
        IntentInput {
            stated_on: before.stated_on,
            source: before.source,
            ..after.clone()
        } == *before
    });
    (is_newer && !same).then_some((before, after))
}

/// The wish columns over what was said before; nothing if they are all blank.
pub(super) fn merged_wishes(before: Option<&IntentInput>, said: &Wishes, day: NaiveDate) -> Option<IntentInput> {
    if *said == Wishes::default() {
        return None;
    }
    let mut after = before
        .cloned()
        .unwrap_or_else(|| IntentInput::open(day, StatusSource::Import));
    after.stated_on = day;
    after.source = StatusSource::Import;
    set(&mut after.kinds, said.kinds.clone());
    set(&mut after.places, said.places.clone());
    set(&mut after.trades, said.trades.clone());
    set(&mut after.lodging_required, said.lodging_required);
    set(&mut after.meals_wanted, said.meals_wanted);
    set(&mut after.night_shift_ok, said.night_shift_ok);
    set(&mut after.near_home_only, said.near_home_only);
    set(&mut after.with_spouse, said.with_spouse);
    set(&mut after.training_wish, said.training_wish.clone());
    after.pay_min_yuan = said.pay_min_yuan.or(after.pay_min_yuan);
    after.earliest_date = said.earliest_date.or(after.earliest_date);
    Some(after)
}

fn set<T>(place: &mut T, said: Option<T>) {
    if let Some(said) = said {
        *place = said;
    }
}

fn intent_of(row: &entity::worker_intent::Model) -> IntentInput {
    let list = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    IntentInput {
        kinds: row.kinds.split_whitespace().filter_map(WantKind::from_key).collect(),
        places: list(&row.places),
        trades: list(&row.trades),
        pay_min_yuan: row.pay_min_yuan,
        lodging_required: row.lodging_required,
        meals_wanted: row.meals_wanted,
        night_shift_ok: row.night_shift_ok,
        near_home_only: row.near_home_only,
        with_spouse: row.with_spouse,
        earliest_date: row.earliest_date,
        stay_months: row.stay_months,
        training_wish: row.training_wish.clone(),
        stated_on: row.stated_on,
        source: row.source,
    }
}

/// A wish in keys, short, for the preview.
fn told(wish: &IntentInput) -> String {
    let pay = wish.pay_min_yuan.map(|yuan| yuan.to_string());
    [
        Some(keys(&wish.kinds)),
        Some(wish.places.join(" ")),
        Some(wish.trades.join(" ")),
        pay,
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}
