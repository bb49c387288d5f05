//! The one table of weights. A change of any number here is a change of [`VERSION`].
//!
//! A score is [`BASE`] plus the points of all reasons, held within 0 and 100. The best points of a person who goes
//! away sum to 100, so no good match is flattened by the upper bound. Where the numbers come from: staff ask for the
//! trade first, then pay, then bed and food, then "who else goes"; ninety-day retention is the best single sign that
//! a match lasts. They are judgements, written down so that they can be argued about.

/// Version kept with every assessment.
pub const VERSION: &str = "2026.1";
/// Score of a pair about which nothing speaks for or against.
pub const BASE: i32 = 20;

/// The worker has done this very trade.
pub const TRADE_SAME: i32 = 12;
/// The worker has done a trade of the same small group.
pub const TRADE_SUBGROUP: i32 = 7;
/// The worker has done a trade of the same middle group.
pub const TRADE_GROUP: i32 = 3;
/// Years at the same trade → points added; the first line reached counts.
pub const TRADE_YEARS: [(f64, i32); 3] = [(5.0, 5), (3.0, 3), (1.0, 1)];
/// Points per level of the skill certificate in the same trade, from elementary to senior technician.
pub const TRADE_LEVELS: [i32; 6] = [0, 1, 2, 3, 3, 3];

/// The worker asked for this trade, one of its small group, one of its middle group, or for something else.
pub const WISH_TRADE: i32 = 8;
/// See [`WISH_TRADE`].
pub const WISH_TRADE_SUBGROUP: i32 = 5;
/// See [`WISH_TRADE`].
pub const WISH_TRADE_GROUP: i32 = 3;
/// See [`WISH_TRADE`].
pub const WISH_TRADE_UNMET: i32 = -4;

/// Pay that just reaches the wish.
pub const PAY_REACHED: i32 = 2;
/// One point more or less for each so many per cent above or below the wish or the usual pay.
pub const PAY_STEP_PERCENT: i64 = 5;
/// Most points for monthly pay.
pub const PAY_BEST: i32 = 9;
/// Fewest points for monthly pay.
pub const PAY_WORST: i32 = -5;
/// Usual pay, yuan a month, when the records give none: the middle of cooperation posts.
pub const USUAL_MONTH_YUAN: i32 = 5000;
/// Usual pay, fen an hour, when the records give none: ordinary factory posts pay 18 to 20 yuan.
pub const USUAL_HOURLY_FEN: i32 = 1900;
/// Most points for pay by the hour.
pub const HOUR_BEST: i32 = 5;
/// Fewest points for pay by the hour. A post that does not tell its hours gets the same, so hiding never pays.
pub const HOUR_WORST: i32 = -3;

/// A bed, where the worker cannot go home at night.
pub const LODGING_PROVIDED: i32 = 5;
/// Money for a bed, there.
pub const LODGING_SUBSIDY: i32 = 2;
/// Meals given, when asked for.
pub const MEALS_WANTED: i32 = 3;
/// Meals given, when not asked for, or money for meals.
pub const MEALS_SOME: i32 = 2;
/// No meals, when asked for.
pub const MEALS_MISSING: i32 = -2;

/// First fellow villager on post there; each further one adds [`FELLOW_MORE`].
pub const FELLOW_VILLAGE: i32 = 3;
/// See [`FELLOW_VILLAGE`].
pub const FELLOW_MORE: i32 = 1;
/// Most points for fellow villagers.
pub const FELLOW_VILLAGE_BEST: i32 = 6;
/// First person of the same township there; each further one adds [`FELLOW_MORE`].
pub const FELLOW_TOWNSHIP: i32 = 1;
/// Most points for people of the same township.
pub const FELLOW_TOWNSHIP_BEST: i32 = 3;

/// Fewer people than this say nothing about how an employer keeps people.
pub const RETENTION_LEAST_PEOPLE: u32 = 5;
/// Per cent who stayed 90 days → points; the first line reached counts.
pub const RETENTION: [(u64, i32); 5] = [(90, 5), (75, 3), (60, 1), (40, -2), (0, -4)];

/// A post without nights for a worker who wants none.
pub const SHIFT_DAY: i32 = 2;
/// A post with nights for a worker who agreed to them.
pub const SHIFT_NIGHT_AGREED: i32 = 1;
/// Flexible hours for a worker with a care duty.
pub const SHIFT_FLEXIBLE: i32 = 2;

/// A place that the worker named.
pub const REGION_WISH: i32 = 5;
/// Another place than the worker named.
pub const REGION_UNMET: i32 = -4;
/// In the home township, for a worker who asked for work near home.
pub const NEAR_TOWNSHIP: i32 = 4;
/// In the home county or within reach, for a worker who asked for work near home.
pub const NEAR_COUNTY: i32 = 3;
/// Near home, for a worker who asked only for work away.
pub const AWAY_UNMET: i32 = -2;
/// The way that one can travel each day, kilometres; a county's bus line.
pub const COMMUTE_KM: f64 = 30.0;

/// A couple's room for a worker who goes with the spouse.
pub const COUPLE_ROOM: i32 = 4;
/// Shared rooms only, for such a worker.
pub const COUPLE_ROOM_MISSING: i32 = -3;
/// A halal canteen for a worker who asked for one.
pub const HALAL_MEALS: i32 = 3;
/// None, for such a worker.
pub const HALAL_MISSING: i32 = -3;

/// The work ends before the worker must be home again.
pub const TERM_FITS: i32 = 1;
/// The work is longer than the worker can stay.
pub const TERM_TOO_LONG: i32 = -2;
/// The worker is free on the first day.
pub const START_FITS: i32 = 1;
/// The worker is free within [`START_GRACE_DAYS`] after the first day, or later.
pub const START_SOON_AFTER: i32 = -1;
/// See [`START_SOON_AFTER`].
pub const START_TOO_EARLY: i32 = -2;
/// Employers take people after the first day for about two weeks.
pub const START_GRACE_DAYS: i64 = 14;

/// With this many failed conditions or fewer a pair is a near miss worth a telephone call.
pub const NEAR_MISS_MOST: usize = 2;
