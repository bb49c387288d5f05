//! Everything that an assessment can say, as stable codes. The web layer words them through
//! `locales/*/matching.ftl`; a code is never renamed, because it is stored with recommendations.

use serde::{Deserialize, Serialize};

/// Declares an enum of codes whose JSON form is the snake case name, with the list of all and the message key.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident, $prefix:literal { $($(#[$doc:meta])* $code:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $code,)+ }

        impl $name {
            /// All codes, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$code,)+];

            /// The key of its message.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$code => concat!($prefix, "-", $text),)+ }
            }

            /// The key of its one-line form, for cards.
            #[must_use]
            pub const fn short_key(self) -> &'static str {
                match self { $(Self::$code => concat!($prefix, "-", $text, "-short"),)+ }
            }
        }
    };
}

codes! {
    /// A condition that is either met or not.
    HardCode, "hard" {
        /// At least 16 (Provisions on the Prohibition of Child Labour, art. 2).
        AgeSixteen = "age-sixteen",
        /// 16 and 17: no work that is barred to them (Labour Law, art. 64; Order 劳部发〔1994〕498, art. 3).
        YouthDemand = "youth-demand",
        /// The vacancy is published.
        VacancyOpen = "vacancy-open",
        /// The posting has not run out.
        VacancyInDate = "vacancy-in-date",
        /// Places are left for everyone who goes together.
        PlacesLeft = "places-left",
        /// The employer's check is done.
        EmployerVerified = "employer-verified",
        /// The employer is not on the blacklist.
        EmployerTrusted = "employer-trusted",
        /// A certificate demanded for the work is held; one check for each.
        Certificate = "certificate",
        /// Schooling demanded is reached.
        Education = "education",
        /// Consent to matching is on file (Personal Information Protection Law, art. 13).
        Consent = "consent",
        /// Not in a placement that is still running.
        NotPlaced = "not-placed",
        /// Looks for employment now.
        Looking = "looking",
        /// Night work only for those who did not say no.
        Night = "night",
        /// Standing against the worker's limit.
        Standing = "standing",
        /// Height against the worker's limit.
        Height = "height",
        /// Cold against the worker's limit.
        Cold = "cold",
        /// Heavy lifting against the worker's limit.
        Heavy = "heavy",
        /// Dust against the worker's limit.
        Dust = "dust",
        /// Noise against the worker's limit.
        Noise = "noise",
        /// Within the home province, for those who will not leave it.
        HomeProvince = "home-province",
        /// Near home, for those who asked for nothing else.
        NearHome = "near-home",
        /// Near home, for those with a care duty.
        CareDuty = "care-duty",
        /// A bed, where it is asked for or the way home is too far.
        Lodging = "lodging",
        /// Pay can reach what the worker asks at least.
        PayMinimum = "pay-minimum",
        /// The employer's age limits; required only with a lawful reason.
        AgeLimit = "age-limit",
        /// The worker's wishes are fresh; else ask again first.
        IntentFresh = "intent-fresh",
    }
}

impl HardCode {
    /// The key of the message when the condition is not met: what stands against it and what would help.
    #[must_use]
    pub fn failed_key(self) -> String {
        format!("{}-failed", self.key())
    }

    /// The key of the one-line form of [`Self::failed_key`].
    #[must_use]
    pub fn failed_short_key(self) -> String {
        format!("{}-failed-short", self.key())
    }

    /// Whether staff may set the condition aside with a reason. Not where law protects the person or others.
    #[must_use]
    pub const fn may_be_overridden(self) -> bool {
        !matches!(
            self,
            Self::AgeSixteen
                | Self::YouthDemand
                | Self::EmployerTrusted
                | Self::Certificate
                | Self::Consent
        )
    }

    /// Whom to ask first if the condition is what stands between the two; `None` where nobody may give way.
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::AgeSixteen
            | Self::YouthDemand
            | Self::VacancyOpen
            | Self::EmployerTrusted
            | Self::NotPlaced
            | Self::Looking
            | Self::AgeLimit
            | Self::IntentFresh => None,
            Self::EmployerVerified | Self::Consent => Some(Side::Station),
            Self::Certificate | Self::HomeProvince | Self::NearHome | Self::CareDuty => {
                Some(Side::Worker)
            }
            Self::VacancyInDate
            | Self::PlacesLeft
            | Self::Education
            | Self::Night
            | Self::Standing
            | Self::Height
            | Self::Cold
            | Self::Heavy
            | Self::Dust
            | Self::Noise
            | Self::Lodging
            | Self::PayMinimum => Some(Side::Employer),
        }
    }
}

