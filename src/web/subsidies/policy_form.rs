//! `/subsidies/new` and `/subsidies/{id}/edit`: a policy as a form. Nobody types JSON.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use entity::codes::{
    Code, Contract, EvidenceKind, Insurance, Origin, PlacementKind, SubsidyBeneficiary, SubsidyCount, SubsidyHousehold,
    SubsidyOnce, SubsidyPaper, SubsidyPlace, SubsidyPurpose, SubsidyRule,
};
use entity::subsidy_policy;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::checks::typed;
use crate::domain::error::{DomainError, Problem, Result};
use crate::domain::subsidies::terms::{Amount, Conditions, LengthTier, PlaceTier, Terms};
use crate::domain::subsidies::{self, PolicyInput};
use crate::reference::region;
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::{PageError, PageResult};
use crate::web::extract::{Form, Id, Query};
use crate::web::page::{Choice, go_with, show, show_again};
use crate::web::place;
use crate::web::state::App;

/// Rows of tiers that the form offers.
const TIERS: usize = 6;
/// Days for which a notice hangs, where nothing else is written.
const NOTICE_DAYS: &str = "5";

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PolicyForm {
    form_key: Uuid,
    version: i32,
    /// The edition that this one follows.
    before: String,
    code: String,
    name: String,
    purpose: String,
    payer: String,
    beneficiary: String,
    issuer: String,
    home: String,
    valid_from: String,
    valid_until: String,
    document_no: String,
    months: Vec<String>,
    window_from: String,
    window_until: String,
    once: String,
    cap_yuan: String,
    papers: Vec<String>,
    notice_days: String,
    phone: String,
    note: String,
    min_days: String,
    count: String,
    gap_days: String,
    kinds: Vec<String>,
    places: Vec<String>,
    work_in: String,
    origins: Vec<String>,
    not_if_organised: String,
    households: Vec<String>,
    from_listing: String,
    age_min: String,
    age_max: String,
    proofs: Vec<String>,
    proven_days: String,
    contracts: Vec<String>,
    contract_months: String,
    insurances: Vec<String>,
    min_group: String,
    rule: String,
    per_person: String,
    yuan: String,
    per_cent: String,
    tier_regions: Vec<String>,
    tier_place: Vec<String>,
    tier_yuan: Vec<String>,
    length_months: Vec<String>,
    length_yuan: Vec<String>,
}

/// One row of tiers as the form shows it.
struct TierRow {
    regions: String,
    places: Vec<Choice>,
    yuan: String,
}

#[derive(Template)]
#[template(path = "subsidies/policy_form.html")]
struct FormPage<'a> {
    c: &'a Ctx,
    /// The draft that is changed, unless a new one is written.
    policy: Option<Uuid>,
    form: &'a PolicyForm,
    problems: Problems,
    offers: Vec<String>,
}

fn keys<C: Code>(codes: &[C]) -> Vec<String> {
    codes.iter().map(|code| code.key().to_owned()).collect()
}

fn codes_of<C: Code>(keys: &[String]) -> Vec<C> {
    keys.iter().filter_map(|key| C::from_key(key)).collect()
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Collects the problems of a form while it is read.
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn wrong(&mut self, field: &str, key: &'static str) {
        self.problems.push(Problem::new(field, key));
    }

    fn number(&mut self, field: &str, typed: &str) -> Option<i32> {
        let bare = typed::bare(typed).replace(',', "");
        if bare.is_empty() {
            return None;
        }
        match bare.parse::<i32>() {
            Ok(number) if number >= 0 => Some(number),
            _ => {
                self.wrong(field, "problem-number");
                None
            }
        }
    }

    fn day(&mut self, field: &str, typed: &str) -> Option<NaiveDate> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        typed
            .parse()
            .map_err(|_| self.wrong(field, "subsidies-problem-day"))
            .ok()
    }

    fn place(&mut self, field: &str, words: &str) -> String {
        place::read(field, words, None)
            .map_err(|problem| self.problems.push(problem))
            .unwrap_or_default()
    }

    /// Several places, separated as people separate them.
    fn regions(&mut self, field: &str, words: &str) -> Vec<String> {
        let parts: Vec<&str> = words
            .split(['、', ',', '，', ';', '；', ' '])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        parts
            .into_iter()
            .map(|part| self.place(field, part))
            .filter(|code| !code.is_empty())
            .collect()
    }

    fn choice<C: Code>(&mut self, field: &str, key: &str, otherwise: C) -> C {
        C::from_key(key).unwrap_or_else(|| {
            self.wrong(field, "problem-choose");
            otherwise
        })
    }
}

