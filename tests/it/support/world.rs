//! One of everything: a person of [`HOME`](super::people::HOME) with a record, a firm with papers and posts, what came of them, and the
//! people who work on it.

use std::collections::BTreeMap;

use entity::codes::{ImportTarget, Role};
use entity::{application, employer_paper, worker_phone};
use labour_bridge::archive::{self, TableFacts};
use labour_bridge::domain::interchange;
use labour_bridge::domain::unit::Trace;
use labour_bridge::domain::workers;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::app::TestApp;
use super::interchange::{file, ledger};
use super::people::HOME;
use super::subsidies::Filed;
use super::trainings::class;
use super::vacancies::canteen;
use super::workers::{OTHER_VILLAGE, number};

/// The person whom no stranger may see.
pub const PERSON: &str = "单于墨涵";
/// A title that stands on a draft only.
pub const DRAFT: &str = "还没写完的岗位";
/// The file that was brought in.
pub const FILE: &str = "白水镇台账.csv";

/// The ids of everything.
pub struct World {
    /// Makes the number and the phone of the person. The number ends in X, so that its last four are no part of an id by chance.
    pub seed: u64,
    pub worker: Uuid,
    /// A second record that looks like the same person.
    pub twin: Uuid,
    pub phone: Uuid,
    pub firm: Uuid,
    pub other_firm: Uuid,
    pub post: Uuid,
    pub draft: Uuid,
    /// With the employer.
    pub application: Uuid,
    /// Its number on the slip.
    pub reference: String,
    /// The placement of another person at the firm.
    pub placement: Uuid,
    pub paper: Uuid,
    pub file: Uuid,
    /// A file that waits for a yes.
    pub batch: Uuid,
    /// A fair that is announced, with a booth of the firm.
    pub fair: Uuid,
    pub booth: Uuid,
    /// The code of the person's ticket for it.
    pub token: String,
    /// The ticket of somebody who is not on record.
    pub visitor_ticket: Uuid,
    pub invitation: Uuid,
    /// The scan of a paper of the fair.
    pub scan: Uuid,
    /// An account of the county. Its people sign in as `clerk-home`.
    pub account: Uuid,
    /// An account of the firm. Its people sign in as `firm-hr`.
    pub firm_account: Uuid,
    /// Something that must be settled for the person.
    pub case: Uuid,
    /// Help for a third person, who came back.
    pub help: Uuid,
    /// A printed list of the person's village, and the code of one of its rows.
    pub sheet: Uuid,
    pub row: String,
    /// A village whose people come home.
    pub alert: Uuid,
    /// A training that gives seats, with the person in one, and the post that hires afterwards.
    pub training: Uuid,
    pub seat: Uuid,
    pub half_day: Uuid,
    /// The scan of a paper of the training.
    pub training_scan: Uuid,
    /// Somebody who asked for a seat in it.
    pub request: Uuid,
    /// A transfer that brought the other person back to the firm, and what it has.
    pub ride: super::batches::Ride,
    /// A workshop of the firm with the roll of this month, and a rule of the county.
    pub workshop: Uuid,
    pub month: String,
    pub report: Uuid,
    pub rule: Uuid,
    /// A subsidy policy, and a claim of the person with everything that belongs to it.
    pub subsidy: Filed,
    /// Figures as they were reported.
    pub figure_sheet: Uuid,
    pub pairing: Uuid,
    pub plan: Uuid,
    /// A row of a plain ledger.
    pub ledger_row: Uuid,
    /// Columns of a register that `clerk-home` keeps, and a request of `clerk-second` for full numbers.
    pub layout: Uuid,
    pub number_request: Uuid,
}

