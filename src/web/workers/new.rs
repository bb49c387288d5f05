//! `/workers/new`: registering in three short screens. The number is looked up before anything else is asked. What was typed on the other
//! screens travels along in hidden fields: a page that never arrives loses nothing, and no half record lies about.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::Datelike as _;
use entity::codes::{PhoneOwner, Role, StatusSource, WantKind, WorkerOrigin, WorkerStatus};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::form::{Judge, WorkerForm, ticked};
use super::sections::Offers;
use super::view;
use crate::domain::checks::id_number::IdNumber;
use crate::domain::error::{DomainError, Problem};
use crate::domain::workers::{self, NumberFound, Person, PhoneInput, Registration, Suspect};
use crate::web::ctx::{Ctx, Problems};
use crate::web::error::PageResult;
use crate::web::extract::Form;
use crate::web::page::{go_with, show};
use crate::web::place;
use crate::web::state::App;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Number,
    Person,
    Wants,
}

impl Screen {
    /// All three, in order.
    pub const ALL: [Self; 3] = [Self::Number, Self::Person, Self::Wants];

    /// Its name in the form.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Person => "person",
            Self::Wants => "wants",
        }
    }

    fn of(key: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|screen| screen.key() == key)
            .unwrap_or(Self::Number)
    }
}

#[derive(Template)]
#[template(path = "workers/new.html")]
struct NewPage<'a> {
    c: &'a Ctx,
    screen: Screen,
    form: &'a WorkerForm,
    carried: Vec<(&'static str, String)>,
    offers: Offers,
    problems: Problems,
    /// The number is on file: here, or with somebody else.
    taken: Option<NumberFound>,
    suspects: Vec<Suspect>,
}

/// How a screen is answered.
struct Answer {
    screen: Screen,
    status: StatusCode,
    problems: Problems,
    taken: Option<NumberFound>,
    suspects: Vec<Suspect>,
}

impl Answer {
    fn next(screen: Screen) -> Self {
        Self {
            screen,
            status: StatusCode::OK,
            problems: Problems::default(),
            taken: None,
            suspects: Vec::new(),
        }
    }

    fn again(screen: Screen, problems: Problems) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            problems,
            ..Self::next(screen)
        }
    }

    fn taken(found: NumberFound) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            taken: Some(found),
            ..Self::next(Screen::Number)
        }
    }
}

fn render(c: &Ctx, form: &WorkerForm, answer: Answer) -> PageResult {
    let Answer {
        screen,
        status,
        problems,
        taken,
        suspects,
    } = answer;
    let page = NewPage {
        c,
        screen,
        carried: form.carried(screen),
        offers: Offers::of(c, form),
        form,
        problems,
        taken,
        suspects,
    };
    let mut response = show(&page)?;
    *response.status_mut() = status;
    Ok(response)
}

/// The first screen.
pub async fn page(c: Ctx) -> PageResult {
    let form = WorkerForm {
        form_key: Some(c.form_key()),
        ..WorkerForm::default()
    };
    render(&c, &form, Answer::next(Screen::Number))
}

/// The next screen, the same one again, or the record.
pub async fn submit(c: Ctx, State(app): State<App>, Form(form): Form<WorkerForm>) -> PageResult {
    if !form.back.is_empty() {
        return render(&c, &form, Answer::next(Screen::of(&form.back)));
    }
    let answer = match Screen::of(&form.step) {
        Screen::Number => number_screen(&c, &app, &form).await?,
        Screen::Person => person_screen(&c, &app, &form).await?,
        Screen::Wants => match register(&c, &app, &form).await {
            Ok(id) => {
                return Ok(go_with(
                    &format!("/workers/{id}"),
                    "workers-registered",
                    form.name.trim(),
                ));
            }
            Err(DomainError::Conflict("workers-number-taken")) => {
                Answer::taken(look_up(&c, &app, &form.id_number).await?)
            }
            Err(error) => {
                let problems = view::problems_of(error)?;
                Answer::again(screen_of(&problems), problems)
            }
        },
    };
    render(&c, &form, answer)
}