impl PolicyForm {
    fn fresh(c: &Ctx) -> Self {
        let own = c.actor.region_code().map(region::full_name).unwrap_or_default();
        Self {
            form_key: c.form_key(),
            issuer: own.clone(),
            home: own,
            purpose: SubsidyPurpose::Travel.key().to_owned(),
            beneficiary: SubsidyBeneficiary::Person.key().to_owned(),
            once: SubsidyOnce::Year.key().to_owned(),
            rule: SubsidyRule::ByPlace.key().to_owned(),
            count: SubsidyCount::Sum.key().to_owned(),
            min_days: "90".into(),
            notice_days: NOTICE_DAYS.into(),
            phone: c.site.station_phone.clone(),
            per_person: "yes".into(),
            ..Self::default()
        }
    }

    fn of(policy: &subsidy_policy::Model) -> Result<Self> {
        let terms = Terms::of(policy)?;
        let asked = &terms.conditions;
        let names = |codes: &[String]| {
            codes
                .iter()
                .map(|code| region::full_name(code))
                .collect::<Vec<_>>()
                .join("、")
        };
        let mut form = Self {
            version: policy.version,
            code: policy.code.clone(),
            name: policy.name.clone(),
            purpose: policy.purpose.key().to_owned(),
            payer: policy.payer.clone(),
            beneficiary: policy.beneficiary.key().to_owned(),
            issuer: region::full_name(&policy.issuer_code),
            home: region::full_name(&policy.home_code),
            valid_from: policy.valid_from.to_string(),
            valid_until: text(policy.valid_until),
            document_no: policy.document_no.clone(),
            months: policy.window_months.split_whitespace().map(str::to_owned).collect(),
            window_from: text(policy.window_from),
            window_until: text(policy.window_until),
            once: policy.once.key().to_owned(),
            cap_yuan: text(policy.cap_yuan),
            papers: policy.papers.split_whitespace().map(str::to_owned).collect(),
            notice_days: policy.notice_days.to_string(),
            phone: policy.phone.clone(),
            note: policy.note.clone(),
            min_days: asked.min_days.to_string(),
            count: asked.count.map(|count| count.key().to_owned()).unwrap_or_default(),
            gap_days: if asked.gap_days > 0 {
                asked.gap_days.to_string()
            } else {
                String::new()
            },
            kinds: keys(&asked.kinds),
            places: keys(&asked.places),
            work_in: names(&asked.work_in),
            origins: keys(&asked.origins),
            not_if_organised: if asked.not_if_organised {
                "yes".into()
            } else {
                String::new()
            },
            households: keys(&asked.households),
            from_listing: if asked.from_listing {
                "yes".into()
            } else {
                String::new()
            },
            age_min: text(asked.age_min),
            age_max: text(asked.age_max),
            proofs: keys(&asked.proofs),
            proven_days: text(asked.proven_days),
            contracts: keys(&asked.contracts),
            contract_months: text(asked.contract_months),
            insurances: keys(&asked.insurances),
            min_group: text(asked.min_group),
            per_person: if policy.per_person { "yes".into() } else { String::new() },
            ..Self::default()
        };
        form.show_amount(&terms.amount, &names);
        Ok(form)
    }