impl TestApp {
    /// Make one of everything.
    pub async fn world(&self) -> World {
        let db = self.app.core.db.reader();
        let firm = self.verified_employer("河西区桃源里为老服务中心").await;
        let other_firm = self.verified_employer("天津河畔物业").await;
        let mut input = canteen(self.today());
        input.headcount = 5;
        let post = self.published(firm, input.clone()).await;
        DRAFT.clone_into(&mut input.title);
        let draft = self.draft(firm, input).await;
        let seed = (10..500)
            .find(|seed| number(*seed).ends_with('X'))
            .expect("one in eleven");
        let worker = self.worker(seed, PERSON, OTHER_VILLAGE).await;
        let mut unit = self.unit().await;
        let twin = workers::sign_up(&mut unit, PERSON, "19900107070", OTHER_VILLAGE)
            .await
            .expect("a record");
        unit.commit().await.expect("committed");
        let phone = worker_phone::Entity::find().filter(worker_phone::Column::WorkerId.eq(worker));
        let phone = phone.one(db).await.expect("an answer").expect("a phone").id;
        let application = self.recommended(worker, post).await;
        let reference = application::Entity::find_by_id(application);
        let reference = reference.one(db).await.expect("an answer").expect("a row").reference;
        let placed = self.applicant(8, "赵桂兰", post).await;
        self.hired(placed).await;
        let placement = self.arrived(placed).await;
        let paper = employer_paper::Entity::find().filter(employer_paper::Column::EmployerId.eq(firm));
        let paper = paper.one(db).await.expect("an answer").expect("a paper");
        self.account("clerk-home", Role::County, Some(HOME), None).await;
        self.account("firm-hr", Role::Employer, None, Some(firm)).await;
        let account = self.account("clerk-second", Role::County, Some(HOME), None).await;
        let firm_account = self.account("firm-second", Role::Employer, None, Some(firm)).await;
        let case = self.case(worker, None).await;
        let help = self.came_back(9, "钱玉芳").await;
        let (sheet, row) = self.printed(OTHER_VILLAGE).await;
        let alert = self.fallen(OTHER_VILLAGE).await;
        let fair = self.announced_fair().await;
        let scan = self.fair_scan(fair).await;
        let (workshop, report) = self.world_workshop(firm).await;
        let rule = self.recognition_rule().await;
        let booth = self.booth(fair, firm, post, 1).await;
        let invitation = self.invitation(fair, worker, self.booth_post(booth).await.id).await;
        let ticket = self.ticket(fair, seed, PERSON).await;
        let (training, seat, half_day, training_scan, request) = self.world_training(worker, post).await;
        let ride = self.finished_ride(placement, firm).await;
        let figure_sheet = self.frozen().await;
        let pairing = self.pairing().await;
        let plan = self.plan(pairing).await;
        let layout = self.layout("clerk-home").await;
        let number_request = self.number_request("clerk-second").await;
        World {
            layout,
            number_request,
            training,
            seat,
            half_day,
            training_scan,
            request,
            visitor_ticket: self.ticket(fair, 970, "邱远").await.id,
            subsidy: self.filed(worker).await,
            figure_sheet,
            pairing,
            plan,
            ledger_row: self.project().await,
            ride,
            case,
            help,
            sheet,
            row,
            alert,
            workshop,
            month: labour_bridge::domain::workshops::month::Month::of(self.today()).to_string(),
            report,
            rule,
            fair,
            booth,
            token: ticket.token,
            invitation,
            scan,
            seed,
            worker,
            twin,
            phone,
            firm,
            other_firm,
            post,
            draft,
            application,
            reference,
            placement,
            paper: paper.id,
            file: paper.file_id,
            batch: self.judged_file("clerk-home", 20).await,
            account,
            firm_account,
        }
    }

    /// A training with a seat of the person, a half day, a scan, and somebody who asks for a seat.
    async fn world_training(&self, worker: Uuid, post: Uuid) -> (Uuid, Uuid, Uuid, Uuid, Uuid) {
        let training = self.open_training(class(self, "PX2026-1")).await;
        self.tied(training, post).await;
        self.enrol(training, &[worker]).await.expect("a seat");
        let seat = self.seat_of(training, worker).await.id;
        let half_day = self.training_days(training).await.remove(0).id;
        let training_scan = self.training_scan(training).await;
        let request = self
            .asked_seat(training, "钱小花", "19900105555", OTHER_VILLAGE)
            .await
            .id;
        (training, seat, half_day, training_scan, request)
    }

    /// A ledger of so many rows that somebody brought in, judged and waiting for a yes.
    pub async fn judged_file(&self, login: &str, rows: u64) -> Uuid {
        let actor = self.actor(login).await;
        let (core, now, trace) = (&self.app.core, self.now(), Trace::default());
        let sent = file(ImportTarget::Workers, FILE, ledger(rows, 50));
        let batch = interchange::receive(core, &actor, now, &trace, sent)
            .await
            .expect("a batch");
        interchange::plan(core, &actor, now, &trace, batch, |_| {})
            .await
            .expect("a plan");
        batch
    }

    /// What all tables hold, as sums. Sessions are left out: that somebody looked keeps one alive.
    pub async fn everything(&self) -> BTreeMap<String, TableFacts> {
        let folder = tempfile::tempdir().expect("a folder");
        let manifest = archive::backup(&self.app.core.db, &folder.path().join("sums"), self.now())
            .await
            .expect("a backup");
        let mut tables = manifest.tables;
        tables.remove("session");
        tables
    }
}
