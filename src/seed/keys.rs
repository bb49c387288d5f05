//! The keys of the made-up records as the code lists of the database. Where both lists have the same values the compiler checks that none
//! is forgotten.

use entity::codes;

use crate::made_up;

macro_rules! same {
    ($($from:ident => $to:ident { $($value:ident => $as:ident),+ $(,)? })+) => { $(
        impl From<made_up::$from> for codes::$to {
            fn from(value: made_up::$from) -> Self {
                match value { $( made_up::$from::$value => Self::$as ),+ }
            }
        }
    )+ };
}

same! {
    Sex => Sex { Male => Male, Female => Female }
    Role => Role {
        Admin => Admin, County => County, Station => Station, Liaison => Liaison, Employer => Employer, Auditor => Auditor,
    }
    Education => Education {
        None => None, Primary => Primary, Junior => Junior, Senior => Senior, College => College, Bachelor => Bachelor,
    }
    HouseholdBase => HouseholdBase { Lifted => Lifted, Ordinary => General }
    Monitor => Monitor { RelapseRisk => Unstable, MarginalRisk => Marginal, SuddenHardship => Sudden }
    // The list of the records has no brothers and sisters: like a neighbour, they are reached first and asked to go over.
    PhoneOwner => PhoneOwner {
        Own => Worker, Spouse => Spouse, Child => Child, Parent => Parent, Sibling => Neighbour, Neighbour => Neighbour,
        VillageCadre => Village,
    }
    PhoneState => PhoneState {
        Unverified => Unchecked, Reached => Reachable, Dead => Vacant, SwitchedOff => Suspended, Wrong => Wrong,
        NoAnswer => NoAnswer,
    }
    Want => WantKind { Away => Away, Near => Near, Workshop => Workshop, Welfare => Welfare, Business => Business, None => None }
    WorkStatus => WorkerStatus {
        WorkingAway => Away, WorkingNear => Near, Seeking => Seeking, NoWish => Idle, Student => Student,
    }
    Source => StatusSource { Own => Worker, Liaison => Liaison, Station => Phone, Employer => Employer }
    ConsentWay => ConsentWay { Signature => Signed, Voice => Voice, Message => Sms, OnBehalf => OnBehalf }
    EmployerKind => EmployerKind {
        Enterprise => Enterprise, HouseholdBusiness => HouseholdBusiness, Cooperative => Cooperative,
        Organisation => Organisation, Institution => Institution, VillageCollective => VillageCollective, Agency => Agency,
    }
    Size => EmployerSize { Tiny => Tiny, Small => Small, Middle => Medium, Large => Large }
    EmployerState => EmployerState {
        Registered => Registered, Checking => Checking, Verified => Verified, Due => Due, Suspended => Suspended,
        Blacklisted => Blacklisted,
    }
    PayForm => PayForm { Month => Month, Day => Day, Hour => Hour, Piece => Piece }
    Provision => Provision { None => None, Provided => Provided, Subsidy => Subsidy }
    Shift => Shift { Day => Day, Two => Two, Three => Three, Flexible => Flexible, Night => Night }
    Contract => Contract { Labour => Labour, Service => Service, Piecework => Piecework, Dispatch => Dispatch }
    Insurance => Insurance { Five => Five, Injury => Injury, Accident => Accident, None => None }
    Term => Term { Long => Long, Season => Seasonal, Temporary => Temporary }
    Demand => Demand {
        Standing => Standing, Night => Night, Height => Height, Cold => Cold, Heavy => Heavy, Dust => Dust, Noise => Noise,
    }
    VacancyState => VacancyState {
        Draft => Draft, Review => Review, Returned => Returned, Published => Published, Paused => Paused, Full => Full,
        Expired => Expired,
    }
    Origin => Origin {
        Station => Station, Village => Village, Fair => Fair, Agency => Agency, Friends => Friend, Own => Worker,
    }
    LeaveReason => EndReason {
        Changed => ChangedJob, WentHome => ReturnedHome, Family => Family, ContractEnd => ContractEnded, Illness => Health,
    }
    Proof => EvidenceKind {
        Employer => EmployerConfirmed, Handover => HandOverList, Station => StationChecked, Wage => WageSlip,
    }
}

/// The limit of the body, if it is one. "Not out of the county or the province" is a wish about places, not a limit.
pub(super) fn limit(limit: made_up::Limit) -> Option<codes::Limit> {
    use made_up::Limit as Told;
    Some(match limit {
        Told::NoStanding => codes::Limit::NoStanding,
        Told::NoNight => codes::Limit::NoNight,
        Told::NoHeight => codes::Limit::NoHeight,
        Told::NoCold => codes::Limit::NoCold,
        Told::NoHeavy => codes::Limit::NoHeavy,
        Told::NoDust => codes::Limit::NoDust,
        Told::NoNoise => codes::Limit::NoNoise,
        Told::NoOutOfProvince | Told::NoOutOfCounty => return None,
    })
}

/// Keys of a list as a column holds them.
pub(super) fn joined<C: codes::Code>(values: impl IntoIterator<Item = C>) -> String {
    let keys: Vec<&str> = values.into_iter().map(codes::Code::key).collect();
    keys.join(" ")
}
