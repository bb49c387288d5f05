//! The short code lists that are columns: each value has one stable key, used in the database, in URLs, in exchange files and in the locale files
//! (`role-station`, `shift-two`, …). Long lists (places, occupations, industries) are reference data of the service, not enums.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A short code list: every value has a stable key, and the list has a name that heads its locale keys.
pub trait Code: Sized + Copy + 'static {
    /// Name of the list as the locale files spell it (`worker-status`).
    const LIST: &'static str;
    /// Every value in the order in which forms show them.
    const ALL: &'static [Self];
    /// The stable key.
    fn key(self) -> &'static str;
    /// The value of a key, if there is one.
    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.key() == key)
    }
}

macro_rules! codes {
    ($( $(#[$meta:meta])* $name:ident $list:literal { $( $(#[$vmeta:meta])* $variant:ident = $key:literal ),+ $(,)? } )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name { $( $(#[$vmeta])* #[sea_orm(string_value = $key)] #[serde(rename = $key)] $variant ),+ }
        impl Code for $name {
            const LIST: &'static str = $list;
            const ALL: &'static [Self] = &[$( Self::$variant ),+];
            fn key(self) -> &'static str { match self { $( Self::$variant => $key ),+ } }
        }
    )+ };
}

codes! {
    /// What a signed-in person is to the service. What each may do stands in the service's access table.
    Role "role" { Admin = "admin", County = "county", Station = "station", Liaison = "liaison", Employer = "employer", Auditor = "auditor" }
    Sex "sex" { Female = "female", Male = "male" }
    /// Schooling, lowest first, as the national monitoring system lists it.
    Education "education" { None = "none", Primary = "primary", Junior = "junior", Senior = "senior", College = "college", Bachelor = "bachelor" }
    /// 劳动能力.
    LabourAbility "labour-ability" { Ordinary = "ordinary", Skilled = "skilled", Weak = "weak", Lost = "lost", None = "none" }
    /// 就业状态: where a worker stands today.
    WorkerStatus "worker-status" {
        Seeking = "seeking", Away = "away", Near = "near", Idle = "idle", Student = "student", Army = "army",
        Unavailable = "unavailable", MovedOut = "moved_out", Dead = "dead"
    }
    /// How we know a worker's status.
    StatusSource "status-source" {
        Worker = "worker", Liaison = "liaison", Phone = "phone", Visit = "visit", Employer = "employer", Import = "import", Placement = "placement"
    }
    /// How a worker's record began.
    WorkerOrigin "worker-origin" { Registered = "registered", SignUp = "sign_up", Import = "import" }
    /// Base household category (户类型).
    HouseholdBase "household-base" { General = "general", Lifted = "lifted" }
    /// Monitoring category (监测对象类别).
    Monitor "monitor" { Unstable = "unstable", Marginal = "marginal", Sudden = "sudden" }
    PhoneOwner "phone-owner" { Worker = "worker", Spouse = "spouse", Child = "child", Parent = "parent", Neighbour = "neighbour", Village = "village" }
    PhoneState "phone-state" {
        Unchecked = "unchecked", Reachable = "reachable", NoAnswer = "no_answer", Suspended = "suspended", Vacant = "vacant", Wrong = "wrong"
    }
    /// 职业技能等级.
    SkillLevel "skill-level" { None = "none", Five = "five", Four = "four", Three = "three", Two = "two", One = "one" }
    /// A limit that matters for work. Never a diagnosis.
    Limit "limit" {
        NoStanding = "no_standing", NoNight = "no_night", NoHeight = "no_height", NoCold = "no_cold", NoHeavy = "no_heavy",
        NoDust = "no_dust", NoNoise = "no_noise"
    }
    /// What kind of work a person wants (外出意愿).
    WantKind "want-kind" { Away = "away", Near = "near", Workshop = "workshop", Welfare = "welfare", Business = "business", None = "none" }
    /// What a person agreed to (Personal Information Protection Law, articles 13–14, 23, 29).
    ConsentScope "consent-scope" { Register = "register", Match = "match", Employer = "employer", Health = "health", Claim = "claim", Publish = "publish" }
    /// How consent was given.
    ConsentWay "consent-way" { Signed = "signed", Voice = "voice", Sms = "sms", OnBehalf = "on_behalf", Online = "online" }
    EmployerKind "employer-kind" {
        Enterprise = "enterprise", HouseholdBusiness = "household_business", Cooperative = "cooperative", Organisation = "organisation",
        Institution = "institution", VillageCollective = "village_collective", Agency = "agency"
    }
    EmployerSize "employer-size" { Tiny = "1-19", Small = "20-99", Medium = "100-499", Large = "500+" }
    EmployerState "employer-state" {
        Registered = "registered", Checking = "checking", Verified = "verified", Due = "due", Suspended = "suspended", Blacklisted = "blacklisted"
    }
    /// The four papers of the Interim Regulation on the Human Resources Market, article 26.
    PaperKind "paper-kind" { Licence = "licence", Brief = "brief", AgentId = "agent_id", Mandate = "mandate" }
    PaperVerdict "paper-verdict" { Pending = "pending", Accepted = "accepted", Refused = "refused" }
    PayForm "pay-form" { Month = "month", Day = "day", Hour = "hour", Piece = "piece", BaseCommission = "base_commission" }
    /// Whether bed or food is given, paid for, or neither.
    Provision "provision" { None = "none", Provided = "provided", Subsidy = "subsidy" }
    Shift "shift" { Day = "day", Two = "two", Three = "three", Flexible = "flexible", Night = "night" }
    Contract "contract" { Labour = "labour", Service = "service", Piecework = "piecework", Dispatch = "dispatch" }
    Insurance "insurance" { Five = "five", Injury = "injury", Accident = "accident", None = "none" }
    Term "term" { Long = "long", Seasonal = "seasonal", Temporary = "temporary" }
    /// What a post asks of the body; each has its opposite in [`Limit`] where one exists.
    Demand "demand" {
        Standing = "standing", Night = "night", Height = "height", Cold = "cold", Heavy = "heavy", Dust = "dust", Noise = "noise"
    }
    VacancyState "vacancy-state" {
        Draft = "draft", Review = "review", Returned = "returned", Published = "published", Paused = "paused", Full = "full",
        Expired = "expired", Withdrawn = "withdrawn", TakenDown = "taken_down"
    }
    /// Who brought person and post together.
    Origin "origin" { Worker = "worker", Station = "station", Village = "village", Fair = "fair", Agency = "agency", Friend = "friend" }
    ApplicationState "application-state" {
        Expressed = "expressed", Recommended = "recommended", Interview = "interview", Hired = "hired", Arrived = "arrived",
        Withdrawn = "withdrawn", Rejected = "rejected", Lapsed = "lapsed", Closed = "closed"
    }
    /// Why an application ended without arrival.
    ApplicationReason "application-reason" {
        GaveUp = "gave_up", Unreachable = "unreachable", Refused = "refused", Medical = "medical", Skill = "skill", NoShow = "no_show",
        Family = "family", FoundOther = "found_other", PostGone = "post_gone", PostFull = "post_full", NoAnswer = "no_answer", ConsentWithdrawn = "consent_withdrawn"
    }
    InterviewWay "interview-way" { OnSite = "on_site", Phone = "phone", Video = "video" }
    /// Kind of placement (就业渠道), the class that the reported figures count.
    PlacementKind "placement-kind" {
        PairedEast = "paired_east", OtherProvince = "other_province", InProvince = "in_province", InCounty = "in_county",
        Workshop = "workshop", Welfare = "welfare", Business = "business", Flexible = "flexible"
    }
    PlacementState "placement-state" { Unverified = "unverified", OnPost = "on_post", Left = "left", Lost = "lost", Disputed = "disputed" }
    EvidenceKind "evidence-kind" {
        EmployerConfirmed = "employer_confirmed", HandOverList = "hand_over_list", StationChecked = "station_checked",
        SignedContract = "signed_contract", WageSlip = "wage_slip", Photo = "photo"
    }
    EndReason "end-reason" {
        ChangedJob = "changed_job", ContractEnded = "contract_ended", Family = "family", Pay = "pay", Health = "health", Conditions = "conditions",
        Dismissed = "dismissed", EmployerClosed = "employer_closed", ReturnedHome = "returned_home", Other = "other"
    }
    ImportTarget "import-target" { Workers = "workers", Employers = "employers", Vacancies = "vacancies" }
    ImportState "import-state" { Mapping = "mapping", Preview = "preview", Applying = "applying", Done = "done", Cancelled = "cancelled" }
    /// What an import row would do, and after it ran, did.
    RowState "row-state" { New = "new", Changed = "changed", Same = "same", Conflict = "conflict", Bad = "bad", Applied = "applied" }
    /// The noun that an audit, outbox or state row speaks of.
    Subject "subject" {
        Account = "account", Worker = "worker", Employer = "employer", Vacancy = "vacancy", Application = "application",
        Placement = "placement", Import = "import", File = "file", Token = "token", System = "system",
        Pairing = "pairing", Plan = "plan", Ledger = "ledger", Figures = "figures",
        FollowUp = "follow_up", Case = "case", Help = "help", Round = "round",
        Fair = "fair", FairBooth = "fair_booth", FairTicket = "fair_ticket",
        FairIntention = "fair_intention",
        Register = "register", NumberRequest = "number_request",
        Training = "training", TrainingSeat = "training_seat", TrainingRequest = "training_request",
        Batch = "batch", Passenger = "passenger",
        Workshop = "workshop", Roll = "roll",
        SubsidyPolicy = "subsidy_policy", SubsidyClaim = "subsidy_claim", SubsidyNotice = "subsidy_notice"
    }
    FollowUpState "follow-up-state" { Open = "open", Done = "done", Cancelled = "cancelled" }
    FollowUpChannel "follow-up-channel" { Phone = "phone", Chat = "chat", Visit = "visit", Employer = "employer" }
    FollowUpReached "follow-up-reached" { Worker = "worker", Family = "family", Employer = "employer" }
    /// Whether pay came as promised. In the first weeks no pay day has come yet.
    PayKept "pay-kept" { AsPromised = "as_promised", NotYet = "not_yet", Less = "less", Late = "late", Unpaid = "unpaid" }
    /// What a proven stay rests on.
    RetentionProof "retention-proof" { FollowUp = "follow_up", WageSlip = "wage_slip", Employer = "employer" }
    /// What a person needs settled (诉求).
    CaseKind "case-kind" {
        Wages = "wages", Injury = "injury", FalseAdvert = "false_advert", Contract = "contract", Living = "living", ChangeJob = "change_job",
        Dispute = "dispute", Papers = "papers", Homesick = "homesick", Other = "other"
    }
    CaseOrigin "case-origin" { FollowUp = "follow_up", Staff = "staff", Person = "person" }
    CaseState "case-state" { Open = "open", InHand = "in_hand", Referred = "referred", Solved = "solved", Closed = "closed" }
    /// Offices that a case is passed on to (Regulation on Ensuring Wage Payments to Migrant Workers, article 10).
    CaseReferral "case-referral" {
        LabourInspection = "labour_inspection", Arbitration = "arbitration", LegalAid = "legal_aid", Hotline12333 = "hotline_12333",
        Hotline12345 = "hotline_12345"
    }
    CaseStepKind "case-step-kind" {
        Opened = "opened", Taken = "taken", Noted = "noted", Referred = "referred", CameBack = "came_back", Offered = "offered",
        Accepted = "accepted", Returned = "returned", Solved = "solved", Closed = "closed", Reopened = "reopened"
    }
    HelpState "help-state" { Open = "open", AtWork = "at_work", Ended = "ended" }
    /// Why help for a returned person ended without work.
    HelpEnd "help-end" { Given = "given", NotWanted = "not_wanted", Unable = "unable", Moved = "moved" }
    OfferAnswer "offer-answer" { Waiting = "waiting", Accepted = "accepted", Refused = "refused" }
    /// How an answer of the monthly round came in.
    RoundWay "round-way" { Screen = "screen", Paper = "paper" }
}

codes! {
    /// A plain ledger of the cooperation: rows that nobody's placement stands behind.
    Ledger "ledger" { Project = "project", Exchange = "exchange", Visit = "visit", Sale = "sale", Agreement = "agreement" }
    /// What kind of row it is. Each ledger takes some of them.
    LedgerKind "ledger-kind" {
        Livestock = "livestock", Shares = "shares", Orchard = "orchard", Water = "water", Housing = "housing",
        HeatedBeds = "heated_beds", Health = "health", Education = "education", Labour = "labour", Roads = "roads",
        Officials = "officials", Science = "science", Visit = "visit", Meeting = "meeting", Products = "products",
        Agreement = "agreement", Responsibilities = "responsibilities", Other = "other"
    }
    /// Which side sends.
    Direction "direction" { EastToWest = "east_to_west", WestToEast = "west_to_east" }
    /// 招聘会形式.
    FairKind "fair-kind" { OnSite = "on_site", Online = "online", LiveStream = "live_stream", Countryside = "countryside" }
    /// 招聘会: from planning to the archive. The moves stand in one table of the service.
    FairState "fair-state" {
        Planning = "planning", Filed = "filed", Booking = "booking", Locked = "locked", Running = "running", Ended = "ended",
        Reported = "reported", FollowUp = "follow_up", Archived = "archived", Cancelled = "cancelled"
    }
    /// The papers of a fair (Interim Regulation on the Human Resources Market, article 28), and the permit of the police for large ones.
    FairPaperKind "fair-paper-kind" { Plan = "plan", Emergency = "emergency", Security = "security", PolicePermit = "police_permit" }
    BoothState "booth-state" {
        Requested = "requested", Reviewed = "reviewed", Refused = "refused", Withdrawn = "withdrawn", SignedIn = "signed_in", NoShow = "no_show"
    }
    InvitationAnswer "invitation-answer" { Waiting = "waiting", Coming = "coming", NotComing = "not_coming", NotReached = "not_reached" }
    /// How a ticket of a fair was got.
    TicketOrigin "ticket-origin" { SignUp = "sign_up", Staff = "staff", Invitation = "invitation", Door = "door" }
    /// How somebody was counted at the door.
    CheckInSource "check-in-source" { Camera = "camera", Number = "number", WalkIn = "walk_in" }
    /// What somebody asked at a booth.
    FairTopic "fair-topic" { Post = "post", Pay = "pay", Policy = "policy", Rights = "rights", Training = "training", Other = "other" }
    /// What became of a wish for a post of a fair.
    FairIntentionState "fair-intention-state" { Intended = "intended", Hired = "hired", Refused = "refused", GaveUp = "gave_up" }
}

codes! {
    /// Whether a second person agreed that full numbers leave the house.
    NumberRequestState "number-request-state" { Waiting = "waiting", Agreed = "agreed", Refused = "refused", Taken = "taken" }
    /// What kind of training it is: a class with a roster and an exam, a talk (讲座), or a talk on policy in a village (宣讲).
    TrainingKind "training-kind" { Class = "class", Talk = "talk", Campaign = "campaign" }
    /// 劳务品牌 that a training carries, as the two sides report them.
    LabourBrand "labour-brand" { JinganCare = "jingan_care", JinganSkill = "jingan_skill", Lugan = "lugan", Other = "other" }
    /// From the plan to the certificates. The moves stand in one table of the service.
    TrainingState "training-state" {
        Planned = "planned", Filed = "filed", Enrolling = "enrolling", Running = "running", Examined = "examined", Closed = "closed",
        Cancelled = "cancelled"
    }
    /// Half of a day.
    TrainingHalf "training-half" { Morning = "am", Afternoon = "pm" }
    /// Whether somebody was there. Who came late was there; who asked for leave was not.
    TrainingMark "training-mark" { Present = "present", Late = "late", Excused = "excused", Absent = "absent" }
    TrainingPaperKind "training-paper-kind" {
        Plan = "plan", Notice = "notice", Photos = "photos", SignInSheet = "sign_in_sheet", ExamSheet = "exam_sheet"
    }
    /// Who asked for a seat.
    SeatOrigin "seat-origin" { Staff = "staff", Own = "own", Liaison = "liaison" }
    SeatState "seat-state" {
        Enrolled = "enrolled", Waiting = "waiting", Withdrawn = "withdrawn", Completed = "completed", Failed = "failed",
        Certified = "certified"
    }
    /// What became of somebody who asked for a seat without an account.
    SeatRequestState "seat-request-state" { Waiting = "waiting", Seated = "seated", Refused = "refused" }
    /// 输送方式.
    BatchMode "batch-mode" { Coach = "coach", Train = "train", Plane = "plane", Individual = "individual" }
    /// 点对点输送: from drafting to settling. The moves stand in one table of the service.
    BatchState "batch-state" {
        Drafted = "drafted", Collecting = "collecting", Locked = "locked", Departed = "departed", Arrived = "arrived",
        HandedOver = "handed_over", Settled = "settled", Postponed = "postponed", Cancelled = "cancelled"
    }
    /// Where a passenger is: 未到, 上车, 中途下, 到达, 交接, 拒收.
    PassengerState "passenger-state" {
        NotArrived = "not_arrived", Boarded = "boarded", LeftMidway = "left_midway", Arrived = "arrived",
        HandedOver = "handed_over", Refused = "refused"
    }
    /// The two roll calls of a transfer.
    RollKind "roll-kind" { Departure = "departure", Arrival = "arrival" }
    /// 帮扶车间类型.
    WorkshopKind "workshop-kind" {
        Factory = "factory", Home = "home", Cooperative = "cooperative", Internet = "internet", Trade = "trade", Tourism = "tourism"
    }
    /// 帮扶车间: from the application to the day on which the plate is taken down. The moves stand in one table of the service.
    WorkshopState "workshop-state" {
        Applied = "applied", Checked = "checked", Notice = "notice", Recognised = "recognised", Running = "running", Stopped = "stopped",
        Rectifying = "rectifying", Withdrawn = "withdrawn", Refused = "refused"
    }
    WorkshopPaperKind "workshop-paper-kind" {
        SiteCheck = "site_check", Notice = "notice", Recognition = "recognition", Rectification = "rectification", Photo = "photo"
    }
    /// 用工册: a month of a workshop. What was closed is replaced by a new edition, never changed.
    RollState "roll-state" { Open = "open", Closed = "closed", Replaced = "replaced" }
    /// How wages were paid. Wages are paid in money (Regulation on Ensuring Wage Payments to Migrant Workers, article 11).
    RollPayWay "roll-pay-way" { Bank = "bank", Card = "card", Cash = "cash" }
    /// What shows that a wage was received.
    RollSign "roll-sign" { Missing = "missing", Signed = "signed", BankSlip = "bank_slip" }
    /// Who gets the money of a policy.
    SubsidyBeneficiary "subsidy-beneficiary" {
        Person = "person", Employer = "employer", Broker = "broker", Workshop = "workshop", Station = "station"
    }
    /// What a policy pays for. Nobody is paid twice for the same in one period, whoever pays.
    SubsidyPurpose "subsidy-purpose" {
        Travel = "travel", Steady = "steady", Income = "income", Broker = "broker", Absorb = "absorb", Base = "base", Other = "other"
    }
    /// How often. First time: only the first job of the kind counts, once.
    SubsidyOnce "subsidy-once" { Year = "year", Quarter = "quarter", Life = "life", First = "first" }
    SubsidyPolicyState "subsidy-policy-state" { Draft = "draft", InForce = "in_force", Ended = "ended" }
    SubsidyPaper "subsidy-paper" {
        IdCopy = "id_copy", WorkProof = "work_proof", WageFlow = "wage_flow", WageSheet = "wage_sheet", Ticket = "ticket", Contract = "contract",
        InsuranceProof = "insurance_proof", Card = "card", Licence = "licence", Roster = "roster", Other = "other"
    }
    SubsidyHousehold "subsidy-household" { Lifted = "lifted", Monitored = "monitored", General = "general" }
    /// Where the work is, seen from home.
    SubsidyPlace "subsidy-place" {
        OtherProvince = "other_province", SameProvince = "same_province", SameCity = "same_city", SameCounty = "same_county",
        SameTownship = "same_township"
    }
    /// How days at work are counted.
    SubsidyCount "subsidy-count" { OneJob = "one_job", Chain = "chain", Sum = "sum" }
    /// How the amount comes about.
    SubsidyRule "subsidy-rule" { Fixed = "fixed", ByPlace = "by_place", ByLength = "by_length", Income = "income", Cost = "cost" }
    SubsidyVerdict "subsidy-verdict" { Yes = "yes", NotYet = "not_yet", No = "no" }
    /// 补贴申领: the moves stand in one table of the service.
    ClaimState "claim-state" {
        Draft = "draft", VillageNotice = "village_notice", TownshipCheck = "township_check", TownshipNotice = "township_notice",
        CountyCheck = "county_check", CountyNotice = "county_notice", ToPay = "to_pay", Paid = "paid", Recovered = "recovered",
        SentBack = "sent_back", Withdrawn = "withdrawn"
    }
    ClaimedBy "claimed-by" { Person = "person", Relative = "relative", Cadre = "cadre" }
    ClaimAccount "claim-account" { OneCard = "one_card", SocialCard = "social_card", Bank = "bank" }
    NoticeLevel "notice-level" { Village = "village", Township = "township", County = "county" }
    ObjectionResult "objection-result" { Unfounded = "unfounded", Founded = "founded" }
    /// What the township and the county compare before they say yes.
    CrossCheck "cross-check" {
        TwoPosts = "two_posts", Dead = "dead", MovedOut = "moved_out", OtherPayer = "other_payer", Organised = "organised",
        HomeCounty = "home_county", Months = "months", Proof = "proof", Paper = "paper", Account = "account", Changed = "changed"
    }
}