codes! {
    /// A reason that moves the score.
    ReasonCode, "reason" {
        /// Has done this trade.
        TradeSame = "trade-same",
        /// Has done a trade of the same small group.
        TradeSubgroup = "trade-subgroup",
        /// Has done a trade of the same middle group.
        TradeGroup = "trade-group",
        /// Asked for this trade or one like it.
        WishTrade = "wish-trade",
        /// Asked for another trade.
        WishTradeUnmet = "wish-trade-unmet",
        /// Sure pay reaches the wish.
        PayAboveWish = "pay-above-wish",
        /// Sure pay is below the wish.
        PayBelowWish = "pay-below-wish",
        /// No wish told: sure pay is the usual or more.
        PayAboveUsual = "pay-above-usual",
        /// No wish told: sure pay is less than usual.
        PayBelowUsual = "pay-below-usual",
        /// Pay by the hour against the usual.
        PayHour = "pay-hour",
        /// The hours behind the pay are not told.
        PayHourUnknown = "pay-hour-unknown",
        /// Bed given.
        LodgingProvided = "lodging-provided",
        /// Money for a bed.
        LodgingSubsidy = "lodging-subsidy",
        /// Meals given.
        MealsProvided = "meals-provided",
        /// Money for meals.
        MealsSubsidy = "meals-subsidy",
        /// No meals though asked for.
        MealsMissing = "meals-missing",
        /// People of the village are on post there.
        FellowVillage = "fellow-village",
        /// People of the township are on post there.
        FellowTownship = "fellow-township",
        /// Most people stay with the employer.
        RetentionGood = "retention-good",
        /// Many people leave the employer.
        RetentionPoor = "retention-poor",
        /// No nights, as asked.
        ShiftDay = "shift-day",
        /// Nights, to which the worker agreed.
        ShiftNightAgreed = "shift-night-agreed",
        /// Flexible hours leave time for the family.
        ShiftFlexible = "shift-flexible",
        /// The place that was asked for.
        RegionWish = "region-wish",
        /// Another place than asked for.
        RegionUnmet = "region-unmet",
        /// Near home, as asked.
        NearHome = "near-home",
        /// Near home though work away was asked for.
        AwayUnmet = "away-unmet",
        /// A couple's room.
        CoupleRoom = "couple-room",
        /// No couple's room.
        CoupleRoomMissing = "couple-room-missing",
        /// A halal canteen.
        HalalMeals = "halal-meals",
        /// No halal canteen.
        HalalMissing = "halal-missing",
        /// The work ends in time.
        TermFits = "term-fits",
        /// The work is longer than the worker can stay.
        TermTooLong = "term-too-long",
        /// Free on the first day.
        StartFits = "start-fits",
        /// Free only after the first day.
        StartTooEarly = "start-too-early",
    }
}

impl ReasonCode {
    /// Tells of faith, marriage or family: no points when people are ordered for a post (Regulation on the Human
    /// Resources Market, art. 24; Women's Rights Law, art. 43), and never for an employer's eyes.
    #[must_use]
    pub const fn is_private(self) -> bool {
        matches!(
            self,
            Self::ShiftFlexible
                | Self::CoupleRoom
                | Self::CoupleRoomMissing
                | Self::HalalMeals
                | Self::HalalMissing
        )
    }
}

/// What a failed condition means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Blocks, unless staff override it.
    Required,
    /// Shown only; neither blocks nor scores.
    Preference,
}

/// Who would be asked first to give way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The worker.
    Worker,
    /// The employer.
    Employer,
    /// Our own staff: a check or a paper is missing.
    Station,
}

impl Side {
    /// All sides.
    pub const ALL: [Self; 3] = [Self::Worker, Self::Employer, Self::Station];

    /// The key of its message.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Worker => "match-side-worker",
            Self::Employer => "match-side-employer",
            Self::Station => "match-side-station",
        }
    }
}
