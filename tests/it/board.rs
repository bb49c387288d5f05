//! The public board.

use axum::http::StatusCode;
use chrono::Duration;
use entity::codes::{Provision, Role, Shift, VacancyState};
use flate2::{Compression, write::GzEncoder};
use labour_bridge::web::urlencode;
use sea_orm::Set;
use std::io::Write as _;

use crate::support::{html, on_both};

/// Most that the first view's page and style sheet may weigh, in compressed bytes.
const FIRST_VIEW: usize = 14 * 1024;

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("compressed");
    encoder.finish().expect("compressed").len()
}

on_both! {
    async fn a_card_says_what_decides_and_marks_what_was_searched_for(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        let id = app.board_post(firm, "车间电焊工", |_| {}).await;
        app.feed().await;
        let page = app.visitor().get("/vacancies?q=%E7%94%B5%E7%84%8A%E5%B7%A5").await.ok();
        page.shows("车间<mark>电焊工</mark>").shows("<b>5,200–6,400</b>").shows("每小时约 22.2 元").shows("包住").shows("包吃");
        page.shows("还招 3 人").shows("2026-10-24</time> 已核实").shows(&format!("/vacancies/{id}")).shows("天津河西");
        let page = app.visitor().get("/vacancies?lang=en").await.ok();
        page.shows("about 22.2 yuan an hour").shows("Free bed").shows("3 places left");
        page.hides("board-");
    }

    async fn filters_narrow_count_and_can_be_taken_away(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |_| {}).await;
        app.board_post(firm, "家门口的电焊工", |row| {
            row.place_code = Set("620802".to_owned());
            row.lodging = Set(Provision::None);
        })
        .await;
        app.feed().await;
        let mut visitor = app.visitor();
        let page = visitor.get("/vacancies").await.ok();
        assert_eq!(html::texts(&page.text, ".job h2").len(), 2);
        let boxes = html::texts(&page.text, ".filters label.choice");
        assert!(boxes.contains(&"甘肃1".to_owned()) && boxes.contains(&"包住1".to_owned()), "{boxes:?}");
        let page = visitor.get("/vacancies?place=62&q=%E7%84%8A&sort=pay_hour&pay_min=").await.ok();
        assert_eq!(html::texts(&page.text, ".job h2"), ["家门口的电焊工"]);
        assert_eq!(html::attributes(&page.text, ".chips a", "href"), ["/vacancies?q=%E7%84%8A&sort=pay_hour"]);
        let page = visitor.get("/vacancies?place=62&lodging=provided").await.ok();
        page.shows("没有找到岗位").shows("去掉“包住”");
    }

    async fn a_long_list_is_paged_without_more_statements(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |_| {}).await;
        app.feed().await;
        let mut visitor = app.visitor();
        app.statements();
        visitor.get("/vacancies").await.ok();
        let few = app.statements();
        assert!(few <= 4, "{few} statements");
        for number in 0..31 {
            app.board_post(firm, &format!("电焊工{number}"), |_| {}).await;
        }
        app.feed().await;
        app.statements();
        let first = visitor.get("/vacancies").await.ok();
        assert_eq!(app.statements(), few);
        first.shows("第 1–15 个");
        let mut seen = html::attributes(&first.text, ".job h2 a", "href");
        for page in 2..=3 {
            seen.extend(html::attributes(&visitor.get(&format!("/vacancies?page={page}")).await.ok().text, ".job h2 a", "href"));
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 32);
    }

    async fn the_first_view_is_light(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        for number in 0..20 {
            app.board_post(firm, &format!("电焊工{number}"), |row| row.description = Set(format!("第 {number} 车间的活，两个人一班，师傅带。"))).await;
        }
        app.feed().await;
        let style = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/static/app.css")).expect("the style sheet");
        for path in ["/", "/vacancies", "/vacancies?lang=en"] {
            let page = app.visitor().get(path).await.ok();
            let weight = compressed(page.text.as_bytes()) + compressed(&style);
            println!("{path}: {weight} bytes compressed with the style sheet");
            assert!(weight <= FIRST_VIEW, "{path}: {weight}");
        }
    }

    async fn words_that_no_post_has_together_find_some_and_say_so(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |_| {}).await;
        app.feed().await;
        let page = app.visitor().get("/vacancies?q=%E7%94%B5%E7%84%8A%E5%B7%A5+%E6%9C%88%E5%AB%82").await.ok();
        page.shows("没有岗位同时符合").shows("<mark>电焊工</mark>");
    }

    async fn plain_language_is_understood_shown_and_can_be_taken_away(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |_| {}).await;
        app.board_post(firm, "夜班电焊工", |row| row.shift = Set(Shift::Two)).await;
        app.board_post(firm, "家门口的电焊工", |row| row.place_code = Set("620802".to_owned())).await;
        app.board_post(firm, "电焊学徒", |row| row.pay_max_yuan = Set(5_300)).await;
        app.feed().await;
        let mut visitor = app.visitor();
        let asked = "天津 包吃住 6000以上 电焊工 不上夜班";
        let page = visitor.get(&format!("/vacancies?q={}", urlencode(asked))).await.ok();
        assert_eq!(html::texts(&page.text, ".job h2"), ["电焊工"]);
        let chips = html::texts(&page.text, ".chips a");
        for (chip, words) in chips.iter().zip(["在天津", "包吃住", "每月 6,000 元以上", "电焊工（焊工）", "不上夜班"]) {
            assert!(chip.starts_with(words), "{chips:?}");
        }
        // Taken away by a link: the words leave the box.
        let without = html::attributes(&page.text, ".chips a", "href").remove(4);
        let page = visitor.get(&without).await.ok();
        page.shows("value=\"天津 包吃住 6000以上 电焊工\"");
        assert_eq!(html::texts(&page.text, ".job h2").len(), 2);
        let english = visitor.get(&format!("/vacancies?lang=en&q={}", urlencode(asked))).await.ok();
        english.shows("from 6,000 yuan a month").shows("no night shift").hides("board-");
        let api = visitor.get(&format!("/api/v1/vacancies?q={}", urlencode(asked))).await.ok().json();
        assert_eq!(api["interpreted"]["parts"][0]["kind"], "place");
        assert_eq!(api["interpreted"]["parts"][2]["value"], 6_000);
        for (asked, found) in [("+电焊工 -夜班", 3), ("\"家门口\"", 1), ("平凉 电焊工", 1), ("平凉 天津 电焊工", 4), ("電焊學徒", 4)] {
            let body = visitor.get(&format!("/api/v1/vacancies?q={}", urlencode(asked))).await.ok().json();
            assert_eq!(body["total"], found, "{asked}");
        }
    }

    async fn a_slip_of_ear_or_finger_finds_what_was_meant_after_what_was_written(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |_| {}).await;
        app.board_post(firm, "缝纫工", |row| row.occupation_code = Set("6-05-01-03".to_owned())).await;
        app.feed().await;
        let mut visitor = app.visitor();
        for (typed, meant) in [("缝任工", "缝纫工"), ("fengrengong", "缝纫工"), ("frg", "缝纫工"), ("电汉工", "电焊工"), ("tianjin dianhangong", "天津 电焊工")] {
            let page = visitor.get(&format!("/vacancies?q={}", urlencode(typed))).await.ok();
            page.shows(&format!("没有“{typed}”。您是不是要找“{meant}”？"));
            let first = html::texts(&page.text, ".job h2").remove(0);
            assert!(meant.ends_with(&first), "{typed}: {first}");
        }
        // A trade that nobody offers leads to its group, in the place that was asked for.
        let page = visitor.get(&format!("/vacancies?q={}", urlencode("天津 裁剪工"))).await.ok();
        page.shows("没有正好合适的。同一类的工作");
        let all = html::attributes(&page.text, "section .actions a", "href");
        assert_eq!(all, ["/vacancies?q=%E5%A4%A9%E6%B4%A5&occupation=6-05-01"]);
        // What is known as it is written is left alone.
        let page = visitor.get(&format!("/vacancies?q={}", urlencode("电焊工"))).await.ok();
        page.hides("您是不是要找");
        let english = visitor.get(&format!("/vacancies?lang=en&q={}", urlencode("缝任工"))).await.ok();
        english.shows("Did you mean “缝纫工”?").hides("board-");
        let api = visitor.get(&format!("/api/v1/vacancies?q={}", urlencode("缝任工"))).await.ok().json();
        assert_eq!((&api["instead"]["of"], &api["instead"]["text"]), (&"slip".into(), &"缝纫工".into()));
    }

    async fn hostile_questions_are_answered_quickly_and_widen_nothing(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |_| {}).await;
        app.board_post(firm, "电焊工草稿", |row| row.state = Set(VacancyState::Draft)).await;
        app.feed().await;
        let mut visitor = app.visitor();
        let started = std::time::Instant::now();
        for text in ["(".repeat(1_000), "a%20OR%20".repeat(2_000), "%F0%9F%8E%89".repeat(500), "a%00b".to_owned(), "%FF%FE".to_owned(), "%22".repeat(900)] {
            let page = visitor.get(&format!("/vacancies?q={text}")).await;
            assert!(matches!(page.status, StatusCode::OK | StatusCode::BAD_REQUEST), "{}", page.status);
        }
        for text in ["status:draft", "*", "/.*/", "state:[a%20TO%20z]"] {
            let body = visitor.get(&format!("/api/v1/vacancies?q={text}")).await.ok().json();
            assert_eq!(body["total"], 0, "{text}");
        }
        let megabyte = visitor.get(&format!("/vacancies?q={}", "%E7%84%8A".repeat(6_600))).await;
        assert!(matches!(megabyte.status, StatusCode::OK | StatusCode::BAD_REQUEST));
        assert!(started.elapsed() < std::time::Duration::from_secs(5));
    }

    async fn what_is_not_public_is_nowhere_even_while_the_index_is_behind(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        let post = app.board_post(firm, "电焊工", |_| {}).await;
        let draft = app.board_post(firm, "草稿焊工", |row| {
            row.state = Set(VacancyState::Draft);
            row.published_at = Set(None);
        })
        .await;
        app.feed().await;
        app.board_change(post, false, |row| row.state = Set(VacancyState::TakenDown)).await;
        let mut visitor = app.visitor();
        visitor.get("/vacancies").await.ok().hides("电焊工").hides("草稿焊工");
        visitor.get("/").await.ok().hides("电焊工").hides("草稿焊工");
        assert_eq!(visitor.get(&format!("/vacancies/{draft}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn the_last_day_ends_at_midnight_in_beijing(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        let last = labour_bridge::domain::clock::day_of(app.now());
        let post = app.board_post(firm, "电焊工", |row| row.valid_until = Set(last)).await;
        let other = app.board_post(firm, "氩弧焊工", |_| {}).await;
        app.feed().await;
        let mut visitor = app.visitor();
        visitor.get(&format!("/vacancies/{post}")).await.ok();
        app.pass(Duration::hours(14));
        let page = visitor.get(&format!("/vacancies/{post}")).await;
        assert_eq!(page.status, StatusCode::GONE);
        page.shows("这个岗位不招了").shows(&format!("/vacancies/{other}"));
        let titles = html::texts(&visitor.get("/vacancies").await.ok().text, ".job h2");
        assert_eq!(titles, ["氩弧焊工"]);
    }

    async fn nothing_that_an_employer_writes_becomes_markup(app) {
        let firm = app.board_employer("<i>厂</i>").await;
        let bad = "<script>alert(1)</script>焊工";
        let post = app.board_post(firm, bad, |row| {
            row.description = Set("<img src=x> 焊工 & 'x'".to_owned());
            row.contact_phone = Set("javascript:alert(1)".to_owned());
        })
        .await;
        app.feed().await;
        let mut visitor = app.visitor();
        for path in ["/vacancies?q=%E7%84%8A%E5%B7%A5+script".to_owned(), "/".to_owned(), format!("/vacancies/{post}")] {
            let page = visitor.get(&path).await.ok();
            page.hides("<script>alert").hides("<img src").hides("<i>厂").hides("tel:javascript").hides("<<mark");
        }
    }

    async fn a_job_page_answers_in_the_order_in_which_people_ask(app) {
        let firm = app.board_employer("天津桃源机械厂").await;
        let id = app.board_post(firm, "电焊工", |row| {
            row.shift = Set(Shift::Three);
            row.age_max = Set(Some(55));
            row.condition_reason = Set("高处作业".to_owned());
            row.demands = Set("height standing".to_owned());
        })
        .await;
        app.feed().await;
        let page = app.visitor().get(&format!("/vacancies/{id}")).await.ok();
        let headings = html::texts(&page.text, "#read h2");
        assert_eq!(headings, ["工资怎么算", "吃住", "干什么活", "在哪里", "要什么人", "合同和保险", "哪个单位", "来的时候带什么"]);
        page.shows("每小时约 22.2 元").shows("一个月 234 小时").shows("55 岁以下").shows("高处作业").shows("高处干活、久站").shows("要上夜班");
        page.shows("tel:19900001234").shows("tel:12333").shows(&format!("/apply/{id}")).shows("不收一分钱").hides("马建国").hides("board-");
        let page = app.visitor().get(&format!("/vacancies/{id}?lang=en")).await.ok();
        page.shows("With night work").shows("Finding work costs nothing").hides("board-");
    }

    async fn the_opening_page_counts_the_answers_to_six_questions(app) {
        app.visitor().get("/").await.ok().shows("现在没有岗位");
        let firm = app.board_employer("天津桃源机械厂").await;
        app.board_post(firm, "电焊工", |row| row.couple_room = Set(true)).await;
        app.board_post(firm, "年轻焊工", |row| {
            row.age_max = Set(Some(45));
            row.shift = Set(Shift::Night);
            row.meals = Set(Provision::None);
        })
        .await;
        app.feed().await;
        let page = app.visitor().get("/").await.ok();
        let counts = html::texts(&page.text, ".questions .n");
        assert_eq!(counts, ["0 个岗位", "2 个岗位", "1 个岗位", "1 个岗位", "1 个岗位", "1 个岗位"]);
        let mut visitor = app.visitor();
        for (link, count) in html::attributes(&page.text, ".questions a", "href").iter().zip([0, 2, 1, 1, 1, 1]) {
            let list = visitor.get(link).await.ok();
            assert_eq!(html::texts(&list.text, ".job").len(), count, "{link}");
        }
        app.visitor().get("/?lang=en").await.ok().shows("Takes people over 50").hides("home-").hides("board-");
        let mut station = app.person(Role::Station).await;
        station.get("/").await.ok().shows("/applications").hides("五十岁");
    }
}
