//! The founding report's projects, exchanges, visits and sales as rows of the plain ledgers, and the plans beside them. The report gives sums;
//! the rows are made up so that they add up to them. Places are codes: the report itself spells one township in two ways.

use std::collections::HashMap;

use chrono::{Datelike as _, Days, NaiveDate};
use entity::codes::{Direction, Ledger, LedgerKind};
use entity::{ledger_entry, plan, plan_target};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};
use uuid::Uuid;

use super::desk::Desk;
use super::rows::Rows;
use super::vacancies::Owner;
use crate::made_up::Text;

use Direction::{EastToWest, WestToEast};
use LedgerKind as Kind;

/// The county of the story.
const COUNTY: &str = "620802";
/// Days after which a row was written down.
const WRITTEN_DAYS: u64 = 5;

/// Day, kind, place, name, amount in yuan, households, persons, lifted, quantity with its unit, key of the firm.
type Project = (
    (i32, u32, u32),
    LedgerKind,
    &'static str,
    &'static str,
    i64,
    [i32; 3],
    (i32, &'static str),
    &'static str,
);

/// 2019 adds up to 31,230,000 yuan (industry 13,550,000) for 11,662 people; shares of both years to 14,890,000 yuan for 829 households,
/// of whom 465 people left poverty; cows of both years to 3,520 for 2,370 households in 12 townships.
const PROJECTS: [Project; 25] = [
    (
        (2018, 5, 10),
        Kind::Livestock,
        "620802100",
        "四十里铺镇养牛到户补贴",
        620_000,
        [215, 0, 0],
        (310, "头"),
        "",
    ),
    (
        (2018, 5, 10),
        Kind::Livestock,
        "620802101",
        "崆峒镇养牛到户补贴",
        580_000,
        [198, 0, 0],
        (290, "头"),
        "",
    ),
    (
        (2018, 5, 16),
        Kind::Livestock,
        "620802102",
        "草峰镇养牛到户补贴",
        730_000,
        [240, 0, 0],
        (365, "头"),
        "",
    ),
    (
        (2018, 5, 16),
        Kind::Livestock,
        "620802103",
        "白水镇养牛到户补贴",
        524_000,
        [176, 0, 0],
        (262, "头"),
        "",
    ),
    (
        (2018, 6, 4),
        Kind::Livestock,
        "620802104",
        "安国镇养牛到户补贴",
        600_000,
        [205, 0, 0],
        (300, "头"),
        "",
    ),
    (
        (2018, 6, 4),
        Kind::Livestock,
        "620802106",
        "花所镇养牛到户补贴",
        566_000,
        [190, 0, 0],
        (283, "头"),
        "",
    ),
    (
        (2018, 7, 20),
        Kind::Shares,
        COUNTY,
        "产业入股分红（第一批）",
        7_470_000,
        [415, 1_580, 232],
        (0, ""),
        "",
    ),
    (
        (2018, 5, 28),
        Kind::Labour,
        "620802100",
        "四十里铺镇帮扶车间设备",
        600_000,
        [0, 0, 0],
        (0, ""),
        "nuanyang-garment",
    ),
    (
        (2018, 5, 28),
        Kind::Labour,
        "620802105",
        "柳湖镇巧手车间设备",
        400_000,
        [0, 0, 0],
        (0, ""),
        "longxiu-craft",
    ),
    (
        (2019, 3, 18),
        Kind::Livestock,
        "620802206",
        "索罗乡养牛到户补贴",
        690_000,
        [230, 890, 0],
        (345, "头"),
        "",
    ),
    (
        (2019, 3, 18),
        Kind::Livestock,
        "620802208",
        "西阳回族乡养牛到户补贴",
        560_000,
        [188, 741, 0],
        (280, "头"),
        "",
    ),
    (
        (2019, 3, 25),
        Kind::Livestock,
        "620802209",
        "大秦回族乡养牛到户补贴",
        510_000,
        [172, 668, 0],
        (255, "头"),
        "",
    ),
    (
        (2019, 3, 25),
        Kind::Livestock,
        "620802210",
        "白庙回族乡养牛到户补贴",
        596_000,
        [201, 792, 0],
        (298, "头"),
        "",
    ),
    (
        (2019, 4, 2),
        Kind::Livestock,
        "620802211",
        "寨河回族乡养牛到户补贴",
        494_000,
        [165, 640, 0],
        (247, "头"),
        "",
    ),
    (
        (2019, 4, 2),
        Kind::Livestock,
        "620802212",
        "香莲乡养牛到户补贴",
        570_000,
        [190, 753, 0],
        (285, "头"),
        "",
    ),
    (
        (2019, 5, 15),
        Kind::Shares,
        COUNTY,
        "产业入股分红（第二批）",
        7_420_000,
        [414, 1_650, 233],
        (0, ""),
        "",
    ),
    (
        (2019, 4, 22),
        Kind::Orchard,
        "620802103",
        "红果园二十一村土地流转、务工和分红",
        2_710_000,
        [150, 606, 0],
        (21, "村"),
        "hongguo-orchard",
    ),
    (
        (2019, 6, 11),
        Kind::Water,
        "620802216",
        "农村饮水安全工程",
        6_430_000,
        [0, 1_960, 0],
        (0, ""),
        "",
    ),
    (
        (2019, 7, 3),
        Kind::Housing,
        "620802219",
        "危房改造",
        700_000,
        [35, 131, 0],
        (35, "座"),
        "",
    ),
    (
        (2019, 8, 19),
        Kind::HeatedBeds,
        COUNTY,
        "贫困残疾人家庭电热炕",
        1_292_700,
        [0, 1_486, 0],
        (1_486, "铺"),
        "",
    ),
    (
        (2019, 9, 5),
        Kind::Health,
        COUNTY,
        "乡镇卫生院救护车",
        1_500_000,
        [0, 0, 0],
        (10, "辆"),
        "",
    ),
    (
        (2019, 2, 26),
        Kind::Labour,
        COUNTY,
        "劳务协作和技能培训",
        1_560_000,
        [0, 430, 0],
        (0, ""),
        "",
    ),
    (
        (2019, 8, 1),
        Kind::Education,
        COUNTY,
        "学校厨房和宿舍",
        3_200_000,
        [0, 640, 0],
        (0, ""),
        "",
    ),
    (
        (2019, 9, 20),
        Kind::Roads,
        "620802214",
        "村组道路硬化",
        2_000_000,
        [0, 180, 0],
        (0, ""),
        "",
    ),
    (
        (2019, 10, 8),
        Kind::Roads,
        "620802217",
        "桥涵维修",
        997_300,
        [0, 95, 0],
        (0, ""),
        "",
    ),
];

/// Day, kind, direction, what, persons.
const EXCHANGES: [((i32, u32, u32), LedgerKind, Direction, &str, i32); 8] = [
    ((2019, 3, 4), Kind::Education, EastToWest, "河西区教师来崆峒支教", 11),
    ((2019, 3, 11), Kind::Health, EastToWest, "河西区医生来崆峒坐诊带教", 9),
    ((2019, 4, 8), Kind::Science, EastToWest, "果树和养殖技术人员驻点", 5),
    (
        (2019, 4, 16),
        Kind::Officials,
        WestToEast,
        "扶贫干部培训班（第一期）",
        160,
    ),
    (
        (2019, 7, 9),
        Kind::Officials,
        WestToEast,
        "乡村干部培训班（第二期）",
        171,
    ),
    ((2019, 10, 15), Kind::Officials, WestToEast, "驻村帮扶工作队培训班", 120),
    ((2019, 5, 20), Kind::Education, WestToEast, "教师到河西区跟岗学习", 210),
    ((2019, 6, 17), Kind::Health, WestToEast, "医护人员到河西区进修", 223),
];

/// Day, kind, direction, who, about what.
const VISITS: [((i32, u32, u32), LedgerKind, Option<Direction>, &str, &str); 12] = [
    (
        (2019, 3, 12),
        Kind::Visit,
        Some(WestToEast),
        "崆峒区主要负责同志",
        "对接全年协作计划",
    ),
    (
        (2019, 4, 24),
        Kind::Visit,
        Some(EastToWest),
        "河西区主要负责同志",
        "看产业项目和帮扶车间",
    ),
    (
        (2019, 6, 20),
        Kind::Visit,
        Some(EastToWest),
        "河西区分管负责同志",
        "看教育医疗帮扶",
    ),
    (
        (2019, 7, 30),
        Kind::Visit,
        Some(WestToEast),
        "崆峒区分管负责同志",
        "看望在津务工人员",
    ),
    (
        (2019, 9, 18),
        Kind::Visit,
        Some(EastToWest),
        "河西区主要负责同志",
        "看饮水工程和易地搬迁",
    ),
    (
        (2019, 11, 12),
        Kind::Visit,
        Some(WestToEast),
        "崆峒区主要负责同志",
        "总结和下年打算",
    ),
    (
        (2019, 3, 12),
        Kind::Meeting,
        None,
        "两区党政主要负责同志",
        "第一次联席会议",
    ),
    (
        (2019, 4, 25),
        Kind::Meeting,
        None,
        "两区分管负责同志",
        "项目资金联席会议",
    ),
    (
        (2019, 6, 21),
        Kind::Meeting,
        None,
        "两区分管负责同志",
        "人才交流联席会议",
    ),
    ((2019, 7, 31), Kind::Meeting, None, "两区人社部门", "劳务协作联席会议"),
    (
        (2019, 9, 19),
        Kind::Meeting,
        None,
        "两区党政主要负责同志",
        "年中推进联席会议",
    ),
    (
        (2019, 11, 13),
        Kind::Meeting,
        None,
        "两区党政主要负责同志",
        "年度总结联席会议",
    ),
];

/// Day, series, yuan, products in the series. Together 48,857,900 yuan, nine series, 33 products.
const SALES: [((i32, u32, u32), &str, i64, i32); 9] = [
    ((2019, 11, 30), "平凉金果", 21_160_000, 6),
    ((2019, 11, 30), "平凉红牛肉", 9_970_000, 5),
    ((2019, 10, 31), "核桃", 3_214_500, 3),
    ((2019, 10, 31), "小杂粮", 2_986_400, 6),
    ((2019, 9, 30), "胡麻油", 2_745_000, 2),
    ((2019, 8, 31), "蜂蜜", 1_836_200, 2),
    ((2019, 8, 31), "药茶", 1_920_800, 3),
    ((2019, 12, 15), "香包刺绣", 2_415_000, 4),
    ((2019, 12, 15), "锅盔面点", 2_610_000, 2),
];

/// Figure and target of the whole county, for each year that the founding report tells of.
const FOUNDING_TARGETS: [(i32, &str, i64); 6] = [
    (2018, "T1", 260),
    (2018, "T2", 160),
    (2018, "T9", 15),
    (2019, "T1", 320),
    (2019, "T2", 200),
    (2019, "T9", 20),
];

/// Township and its target of people sent to the partner in a year.
const TOWNSHIP_TARGETS: [(&str, i64); 8] = [
    ("620802100", 8),
    ("620802101", 5),
    ("620802102", 6),
    ("620802103", 8),
    ("620802104", 4),
    ("620802105", 3),
    ("620802208", 4),
    ("620802219", 4),
];

/// Write all of it down.
pub(super) fn add(desk: &Desk, rows: &mut Rows, firms: &HashMap<Text, Owner<'_>>) {
    for pairing in &desk.pairings {
        rows.pairings.push(pairing.clone().into_active_model().reset_all());
    }
    for (on, kind, place, name, amount, [households, persons, lifted], (quantity, unit), firm) in PROJECTS {
        let some = |count: i32| (count > 0).then_some(count);
        let firm = firms.iter().find(|(key, _)| **key == firm).map(|(_, owner)| owner.id);
        rows.ledger.push(ledger_entry::ActiveModel {
            place_code: Set(place.to_owned()),
            fund_source: Set("天津市财政东西部扶贫协作资金".to_owned()),
            amount_yuan: Set(Some(amount)),
            households: Set(some(households)),
            persons: Set(some(persons)),
            persons_lifted: Set(some(lifted)),
            quantity: Set(some(quantity)),
            quantity_unit: Set(unit.to_owned()),
            employer_id: Set(firm),
            ..row(desk, Ledger::Project, kind, on, name)
        });
    }
    for (on, kind, direction, name, persons) in EXCHANGES {
        rows.ledger.push(ledger_entry::ActiveModel {
            direction: Set(Some(direction)),
            persons: Set(Some(persons)),
            ..row(desk, Ledger::Exchange, kind, on, name)
        });
    }
    for (on, kind, direction, who, name) in VISITS {
        rows.ledger.push(ledger_entry::ActiveModel {
            direction: Set(direction),
            who: Set(who.to_owned()),
            ..row(desk, Ledger::Visit, kind, on, name)
        });
    }
    for (on, name, amount, products) in SALES {
        rows.ledger.push(ledger_entry::ActiveModel {
            amount_yuan: Set(Some(amount)),
            quantity: Set(Some(products)),
            quantity_unit: Set("种".to_owned()),
            who: Set("天津的商超、食堂和社区".to_owned()),
            ..row(desk, Ledger::Sale, Kind::Products, on, name)
        });
    }
    agreements(desk, rows);
    plans(desk, rows);
}

fn agreements(desk: &Desk, rows: &mut Rows) {
    rows.ledger.push(ledger_entry::ActiveModel {
        who: Set("两区人民政府".to_owned()),
        quantity: Set(Some(9)),
        quantity_unit: Set("个领域".to_owned()),
        ..row(
            desk,
            Ledger::Agreement,
            Kind::Agreement,
            (2018, 1, 19),
            "东西部扶贫协作框架协议",
        )
    });
    rows.ledger.push(ledger_entry::ActiveModel {
        who: Set("两区人民政府".to_owned()),
        ..row(
            desk,
            Ledger::Agreement,
            Kind::Responsibilities,
            (2018, 2, 8),
            "部门任务责任清单",
        )
    });
}

/// A row with nothing but what every row has.
fn row(desk: &Desk, ledger: Ledger, kind: LedgerKind, on: (i32, u32, u32), name: &str) -> ledger_entry::ActiveModel {
    let on = day(desk, on);
    ledger_entry::ActiveModel {
        id: Set(Uuid::new_v4()),
        version: Set(1),
        ledger: Set(ledger),
        kind: Set(kind),
        on_date: Set(on),
        until_date: Set(None),
        place_code: Set(COUNTY.to_owned()),
        name: Set(name.to_owned()),
        fund_source: Set(String::new()),
        direction: Set(None),
        who: Set(String::new()),
        amount_yuan: Set(None),
        households: Set(None),
        persons: Set(None),
        persons_lifted: Set(None),
        quantity: Set(None),
        quantity_unit: Set(String::new()),
        employer_id: Set(None),
        note: Set(String::new()),
        file_id: Set(None),
        voided_at: Set(None),
        void_reason: Set(String::new()),
        created_by: Set(desk.staff.county.id),
        created_by_name: Set(desk.staff.county.name.clone()),
        created_at: Set(desk.at(on + Days::new(WRITTEN_DAYS), 0)),
    }
}

fn day(desk: &Desk, (year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(desk.today)
}

/// The plans of the two years of the report, and those of this year and the last.
fn plans(desk: &Desk, rows: &mut Rows) {
    let this = desk.today.year();
    for year in [2018, 2019, this - 1, this] {
        let Some(id) = head(desk, rows, year) else { continue };
        let mut target = |code: &str, place: &str, value| {
            rows.targets.push(plan_target::ActiveModel {
                plan_id: Set(id),
                code: Set(code.to_owned()),
                place_code: Set(place.to_owned()),
                value: Set(value),
            });
        };
        for (_, code, value) in FOUNDING_TARGETS.iter().filter(|(of, _, _)| *of == year) {
            target(code, COUNTY, *value);
        }
        if year < 2020 {
            continue;
        }
        for (place, value) in TOWNSHIP_TARGETS {
            target("T1", place, value);
        }
        target("T1", COUNTY, TOWNSHIP_TARGETS.iter().map(|(_, value)| value).sum());
        target("T4c", COUNTY, 30);
        target("T3r", COUNTY, 70);
        target("T9", COUNTY, 12);
    }
}

fn head(desk: &Desk, rows: &mut Rows, year: i32) -> Option<Uuid> {
    let pairing = desk.pairings.first()?;
    let signed = day(desk, (year, 1, 16));
    let id = Uuid::new_v4();
    rows.plans.push(plan::ActiveModel {
        id: Set(id),
        version: Set(1),
        pairing_id: Set(pairing.id),
        year: Set(year),
        name: Set(format!("天津市河西区与平凉市崆峒区{year}年就业帮扶计划")),
        document_no: Set(format!("津河西人社发〔{year}〕示例3号")),
        signed_on: Set(Some(signed.min(desk.today))),
        signed_by: Set("两区人力资源和社会保障局".to_owned()),
        note: Set(String::new()),
        created_by: Set(desk.staff.county.id),
        created_at: Set(desk.at(signed, 0)),
    });
    Some(id)
}
