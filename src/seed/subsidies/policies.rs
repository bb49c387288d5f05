//! Policies of the story: each is shaped like one that some county published (`docs/subsidies.md`), with made-up document numbers.

use chrono::NaiveDate;
use entity::codes::{
    Contract, EvidenceKind, Insurance, Origin, PlacementKind, SubsidyBeneficiary, SubsidyCount, SubsidyHousehold,
    SubsidyOnce, SubsidyPlace, SubsidyPolicyState, SubsidyPurpose,
};

use crate::domain::subsidies::terms::{Amount, Conditions, LengthTier, PlaceTier, Terms};

use SubsidyBeneficiary::{Broker, Employer, Person, Workshop};
use SubsidyPlace::{OtherProvince, SameCity, SameProvince};

/// The county of the story.
pub(super) const COUNTY: &str = "620802";

/// A policy as the story tells it.
pub(super) struct Told {
    pub code: &'static str,
    pub name: &'static str,
    pub purpose: SubsidyPurpose,
    pub payer: &'static str,
    pub issuer: &'static str,
    pub document: &'static str,
    pub months: &'static str,
    pub papers: &'static str,
    pub state: SubsidyPolicyState,
    pub terms: Terms,
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn away() -> Vec<SubsidyPlace> {
    vec![OtherProvince, SameProvince, SameCity]
}

fn tiers(rows: &[(&[&str], Option<SubsidyPlace>, i32)]) -> Vec<PlaceTier> {
    rows.iter()
        .map(|(regions, place, yuan)| PlaceTier {
            regions: regions.iter().map(|code| (*code).to_owned()).collect(),
            place: *place,
            yuan: *yuan,
        })
        .collect()
}

fn terms(beneficiary: SubsidyBeneficiary, from: NaiveDate, conditions: Conditions, amount: Amount) -> Terms {
    Terms {
        beneficiary,
        once: SubsidyOnce::Year,
        home_code: COUNTY.to_owned(),
        valid_from: from,
        valid_until: None,
        cap_yuan: None,
        per_person: true,
        conditions,
        amount,
    }
}

fn three_months() -> Conditions {
    Conditions {
        min_days: 90,
        count: Some(SubsidyCount::Sum),
        ..Conditions::default()
    }
}

fn told(
    (code, name): (&'static str, &'static str),
    purpose: SubsidyPurpose,
    document: &'static str,
    papers: &'static str,
    terms: Terms,
) -> Told {
    Told {
        code,
        name,
        purpose,
        payer: "区级财政",
        issuer: COUNTY,
        document,
        months: "",
        papers,
        state: SubsidyPolicyState::InForce,
        terms,
    }
}

/// Every policy; the first is the one that people of the story claim.
pub(super) fn all() -> Vec<Told> {
    let mut all = for_travel();
    all.extend(for_wages());
    all.extend(for_firms());
    all
}

fn for_travel() -> Vec<Told> {
    let travel = tiers(&[
        (&[], Some(OtherProvince), 600),
        (&[], Some(SameProvince), 300),
        (&[], Some(SameCity), 300),
    ]);
    let by_province = tiers(&[
        (&["610000", "640000"], None, 400),
        (&[], Some(OtherProvince), 600),
        (&[], Some(SameProvince), 300),
        (&[], Some(SameCity), 200),
    ]);
    let fare = tiers(&[(&[], Some(OtherProvince), 800), (&[], Some(SameProvince), 500)]);
    let poor = || vec![SubsidyHousehold::Lifted, SubsidyHousehold::Monitored];
    let own_way = Conditions {
        places: away(),
        not_if_organised: true,
        households: poor(),
        ..three_months()
    };
    let plain = |places: Vec<SubsidyPlace>| Conditions {
        places,
        ..three_months()
    };
    vec![
        told(
            ("跨省交通补助", "跨省务工一次性交通补助"),
            SubsidyPurpose::Travel,
            "示例文号〔2024〕155号",
            "",
            terms(
                Person,
                day(2024, 1, 1),
                plain(away()),
                Amount::ByPlace { tiers: travel },
            ),
        ),
        told(
            ("自行外出路费", "自行外出务工交通补贴"),
            SubsidyPurpose::Travel,
            "示例文号〔2024〕21号",
            "work_proof",
            terms(Person, day(2024, 1, 1), own_way, Amount::ByPlace { tiers: by_province }),
        ),
        Told {
            state: SubsidyPolicyState::Ended,
            ..told(
                ("车票实报", "外出务工车票补助"),
                SubsidyPurpose::Travel,
                "示例文号〔2020〕7号",
                "ticket",
                Terms {
                    valid_until: Some(day(2020, 12, 31)),
                    ..terms(Person, day(2020, 1, 1), plain(away()), Amount::Cost { tiers: fare })
                },
            )
        },
    ]
}

fn for_wages() -> Vec<Told> {
    let listed = Conditions {
        households: vec![SubsidyHousehold::Monitored],
        from_listing: true,
        ..three_months()
    };
    let paid = Conditions {
        proofs: vec![EvidenceKind::WageSlip],
        ..three_months()
    };
    let plain = |places: Vec<SubsidyPlace>| Conditions {
        places,
        ..three_months()
    };
    let income = |conditions, per_cent, cap, once| Terms {
        cap_yuan: Some(cap),
        once,
        ..terms(Person, day(2023, 1, 1), conditions, Amount::Income { per_cent })
    };
    vec![
        told(
            ("收入奖补", "务工收入奖补"),
            SubsidyPurpose::Income,
            "示例文号〔2023〕9号",
            "wage_flow",
            income(plain(away()), 6, 5_000, SubsidyOnce::Year),
        ),
        Told {
            months: "3 6 9 12",
            ..told(
                ("季度工资奖", "稳定务工工资奖补（按季）"),
                SubsidyPurpose::Income,
                "示例文号〔2023〕30号",
                "id_copy work_proof wage_sheet",
                income(Conditions { min_days: 60, ..paid }, 10, 1_000, SubsidyOnce::Quarter),
            )
        },
        told(
            ("监测户务工补助", "监测对象务工补助"),
            SubsidyPurpose::Steady,
            "示例文号〔2025〕18号",
            "",
            terms(Person, day(2025, 1, 1), listed, Amount::Fixed { yuan: 500 }),
        ),
        told(
            ("首次赴东部", "首次到东部结对地就业奖励"),
            SubsidyPurpose::Steady,
            "示例文号〔2022〕3号",
            "contract",
            Terms {
                once: SubsidyOnce::First,
                ..terms(
                    Person,
                    day(2022, 1, 1),
                    Conditions {
                        kinds: vec![PlacementKind::PairedEast],
                        work_in: vec!["120000".to_owned()],
                        ..three_months()
                    },
                    Amount::ByLength {
                        tiers: vec![
                            LengthTier { months: 3, yuan: 3_000 },
                            LengthTier { months: 6, yuan: 9_000 },
                        ],
                    },
                )
            },
        ),
    ]
}

fn for_firms() -> Vec<Told> {
    let absorbed = |from, months: [(i32, i32); 2]| {
        let tiers = months.map(|(months, yuan)| LengthTier { months, yuan }).to_vec();
        let conditions = Conditions {
            kinds: vec![PlacementKind::Workshop],
            ..Conditions::default()
        };
        terms(Workshop, from, conditions, Amount::ByLength { tiers })
    };
    let group = Conditions {
        origins: vec![Origin::Agency],
        min_group: Some(5),
        ..three_months()
    };
    let year = Conditions {
        min_days: 90,
        contracts: vec![Contract::Labour],
        contract_months: Some(12),
        insurances: vec![Insurance::Five],
        work_in: vec!["120000".to_owned()],
        ..Conditions::default()
    };
    vec![
        told(
            ("中介奖补", "人力资源服务机构组织输转奖补"),
            SubsidyPurpose::Broker,
            "示例文号〔2020〕8号",
            "licence roster",
            terms(Broker, day(2020, 1, 1), group, Amount::Fixed { yuan: 100 }),
        ),
        Told {
            payer: "天津市财政",
            issuer: "120000",
            ..told(
                ("吸纳补贴", "东部企业吸纳就业补贴"),
                SubsidyPurpose::Absorb,
                "示例文号〔2021〕12号",
                "contract insurance_proof",
                terms(Employer, day(2021, 1, 1), year, Amount::Fixed { yuan: 1_000 }),
            )
        },
        Told {
            state: SubsidyPolicyState::Ended,
            ..told(
                ("车间奖补2020春", "扶贫车间吸纳奖补"),
                SubsidyPurpose::Absorb,
                "示例文号〔2020〕2号",
                "roster wage_sheet",
                Terms {
                    valid_until: Some(day(2020, 5, 31)),
                    ..absorbed(day(2020, 2, 1), [(6, 3_000), (12, 5_000)])
                },
            )
        },
        told(
            ("车间奖补", "帮扶车间吸纳奖补"),
            SubsidyPurpose::Absorb,
            "示例文号〔2020〕6号",
            "roster wage_sheet",
            absorbed(day(2020, 6, 1), [(3, 3_000), (6, 5_000)]),
        ),
        Told {
            state: SubsidyPolicyState::Draft,
            ..told(
                ("车间建设", "帮扶车间一次性建设补助"),
                SubsidyPurpose::Base,
                "示例文号（草稿）",
                "licence",
                Terms {
                    once: SubsidyOnce::Life,
                    per_person: false,
                    ..terms(
                        Workshop,
                        day(2026, 1, 1),
                        Conditions {
                            kinds: vec![PlacementKind::Workshop],
                            min_group: Some(5),
                            ..three_months()
                        },
                        Amount::Fixed { yuan: 50_000 },
                    )
                },
            )
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn every_policy_of_the_story_is_one_that_a_county_can_write() {
        for told in all() {
            assert!(
                told.terms.problems().is_empty(),
                "{}: {:?}",
                told.name,
                told.terms.problems()
            );
        }
    }
}