/// The first screen that has one of the problems.
fn screen_of(problems: &Problems) -> Screen {
    let on = |fields: &[&str]| problems.all().any(|problem| fields.contains(&problem.field.as_str()));
    if on(&["id_number"]) {
        Screen::Number
    } else if on(&PERSON_FIELDS) {
        Screen::Person
    } else {
        Screen::Wants
    }
}

async fn look_up(c: &Ctx, app: &App, number: &str) -> Result<NumberFound, DomainError> {
    let unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    let found = workers::look_up_number(&unit, number).await?;
    unit.commit().await?;
    Ok(found)
}

/// The record that has a number, if the reader may see it.
pub async fn holder_of(c: &Ctx, app: &App, number: &str) -> PageResult<Option<Uuid>> {
    Ok(match look_up(c, app, number).await? {
        NumberFound::Here(id) => Some(id),
        NumberFound::Elsewhere | NumberFound::Nobody => None,
    })
}

async fn number_screen(c: &Ctx, app: &App, form: &WorkerForm) -> PageResult<Answer> {
    if ticked(&form.none) {
        return Ok(Answer::next(Screen::Person));
    }
    Ok(match look_up(c, app, &form.id_number).await {
        Ok(NumberFound::Nobody) => Answer::next(Screen::Person),
        Ok(found) => Answer {
            status: StatusCode::OK,
            ..Answer::taken(found)
        },
        Err(error) => Answer::again(Screen::Number, view::problems_of(error)?),
    })
}

async fn person_screen(c: &Ctx, app: &App, form: &WorkerForm) -> PageResult<Answer> {
    let mut judge = Judge::new(c);
    let person = read_person(&mut judge, form);
    if !judge.problems.is_empty() {
        return Ok(Answer::again(Screen::Person, judge.problems.into()));
    }
    if !ticked(&form.not_same) {
        let own: Vec<_> = person
            .phones
            .iter()
            .filter(|phone| phone.owner == PhoneOwner::Worker)
            .map(|phone| phone.number.clone())
            .collect();
        let asked = Person {
            name: form.name.trim(),
            region_code: &person.region_code,
            birth_year: birth_year(c, &person),
            phones: &own,
        };
        let suspects = workers::likely_duplicates(app.core.db.reader(), &app.core.vault, &c.actor, &asked).await?;
        if !suspects.is_empty() {
            return Ok(Answer {
                suspects,
                ..Answer::again(Screen::Person, Problems::default())
            });
        }
    }
    Ok(Answer::next(Screen::Wants))
}

/// Fields of the second screen.
const PERSON_FIELDS: [&str; 10] = [
    "name",
    "place",
    "sex",
    "birth_date",
    "education",
    "phone",
    "phone_owner",
    "base",
    "monitor",
    "household_from",
];

/// Year of birth: from the number where there is one, else as told.
fn birth_year(c: &Ctx, person: &Registration) -> Option<i32> {
    let said = person
        .id_number
        .as_ref()
        .and_then(|text| IdNumber::parse(text, c.today()).ok());
    said.map(|number| number.birth_date())
        .or(person.birth_date)
        .map(|birth| birth.year())
}

/// The first two screens.
fn read_person(judge: &mut Judge<'_>, form: &WorkerForm) -> Registration {
    let number = form.id_number.trim();
    let without = ticked(&form.none) || number.is_empty();
    judge.take(workers::read_name("name", &form.name));
    let place = judge
        .take(place::read_own(judge.c, "place", &form.place))
        .unwrap_or_default();
    let phones: Vec<PhoneInput> = judge.phone(form).into_iter().collect();
    let household = judge.household(form);
    if let Some((field, key)) = household.and_then(|household| household.problem(judge.c.today())) {
        judge.problems.push(Problem::new(field, key));
    }
    let origin = if without {
        WorkerOrigin::SignUp
    } else {
        WorkerOrigin::Registered
    };
    Registration {
        id_number: (!without).then(|| Zeroizing::new(number.to_owned())),
        sex: if without {
            judge.maybe_code("sex", &form.sex)
        } else {
            None
        },
        birth_date: if without {
            judge.day("birth_date", &form.birth_date)
        } else {
            None
        },
        education: judge.maybe_code("education", &form.education),
        phones,
        household,
        ..Registration::new(origin, &form.name, &place, judge.c.today(), source_of(judge.c))
    }
}