    fn show_amount(&mut self, amount: &Amount, names: &dyn Fn(&[String]) -> String) {
        let mut by_place = |tiers: &[PlaceTier]| {
            for tier in tiers {
                self.tier_regions.push(names(&tier.regions));
                self.tier_place
                    .push(tier.place.map(|place| place.key().to_owned()).unwrap_or_default());
                self.tier_yuan.push(tier.yuan.to_string());
            }
        };
        let rule = match amount {
            Amount::Fixed { yuan } => {
                self.yuan = yuan.to_string();
                SubsidyRule::Fixed
            }
            Amount::ByPlace { tiers } => {
                by_place(tiers);
                SubsidyRule::ByPlace
            }
            Amount::Cost { tiers } => {
                by_place(tiers);
                SubsidyRule::Cost
            }
            Amount::ByLength { tiers } => {
                for tier in tiers {
                    self.length_months.push(tier.months.to_string());
                    self.length_yuan.push(tier.yuan.to_string());
                }
                SubsidyRule::ByLength
            }
            Amount::Income { per_cent } => {
                self.per_cent = per_cent.to_string();
                SubsidyRule::Income
            }
        };
        rule.key().clone_into(&mut self.rule);
    }

    fn place_tiers(&self, reader: &mut Reader) -> Vec<PlaceTier> {
        let at = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
        let mut tiers = Vec::new();
        for row in 0..self.tier_yuan.len().min(TIERS) {
            let (regions, place, yuan) = (
                at(&self.tier_regions, row),
                at(&self.tier_place, row),
                at(&self.tier_yuan, row),
            );
            if yuan.trim().is_empty() {
                if !regions.trim().is_empty() {
                    reader.wrong("rule", "subsidies-problem-yuan");
                }
                continue;
            }
            tiers.push(PlaceTier {
                regions: reader.regions("rule", &regions),
                place: SubsidyPlace::from_key(&place).filter(|_| regions.trim().is_empty()),
                yuan: reader.number("rule", &yuan).unwrap_or_default(),
            });
        }
        tiers
    }

    fn amount(&self, reader: &mut Reader) -> Amount {
        match reader.choice("rule", &self.rule, SubsidyRule::Fixed) {
            SubsidyRule::Fixed => Amount::Fixed {
                yuan: reader.number("yuan", &self.yuan).unwrap_or_default(),
            },
            SubsidyRule::ByPlace => Amount::ByPlace {
                tiers: self.place_tiers(reader),
            },
            SubsidyRule::Cost => Amount::Cost {
                tiers: self.place_tiers(reader),
            },
            SubsidyRule::ByLength => {
                let rows = self.length_months.iter().zip(&self.length_yuan);
                let filled = rows.filter(|(months, yuan)| !(months.trim().is_empty() && yuan.trim().is_empty()));
                let tiers = filled
                    .map(|(months, yuan)| LengthTier {
                        months: reader.number("rule", months).unwrap_or_default(),
                        yuan: reader.number("rule", yuan).unwrap_or_default(),
                    })
                    .collect();
                Amount::ByLength { tiers }
            }
            SubsidyRule::Income => Amount::Income {
                per_cent: reader.number("per_cent", &self.per_cent).unwrap_or_default(),
            },
        }
    }

    fn conditions(&self, reader: &mut Reader) -> Conditions {
        Conditions {
            min_days: reader.number("min_days", &self.min_days).unwrap_or_default(),
            count: SubsidyCount::from_key(&self.count),
            gap_days: reader.number("gap_days", &self.gap_days).unwrap_or_default(),
            kinds: codes_of::<PlacementKind>(&self.kinds),
            places: codes_of::<SubsidyPlace>(&self.places),
            work_in: reader.regions("work_in", &self.work_in),
            origins: codes_of::<Origin>(&self.origins),
            not_if_organised: self.not_if_organised == "yes",
            households: codes_of::<SubsidyHousehold>(&self.households),
            from_listing: self.from_listing == "yes",
            age_min: reader.number("age_min", &self.age_min),
            age_max: reader.number("age_max", &self.age_max),
            proofs: codes_of::<EvidenceKind>(&self.proofs),
            proven_days: reader.number("proven_days", &self.proven_days),
            contracts: codes_of::<Contract>(&self.contracts),
            contract_months: reader.number("contract_months", &self.contract_months),
            insurances: codes_of::<Insurance>(&self.insurances),
            min_group: reader.number("min_group", &self.min_group),
        }
    }

