//! Both languages say the same things, and every key that the code or a template names exists.

use std::collections::{BTreeMap, BTreeSet};

use entity::codes::{self, Code};

use super::layers::files_below;

pub fn keys_of(language: &str) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for path in files_below(&format!("locales/{language}"), "ftl") {
        let text = std::fs::read_to_string(&path).expect("a file");
        for line in text.lines() {
            let Some((key, _)) = line.split_once('=') else { continue };
            let starts = line.chars().next().is_some_and(|letter| letter.is_ascii_lowercase());
            if starts {
                let before = keys.insert(key.trim().to_owned(), path.display().to_string());
                assert!(
                    before.is_none(),
                    "{} stands twice: {before:?} and {}",
                    key.trim(),
                    path.display()
                );
            }
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_keys() {
    let zh: BTreeSet<String> = keys_of("zh-CN").into_keys().collect();
    let en: BTreeSet<String> = keys_of("en").into_keys().collect();
    assert_eq!(
        zh.difference(&en).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "only in zh-CN"
    );
    assert_eq!(
        en.difference(&zh).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "only in en"
    );
}

/// Quoted keys of a template: arguments of `c.t`, `c.t1`, `c.t2`, `c.ta` and of the part macros.
#[test]
fn every_key_that_a_template_names_exists() {
    let known = keys_of("zh-CN");
    let mut missing = Vec::new();
    for path in files_below("templates", "html") {
        let text = std::fs::read_to_string(&path).expect("a file");
        for call in ["c.t(\"", "c.t1(\"", "c.t2(\"", "c.ta(\""] {
            for part in text.split(call).skip(1) {
                let key = part.split('"').next().unwrap_or_default();
                if !known.contains_key(key) {
                    missing.push(format!("{}: {key}", path.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn labels<C: Code>(known: &BTreeMap<String, String>, missing: &mut Vec<String>) {
    for code in C::ALL {
        let tail: String = code
            .key()
            .chars()
            .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
            .collect();
        let key = format!("{}-{tail}", C::LIST);
        if !known.contains_key(&key) {
            missing.push(key);
        }
    }
}

#[test]
fn every_figure_and_every_check_has_its_words() {
    use labour_bridge::domain::figures::{catalogue, checks};
    let known = keys_of("zh-CN");
    let figures = catalogue::all().flat_map(|figure| ["name", "formula"].map(|of| figure.words(of)));
    let rules = checks::all().flat_map(|check| ["name", "help"].map(|of| check.words(of)));
    let units = catalogue::all().map(|figure| format!("unit-{}", figure.unit.key()));
    let groups = catalogue::all().map(|figure| format!("figures-group-{}", figure.group.key()));
    let missing: Vec<String> = figures
        .chain(rules)
        .chain(units)
        .chain(groups)
        .filter(|key| !known.contains_key(key))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_value_of_a_short_code_list_has_its_words() {
    let known = keys_of("zh-CN");
    let mut missing = Vec::new();
    labels::<codes::Role>(&known, &mut missing);
    labels::<codes::Sex>(&known, &mut missing);
    labels::<codes::Education>(&known, &mut missing);
    labels::<codes::LabourAbility>(&known, &mut missing);
    labels::<codes::WorkerStatus>(&known, &mut missing);
    labels::<codes::StatusSource>(&known, &mut missing);
    labels::<codes::WorkerOrigin>(&known, &mut missing);
    labels::<codes::HouseholdBase>(&known, &mut missing);
    labels::<codes::Monitor>(&known, &mut missing);
    labels::<codes::PhoneOwner>(&known, &mut missing);
    labels::<codes::PhoneState>(&known, &mut missing);
    labels::<codes::SkillLevel>(&known, &mut missing);
    labels::<codes::Limit>(&known, &mut missing);
    labels::<codes::WantKind>(&known, &mut missing);
    labels::<codes::ConsentScope>(&known, &mut missing);
    labels::<codes::ConsentWay>(&known, &mut missing);
    labels::<codes::EmployerKind>(&known, &mut missing);
    labels::<codes::EmployerSize>(&known, &mut missing);
    labels::<codes::EmployerState>(&known, &mut missing);
    labels::<codes::PaperKind>(&known, &mut missing);
    labels::<codes::PaperVerdict>(&known, &mut missing);
    labels::<codes::VacancyState>(&known, &mut missing);
    labels::<codes::PayForm>(&known, &mut missing);
    labels::<codes::Provision>(&known, &mut missing);
    labels::<codes::Shift>(&known, &mut missing);
    labels::<codes::Contract>(&known, &mut missing);
    labels::<codes::Insurance>(&known, &mut missing);
    labels::<codes::Term>(&known, &mut missing);
    labels::<codes::Demand>(&known, &mut missing);
    labels::<codes::ApplicationReason>(&known, &mut missing);
    labels::<codes::ApplicationState>(&known, &mut missing);
    labels::<codes::EmployerKind>(&known, &mut missing);
    labels::<codes::EmployerSize>(&known, &mut missing);
    labels::<codes::EmployerState>(&known, &mut missing);
    labels::<codes::EndReason>(&known, &mut missing);
    labels::<codes::EvidenceKind>(&known, &mut missing);
    labels::<codes::InterviewWay>(&known, &mut missing);
    labels::<codes::Origin>(&known, &mut missing);
    labels::<codes::PaperKind>(&known, &mut missing);
    labels::<codes::PaperVerdict>(&known, &mut missing);
    labels::<codes::ApplicationState>(&known, &mut missing);
    labels::<codes::ApplicationReason>(&known, &mut missing);
    labels::<codes::Origin>(&known, &mut missing);
    labels::<codes::InterviewWay>(&known, &mut missing);
    labels::<codes::PlacementKind>(&known, &mut missing);
    labels::<codes::PlacementState>(&known, &mut missing);
    labels::<codes::EvidenceKind>(&known, &mut missing);
    labels::<codes::EndReason>(&known, &mut missing);
    labels::<codes::ImportTarget>(&known, &mut missing);
    labels::<codes::ImportState>(&known, &mut missing);
    labels::<codes::RowState>(&known, &mut missing);
    labels::<codes::Ledger>(&known, &mut missing);
    labels::<codes::LedgerKind>(&known, &mut missing);
    labels::<codes::Direction>(&known, &mut missing);
    labels::<codes::FollowUpState>(&known, &mut missing);
    labels::<codes::FollowUpChannel>(&known, &mut missing);
    labels::<codes::FollowUpReached>(&known, &mut missing);
    labels::<codes::PayKept>(&known, &mut missing);
    labels::<codes::RetentionProof>(&known, &mut missing);
    labels::<codes::CaseKind>(&known, &mut missing);
    labels::<codes::CaseOrigin>(&known, &mut missing);
    labels::<codes::CaseState>(&known, &mut missing);
    labels::<codes::CaseReferral>(&known, &mut missing);
    labels::<codes::CaseStepKind>(&known, &mut missing);
    labels::<codes::HelpState>(&known, &mut missing);
    labels::<codes::HelpEnd>(&known, &mut missing);
    labels::<codes::OfferAnswer>(&known, &mut missing);
    labels::<codes::RoundWay>(&known, &mut missing);
    labels::<codes::FairKind>(&known, &mut missing);
    labels::<codes::FairState>(&known, &mut missing);
    labels::<codes::FairPaperKind>(&known, &mut missing);
    labels::<codes::BoothState>(&known, &mut missing);
    labels::<codes::InvitationAnswer>(&known, &mut missing);
    labels::<codes::TicketOrigin>(&known, &mut missing);
    labels::<codes::NumberRequestState>(&known, &mut missing);
    labels::<codes::CheckInSource>(&known, &mut missing);
    labels::<codes::FairTopic>(&known, &mut missing);
    labels::<codes::FairIntentionState>(&known, &mut missing);
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_value_of_the_short_code_lists_of_the_cooperation_has_its_words() {
    let known = keys_of("zh-CN");
    let mut missing = Vec::new();
    labels::<codes::TrainingKind>(&known, &mut missing);
    labels::<codes::LabourBrand>(&known, &mut missing);
    labels::<codes::TrainingState>(&known, &mut missing);
    labels::<codes::TrainingHalf>(&known, &mut missing);
    labels::<codes::TrainingMark>(&known, &mut missing);
    labels::<codes::TrainingPaperKind>(&known, &mut missing);
    labels::<codes::SeatOrigin>(&known, &mut missing);
    labels::<codes::SeatState>(&known, &mut missing);
    labels::<codes::SeatRequestState>(&known, &mut missing);
    labels::<codes::BatchMode>(&known, &mut missing);
    labels::<codes::BatchState>(&known, &mut missing);
    labels::<codes::PassengerState>(&known, &mut missing);
    labels::<codes::RollKind>(&known, &mut missing);
    labels::<codes::WorkshopKind>(&known, &mut missing);
    labels::<codes::WorkshopState>(&known, &mut missing);
    labels::<codes::WorkshopPaperKind>(&known, &mut missing);
    labels::<codes::RollState>(&known, &mut missing);
    labels::<codes::RollPayWay>(&known, &mut missing);
    labels::<codes::RollSign>(&known, &mut missing);
    labels::<codes::SubsidyBeneficiary>(&known, &mut missing);
    labels::<codes::SubsidyPurpose>(&known, &mut missing);
    labels::<codes::SubsidyOnce>(&known, &mut missing);
    labels::<codes::SubsidyPolicyState>(&known, &mut missing);
    labels::<codes::SubsidyPaper>(&known, &mut missing);
    labels::<codes::SubsidyHousehold>(&known, &mut missing);
    labels::<codes::SubsidyPlace>(&known, &mut missing);
    labels::<codes::SubsidyCount>(&known, &mut missing);
    labels::<codes::SubsidyRule>(&known, &mut missing);
    labels::<codes::SubsidyVerdict>(&known, &mut missing);
    labels::<codes::ClaimState>(&known, &mut missing);
    labels::<codes::ClaimedBy>(&known, &mut missing);
    labels::<codes::ClaimAccount>(&known, &mut missing);
    labels::<codes::NoticeLevel>(&known, &mut missing);
    labels::<codes::ObjectionResult>(&known, &mut missing);
    labels::<codes::CrossCheck>(&known, &mut missing);
    assert!(missing.is_empty(), "{missing:#?}");
}