/// A liaison knows the village; everybody else was told by the worker.
fn source_of(c: &Ctx) -> StatusSource {
    match c.role() {
        Some(Role::Liaison) => StatusSource::Liaison,
        _ => StatusSource::Worker,
    }
}

async fn register(c: &Ctx, app: &App, form: &WorkerForm) -> Result<Uuid, DomainError> {
    let mut judge = Judge::new(c);
    let mut input = read_person(&mut judge, form);
    let mut intent = judge.intent(form);
    intent.source = input.status_source;
    input.limits = judge.limits(form);
    input.care_duty = ticked(&form.care_duty);
    input.halal_wanted = ticked(&form.halal_wanted);
    input.consents = judge.consents(form);
    if intent.kinds == [WantKind::None] {
        input.status = WorkerStatus::Idle;
    }
    judge.problems.extend(intent.problems(c.today()));
    input.intent = Some(intent);
    judge
        .problems
        .extend(input.consents.first().and_then(workers::ConsentInput::problem));
    if !judge.problems.is_empty() {
        return Err(DomainError::Invalid(judge.problems));
    }
    let mut unit = app.core.begin(&c.actor, c.now, c.trace()).await?;
    if let Some(key) = form.form_key {
        unit.once(key).await?;
    }
    let id = workers::register(&mut unit, input).await?;
    unit.commit_to(&format!("/workers/{id}")).await?;
    Ok(id)
}

impl WorkerForm {
    /// What the other screens hold, for hidden fields.
    fn carried(&self, screen: Screen) -> Vec<(&'static str, String)> {
        let mut all = Vec::new();
        if screen != Screen::Number {
            all.extend([("id_number", self.id_number.clone()), ("none", self.none.clone())]);
        }
        if screen != Screen::Person {
            all.extend(self.person_pairs());
        }
        if screen != Screen::Wants {
            all.extend(self.wants_pairs());
        }
        all.retain(|(_, value)| !value.is_empty());
        all
    }

    fn person_pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("name", &self.name),
            ("place", &self.place),
            ("sex", &self.sex),
            ("birth_date", &self.birth_date),
            ("education", &self.education),
            ("phone", &self.phone),
            ("phone_owner", &self.phone_owner),
            ("base", &self.base),
            ("monitor", &self.monitor),
            ("not_same", &self.not_same),
        ];
        pairs.map(|(name, value)| (name, value.clone())).into()
    }

    fn wants_pairs(&self) -> Vec<(&'static str, String)> {
        let single = [
            ("place_other", &self.place_other),
            ("pay_min_yuan", &self.pay_min_yuan),
            ("lodging_required", &self.lodging_required),
            ("meals_wanted", &self.meals_wanted),
            ("night_shift_ok", &self.night_shift_ok),
            ("near_home_only", &self.near_home_only),
            ("with_spouse", &self.with_spouse),
            ("earliest_date", &self.earliest_date),
            ("care_duty", &self.care_duty),
            ("halal_wanted", &self.halal_wanted),
            ("consent_way", &self.consent_way),
            ("witness", &self.witness),
        ];
        let many = [
            ("kinds", &self.kinds),
            ("places", &self.places),
            ("trades", &self.trades),
            ("limits", &self.limits),
            ("consents", &self.consents),
        ];
        single
            .into_iter()
            .map(|(name, value)| (name, value.clone()))
            .chain(
                many.into_iter()
                    .flat_map(|(name, values)| values.iter().map(move |value| (name, value.clone()))),
            )
            .collect()
    }
}
