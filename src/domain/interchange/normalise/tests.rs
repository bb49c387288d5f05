use proptest::prelude::*;

use super::*;

fn key<T: std::fmt::Debug>(result: Result<T, CellProblem>) -> &'static str {
    result.expect_err("must be refused").key
}

fn yuan(text: &str) -> (PayForm, Option<i64>, Option<i64>) {
    let pay = pay(text, PayForm::Month).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    (
        pay.form,
        pay.min_fen.map(|fen| fen / 100),
        pay.max_fen.map(|fen| fen / 100),
    )
}

#[test]
fn one_normal_form() {
    assert_eq!(
        plain("　９９９９９９１９４９１２３１００２ｘ\u{200B} "),
        "99999919491231002x"
    );
    assert_eq!(plain("买买提·𠮷  尔\n"), "买买提·𠮷 尔");
}

#[test]
fn pay_as_adverts_write_it() {
    for (text, low, high) in [
        ("4500-6000", 4500, 6000),
        ("6千-9千", 6000, 9000),
        ("6-8千", 6000, 8000),
        ("1.4-2万·13薪", 14_000, 20_000),
        ("5000-1万", 5000, 10_000),
        ("８Ｋ～１２Ｋ", 8000, 12_000),
        ("1.2万", 12_000, 12_000),
        ("4,500元至6,000元/月", 4500, 6000),
        ("18-36万/年", 15_000, 30_000),
        ("7千-1万元/月", 7000, 10_000),
        ("￥4500-￥6000", 4500, 6000),
    ] {
        assert_eq!(yuan(text), (PayForm::Month, Some(low), Some(high)), "{text}");
    }
    assert_eq!(yuan("20元/时"), (PayForm::Hour, Some(20), Some(20)));
    assert_eq!(yuan("150-200/天"), (PayForm::Day, Some(150), Some(200)));
    assert_eq!(yuan("500-1000元/次"), (PayForm::Piece, Some(500), Some(1000)));
    assert_eq!(yuan("3千及以下"), (PayForm::Month, None, Some(3000)));
    assert_eq!(yuan("底薪2200+提成"), (PayForm::Month, Some(2200), None));
    let with_bonus = pay("5千-1万·14薪", PayForm::Month).expect("real advert");
    assert_eq!(with_bonus.pays_a_year, Some(14));
    assert_eq!(pay("18.5", PayForm::Hour).expect("default form").min_fen, Some(1850));
}

#[test]
fn pay_that_says_nothing_is_refused_with_its_reason() {
    assert_eq!(key(pay("面议", PayForm::Month)), "import-problem-pay-negotiable");
    assert_eq!(key(pay("9000-6000", PayForm::Month)), "import-problem-pay-order");
    for text in [
        "",
        "高薪",
        "1-2-3",
        "20",
        "5000 6000",
        "99999999999999999999万",
        "1.234.5",
    ] {
        assert_eq!(key(pay(text, PayForm::Month)), "import-problem-pay-unclear", "{text}");
    }
}

#[test]
fn words_of_lists() {
    for (text, expected) in [
        ("文盲或半文盲", "none"),
        ("学历不限", "none"),
        ("小学及以下", "primary"),
        ("初中毕业", "junior"),
        ("中专/中技", "senior"),
        ("大学专科", "college"),
        ("本科及以上", "bachelor"),
        ("博士", "bachelor"),
        ("senior", "senior"),
    ] {
        assert_eq!(education(text), Ok(expected), "{text}");
    }
    assert_eq!(key(education("招5人")), "import-problem-education");
    for (text, bed, food) in [
        ("包吃住", "provided", "provided"),
        ("包吃包住", "provided", "provided"),
        ("包住不包吃", "provided", "none"),
        ("包吃不包住", "none", "provided"),
        ("不包吃住", "none", "none"),
        ("包住，餐补", "provided", "subsidy"),
        ("食宿自理", "none", "none"),
        ("免费食宿", "provided", "provided"),
        ("none", "none", "none"),
        ("否", "none", "none"),
    ] {
        assert_eq!((lodging(text), meals(text)), (Ok(bed), Ok(food)), "{text}");
    }
    assert_eq!(meals("工作餐"), Ok("provided"));
    assert_eq!(lodging("提供宿舍"), Ok("provided"));
    assert_eq!(lodging("租房补贴"), Ok("subsidy"));
    for (text, expected) in [
        ("长白班", "day"),
        ("白班，无夜班", "day"),
        ("两班倒", "two"),
        ("12小时两班倒（白班夜班）", "two"),
        ("三班倒", "three"),
        ("夜班", "night"),
        ("弹性工作", "flexible"),
    ] {
        assert_eq!(shift(text), Ok(expected), "{text}");
    }
    assert_eq!(
        (yes_no("Ｙ"), yes_no("不包"), yes_no("有")),
        (Ok(true), Ok(false), Ok(true))
    );
    assert_eq!(key(yes_no("也许")), "import-problem-yes-no");
}

