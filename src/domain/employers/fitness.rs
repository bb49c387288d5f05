//! Whether an employer may hire in public today, and what still lacks for that.

use chrono::NaiveDate;
use entity::codes::{EmployerKind, EmployerState, PaperKind, PaperVerdict};
use entity::{employer, employer_paper};

use super::papers::latest;
use crate::domain::checks::credit_code::CreditCode;
use crate::reference::region;

/// Whether posts of this employer may be public on `today`.
///
/// # Errors
/// The key of the sentence that says why not.
pub fn is_fit_to_publish(employer: &employer::Model, today: NaiveDate) -> Result<(), &'static str> {
    match employer.state {
        EmployerState::Registered | EmployerState::Checking => return Err("employers-unfit-unverified"),
        EmployerState::Due => return Err("employers-unfit-due"),
        EmployerState::Suspended => return Err("employers-unfit-suspended"),
        EmployerState::Blacklisted => return Err("employers-unfit-blacklisted"),
        EmployerState::Verified => {}
    }
    // The nightly job moves the state; a post must not outlive the check even by the hours until it runs.
    if employer.verified_until.is_none_or(|last| last < today) {
        return Err("employers-unfit-due");
    }
    if licence_is_over(employer, today) {
        return Err("employers-unfit-licence");
    }
    Ok(())
}

fn licence_is_over(employer: &employer::Model, today: NaiveDate) -> bool {
    employer.kind == EmployerKind::Agency && employer.agency_licence_until.is_none_or(|last| last < today)
}

/// The papers that must be examined. The regulation names four; the owner of a household business who comes in person needs no mandate
/// from himself.
#[must_use]
pub fn required_papers(employer: &employer::Model) -> &'static [PaperKind] {
    let owner_comes = employer.kind == EmployerKind::HouseholdBusiness
        && !employer.legal_representative.is_empty()
        && employer.legal_representative == employer.contact_name;
    if owner_comes {
        &[PaperKind::Licence, PaperKind::Brief, PaperKind::AgentId]
    } else {
        &[
            PaperKind::Licence,
            PaperKind::Brief,
            PaperKind::AgentId,
            PaperKind::Mandate,
        ]
    }
}

/// Something that lacks before an employer can be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A fact of the record; the key of the sentence.
    Fact(&'static str),
    /// A paper, and where it stands: `None` if it was not handed in.
    Paper(PaperKind, Option<PaperVerdict>),
}

/// Everything that lacks before this employer can be verified on `today`. `papers` are all of its papers.
#[must_use]
pub fn needs(employer: &employer::Model, papers: &[employer_paper::Model], today: NaiveDate) -> Vec<Need> {
    let agency = employer.kind == EmployerKind::Agency;
    let facts = [
        (employer.credit_code.is_none(), "employers-need-credit-code"),
        (employer.address.is_empty(), "employers-need-address"),
        (employer.industry.is_empty(), "employers-need-industry"),
        (
            employer.legal_representative.is_empty(),
            "employers-need-legal-representative",
        ),
        (
            agency && employer.agency_licence.is_empty(),
            "employers-need-agency-licence",
        ),
        (licence_is_over(employer, today), "employers-need-agency-licence-until"),
    ];
    let mut needs: Vec<Need> = facts
        .into_iter()
        .filter(|(lacks, _)| *lacks)
        .map(|(_, key)| Need::Fact(key))
        .collect();
    for kind in required_papers(employer) {
        let verdict = latest(papers, *kind).map(|paper| paper.verdict);
        if verdict != Some(PaperVerdict::Accepted) {
            needs.push(Need::Paper(*kind, verdict));
        }
    }
    needs
}

/// The region that registered the employer, if its code names one that the address does not lie in. People move, so this is a warning.
#[must_use]
pub fn registered_elsewhere(employer: &employer::Model) -> Option<&'static str> {
    let code = CreditCode::parse(employer.credit_code.as_deref()?).ok()?;
    let registered = region::get(code.region_code())?;
    (!region::contains(registered.code, &employer.region_code)).then_some(registered.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn employer() -> employer::Model {
        let moment = clock::start_of(day("2026-11-23"));
        employer::Model {
            id: uuid::Uuid::nil(),
            version: 1,
            name: "河西区桃源里为老服务中心".into(),
            // A public code of Shenzhen, the example of the check rule.
            credit_code: Some("914403001922038216".into()),
            kind: EmployerKind::Enterprise,
            region_code: "120103".into(),
            address: "桃源里 1 号".into(),
            industry: "Q".into(),
            size: None,
            legal_representative: "李兰".into(),
            contact_name: "赵经理".into(),
            contact_phone: "022-28370000".into(),
            agency_licence: String::new(),
            agency_licence_until: None,
            state: EmployerState::Verified,
            state_reason: String::new(),
            verified_at: Some(moment),
            verified_by: None,
            verified_until: Some(day("2027-05-23")),
            source: String::new(),
            created_at: moment,
            updated_at: moment,
        }
    }

    #[test]
    fn only_a_verified_employer_within_its_six_months_is_fit() {
        assert_eq!(is_fit_to_publish(&employer(), day("2027-05-23")), Ok(()));
        assert_eq!(
            is_fit_to_publish(&employer(), day("2027-05-24")),
            Err("employers-unfit-due")
        );
        for state in [
            EmployerState::Registered,
            EmployerState::Checking,
            EmployerState::Due,
            EmployerState::Suspended,
            EmployerState::Blacklisted,
        ] {
            assert!(is_fit_to_publish(&employer::Model { state, ..employer() }, day("2026-12-01")).is_err());
        }
    }

    #[test]
    fn an_agency_is_fit_no_longer_than_its_licence() {
        let agency = employer::Model {
            kind: EmployerKind::Agency,
            agency_licence: "津人服许 0001".into(),
            agency_licence_until: Some(day("2026-12-31")),
            ..employer()
        };
        assert_eq!(is_fit_to_publish(&agency, day("2026-12-31")), Ok(()));
        assert_eq!(
            is_fit_to_publish(&agency, day("2027-01-01")),
            Err("employers-unfit-licence")
        );
        let without = employer::Model {
            agency_licence: String::new(),
            agency_licence_until: None,
            ..agency
        };
        let lacking = needs(&without, &[], day("2026-12-01"));
        assert!(lacking.contains(&Need::Fact("employers-need-agency-licence")));
        assert!(lacking.contains(&Need::Fact("employers-need-agency-licence-until")));
    }

    #[test]
    fn the_owner_of_a_small_business_needs_no_mandate_from_himself() {
        let shop = employer::Model {
            kind: EmployerKind::HouseholdBusiness,
            ..employer()
        };
        assert_eq!(required_papers(&shop).len(), 4);
        let owner = employer::Model {
            contact_name: shop.legal_representative.clone(),
            ..shop
        };
        assert!(!required_papers(&owner).contains(&PaperKind::Mandate));
        assert_eq!(
            required_papers(&employer::Model {
                kind: EmployerKind::Enterprise,
                ..owner
            })
            .len(),
            4
        );
    }

    #[test]
    fn a_code_from_another_region_is_told() {
        assert_eq!(registered_elsewhere(&employer()), Some("440300"));
        assert_eq!(
            registered_elsewhere(&employer::Model {
                region_code: "440305".into(),
                ..employer()
            }),
            None
        );
        assert_eq!(
            registered_elsewhere(&employer::Model {
                credit_code: None,
                ..employer()
            }),
            None
        );
    }
}