    /// What was meant, with every problem of the form.
    fn read(&self, today: NaiveDate) -> Result<PolicyInput> {
        let mut reader = Reader { problems: Vec::new() };
        if self.valid_from.trim().is_empty() {
            reader.wrong("valid_from", "problem-required");
        }
        let months: BTreeSet<u32> = self.months.iter().filter_map(|month| month.parse().ok()).collect();
        let terms = Terms {
            beneficiary: reader.choice("beneficiary", &self.beneficiary, SubsidyBeneficiary::Person),
            once: reader.choice("once", &self.once, SubsidyOnce::Year),
            home_code: reader.place("home", &self.home),
            valid_from: reader.day("valid_from", &self.valid_from).unwrap_or(today),
            valid_until: reader.day("valid_until", &self.valid_until),
            cap_yuan: reader.number("cap_yuan", &self.cap_yuan),
            per_person: self.per_person == "yes",
            conditions: self.conditions(&mut reader),
            amount: self.amount(&mut reader),
        };
        let input = PolicyInput {
            code: self.code.clone(),
            name: self.name.clone(),
            purpose: reader.choice("purpose", &self.purpose, SubsidyPurpose::Other),
            payer: self.payer.clone(),
            issuer_code: reader.place("issuer", &self.issuer),
            document_no: self.document_no.clone(),
            window_months: months.into_iter().filter(|month| (1..=12).contains(month)).collect(),
            window: (
                reader.day("window_from", &self.window_from),
                reader.day("window_until", &self.window_until),
            ),
            papers: codes_of::<SubsidyPaper>(&self.papers),
            notice_days: reader.number("notice_days", &self.notice_days).unwrap_or_default(),
            phone: self.phone.clone(),
            note: self.note.clone(),
            terms,
        };
        if reader.problems.is_empty() {
            Ok(input)
        } else {
            Err(DomainError::Invalid(reader.problems))
        }
    }
}

impl FormPage<'_> {
    fn one<C: Code>(&self, chosen: &str) -> Vec<Choice> {
        crate::web::page::choices(self.c, C::ALL, chosen)
    }

    fn many<C: Code>(&self, chosen: &[String]) -> Vec<Choice> {
        crate::web::page::choices_many(self.c, C::ALL, chosen)
    }

    fn purposes(&self) -> Vec<Choice> {
        self.one::<SubsidyPurpose>(&self.form.purpose)
    }

    fn beneficiaries(&self) -> Vec<Choice> {
        self.one::<SubsidyBeneficiary>(&self.form.beneficiary)
    }

    fn onces(&self) -> Vec<Choice> {
        self.one::<SubsidyOnce>(&self.form.once)
    }

    fn rules(&self) -> Vec<Choice> {
        self.one::<SubsidyRule>(&self.form.rule)
    }

    fn counts(&self) -> Vec<Choice> {
        self.one::<SubsidyCount>(&self.form.count)
    }

    fn kinds(&self) -> Vec<Choice> {
        self.many::<PlacementKind>(&self.form.kinds)
    }

    fn places(&self) -> Vec<Choice> {
        self.many::<SubsidyPlace>(&self.form.places)
    }

    fn origins(&self) -> Vec<Choice> {
        self.many::<Origin>(&self.form.origins)
    }

    fn households(&self) -> Vec<Choice> {
        self.many::<SubsidyHousehold>(&self.form.households)
    }

    fn proofs(&self) -> Vec<Choice> {
        self.many::<EvidenceKind>(&self.form.proofs)
    }

    fn contracts(&self) -> Vec<Choice> {
        self.many::<Contract>(&self.form.contracts)
    }

    fn insurances(&self) -> Vec<Choice> {
        self.many::<Insurance>(&self.form.insurances)
    }

    fn papers(&self) -> Vec<Choice> {
        self.many::<SubsidyPaper>(&self.form.papers)
    }

    fn months(&self) -> Vec<Choice> {
        let choice = |month: u32| Choice {
            value: month.to_string(),
            label: self.c.t1("subsidies-month", "month", month),
            chosen: self.form.months.iter().any(|chosen| *chosen == month.to_string()),
        };
        (1..=12).map(choice).collect()
    }

    fn stays(&self) -> Vec<Choice> {
        let choice = |days: &str| Choice {
            value: days.to_owned(),
            label: if days.is_empty() {
                self.c.t("subsidies-any")
            } else {
                self.c.t1("subsidies-days-n", "n", days)
            },
            chosen: self.form.proven_days == days,
        };
        ["", "30", "90", "180"].into_iter().map(choice).collect()
    }

    fn tiers(&self) -> Vec<TierRow> {
        let at = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
        (0..TIERS)
            .map(|row| TierRow {
                regions: at(&self.form.tier_regions, row),
                places: crate::web::page::choices_or_none(self.c, SubsidyPlace::ALL, &at(&self.form.tier_place, row)),
                yuan: at(&self.form.tier_yuan, row),
            })
            .collect()
    }

    fn lengths(&self) -> Vec<(String, String)> {
        let at = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
        (0..4)
            .map(|row| (at(&self.form.length_months, row), at(&self.form.length_yuan, row)))
            .collect()
    }
}