#[test]
fn household_words_have_two_parts() {
    for (text, base, monitor) in [
        ("脱贫户", Some("lifted"), None),
        ("建档立卡贫困户", Some("lifted"), None),
        ("一般农户", Some("ordinary"), None),
        ("非建档立卡户", Some("ordinary"), None),
        ("脱贫不稳定户", Some("lifted"), Some("unstable")),
        ("边缘易致贫户", None, Some("marginal")),
        ("突发严重困难户", None, Some("sudden")),
    ] {
        assert_eq!(household(text), Ok(Household { base, monitor }), "{text}");
    }
    assert_eq!(key(household("五好家庭")), "import-problem-household");
}

#[test]
fn dates_of_every_spelling() {
    for text in [
        "2026-11-03",
        "2026/11/3",
        "2026.11.3",
        "2026年11月3日",
        "20261103",
        "2026-11-03 08:30",
        "2026-11-03T08:30:00",
        "46329",
        "46329.75",
        "２０２６－１１－０３",
    ] {
        let read = date(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        assert_eq!(
            (read.date.to_string().as_str(), read.precision),
            ("2026-11-03", Precision::Day),
            "{text}"
        );
    }
    for text in ["2026.2", "2026年2月", "202602", "2026-02"] {
        let read = date(text).expect(text);
        assert_eq!(
            (read.date.to_string(), read.precision),
            ("2026-02-01".into(), Precision::Month)
        );
        assert_eq!(read.last_day().to_string(), "2026-02-28");
    }
    assert_eq!(key(date("2026-02-30")), "import-problem-date-not-real");
    for text in ["", "去年", "2026", "26/1/5", "5/6/2026", ":", "1:"] {
        assert_eq!(key(date(text)), "import-problem-date", "{text}");
    }
}

#[test]
fn numbers_and_hours() {
    assert_eq!(integer("１２人", 1, 100), Ok(12));
    assert_eq!(integer("30.0", 1, 100), Ok(30));
    assert_eq!(key(integer("30.5", 1, 100)), "import-problem-integer");
    assert_eq!(key(integer("-3", 0, 100)), "import-problem-integer-range");
    assert_eq!(hours_per_month("286小时/月"), Ok(286));
    assert_eq!(key(hours_per_month("12小时/天")), "import-problem-hours-not-monthly");
    assert_eq!(key(hours_per_month("8")), "import-problem-hours-not-monthly");
    assert_eq!(key(hours_per_month("-200")), "import-problem-hours");
}

/// Every key that the code of this module can give has a sentence in both languages, and no sentence is left over.
#[test]
fn every_problem_has_its_sentence() {
    let zh = include_str!("../../../../locales/zh-CN/import-problems.ftl");
    let en = include_str!("../../../../locales/en/import-problems.ftl");
    let code = [
        include_str!("../normalise.rs"),
        include_str!("words.rs"),
        include_str!("board.rs"),
        include_str!("pay.rs"),
        include_str!("date.rs"),
        include_str!("../columns/mapping.rs"),
        include_str!("../reader/problem.rs"),
    ];
    let in_ftl = |text: &'static str| -> std::collections::BTreeSet<&'static str> {
        text.lines()
            .filter_map(|line| line.split_once(" = ").map(|(key, _)| key))
            .collect()
    };
    let in_code: std::collections::BTreeSet<&str> = code
        .iter()
        .flat_map(|text| text.split('"'))
        .filter(|part| part.starts_with("import-problem-"))
        .collect();
    // The same files hold the sentences of the planners, which the suite's walk over all keys covers.
    assert_eq!(in_code.difference(&in_ftl(zh)).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert_eq!(in_code.difference(&in_ftl(en)).collect::<Vec<_>>(), Vec::<&&str>::new());
}

proptest! {
    #[test]
    fn plain_twice_is_plain_once(text in any::<String>()) {
        let once = plain(&text);
        prop_assert_eq!(plain(&once), once);
    }

    #[test]
    fn no_parser_panics(text in any::<String>()) {
        let _ = (pay(&text, PayForm::Day), date(&text), integer(&text, 0, 9), hours_per_month(&text));
        let _ = (lodging(&text), meals(&text), shift(&text), education(&text), household(&text));
    }

    #[test]
    fn pay_never_panics_near_real_text(text in "[0-9.,万千百kwK元块/时天年月薪·*xX~至到+底以上下 -]{0,24}") {
        if let Ok(read) = pay(&text, PayForm::Month) {
            prop_assert!(read.min_fen.or(read.max_fen).is_some());
            prop_assert!(read.min_fen.zip(read.max_fen).is_none_or(|(low, high)| low <= high));
        }
    }

    #[test]
    fn any_written_day_is_read_back(days in 0_u64..60_000) {
        let day = chrono::NaiveDate::from_ymd_opt(1930, 1, 1).expect("a day") + chrono::Days::new(days);
        for form in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y年%-m月%-d日", "%Y%m%d"] {
            prop_assert_eq!(date(&day.format(form).to_string()).map(|read| read.date), Ok(day));
        }
    }
}