fn render(c: &Ctx, policy: Option<Uuid>, form: &PolicyForm, problems: Vec<Problem>) -> PageResult {
    let again = !problems.is_empty();
    let page = FormPage {
        c,
        policy,
        form,
        problems: problems.into(),
        offers: place::offers(c),
    };
    if again { show_again(&page) } else { show(&page) }
}

/// Which policy the new one follows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    from: String,
}

/// A form for a new policy, or for the next edition of one.
pub async fn new(c: Ctx, State(app): State<App>, Query(query): Query<NewQuery>) -> PageResult {
    let form = match Uuid::parse_str(query.from.trim()) {
        Ok(from) => {
            let policy = subsidies::policy_by_id(app.core.db.reader(), &c.actor, from).await?;
            PolicyForm {
                form_key: c.form_key(),
                before: from.to_string(),
                valid_from: String::new(),
                valid_until: String::new(),
                ..PolicyForm::of(&policy)?
            }
        }
        Err(_) => PolicyForm::fresh(&c),
    };
    render(&c, None, &form, Vec::new())
}

/// Write a draft down.
pub async fn create(c: Ctx, State(app): State<App>, Form(form): Form<PolicyForm>) -> PageResult {
    let input = match form.read(c.today()) {
        Ok(input) => input,
        Err(DomainError::Invalid(problems)) => return render(&c, None, &form, problems),
        Err(error) => return Err(error.into()),
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    unit.once(form.form_key).await?;
    match subsidies::draft(&mut unit, &input, Uuid::parse_str(form.before.trim()).ok()).await {
        Ok(id) => {
            let path = format!("/subsidies/{id}");
            unit.commit_to(&path).await?;
            Ok(go_with(&path, "subsidies-drafted", ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, None, &form, problems)
        }
        Err(error) => Err(error.into()),
    }
}

/// The form of a draft.
pub async fn edit(c: Ctx, State(app): State<App>, Id(id): Id) -> PageResult {
    let policy = subsidies::policy_by_id(app.core.db.reader(), &c.actor, id).await?;
    if policy.state != entity::codes::SubsidyPolicyState::Draft {
        return Err(PageError::from(DomainError::Conflict("subsidies-conflict-in-force")));
    }
    render(&c, Some(id), &PolicyForm::of(&policy)?, Vec::new())
}

/// Change a draft.
pub async fn update(c: Ctx, State(app): State<App>, Id(id): Id, Form(form): Form<PolicyForm>) -> PageResult {
    subsidies::policy_by_id(app.core.db.reader(), &c.actor, id).await?;
    let input = match form.read(c.today()) {
        Ok(input) => input,
        Err(DomainError::Invalid(problems)) => return render(&c, Some(id), &form, problems),
        Err(error) => return Err(error.into()),
    };
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    match subsidies::change(&mut unit, id, form.version, &input).await {
        Ok(()) => {
            unit.commit().await?;
            Ok(go_with(&format!("/subsidies/{id}"), "subsidies-changed", ""))
        }
        Err(DomainError::Invalid(problems)) => {
            drop(unit);
            render(&c, Some(id), &form, problems)
        }
        Err(error) => Err(error.into()),
    }
}
