//! Texts, suggestions, marks.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::data::{ANALYSER, engine, found, id, many, put, query, today, vacancy};
use crate::search::terms::Terms;
use crate::search::{Change, Engine, MAX_OFFSET, SearchError, SuggestionKind, VacancyQuery};

#[test]
fn everyday_words_find_their_vacancies() {
    let dir = tempfile::tempdir().unwrap();
    let mut other = vacancy(2);
    other.description = "两班倒，不管饭".to_owned();
    other.occupation_words.clear();
    let engine = engine(dir.path(), &[put(vacancy(0)), put(other)]);
    for text in [
        "月嫂",
        "长白班",
        "包吃住",
        "包吃",
        "白班",
        "月子护理",
        "河西区",
        "天津",
        "月嫂 包吃住",
        "天津月嫂长白班",
    ] {
        assert_eq!(found(&engine, &query(text)), [0], "{text}");
    }
    assert_eq!(found(&engine, &query("两班倒")), [2]);
    assert_eq!(found(&engine, &query("嫂")), [0]);
    assert_eq!(found(&engine, &query("")).len(), 2);
}

#[test]
fn the_title_counts_more_than_the_text_and_a_whole_title_most() {
    let dir = tempfile::tempdir().unwrap();
    let titled = |number, title: &str, description: &str| {
        let mut vacancy = vacancy(number);
        vacancy.title = title.to_owned();
        vacancy.description = description.to_owned();
        vacancy.occupation_words.clear();
        put(vacancy)
    };
    let engine = engine(
        dir.path(),
        &[
            titled(1, "厨师", "也找焊工焊工焊工"),
            titled(2, "焊工焊工焊工组长", "焊工焊工焊工"),
            titled(3, "【焊工】", "车间"),
        ],
    );
    assert_eq!(found(&engine, &query("焊工")), [3, 2, 1]);
}

#[test]
fn without_a_vacancy_for_all_terms_half_of_them_will_do() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &many(6));
    let answer = engine.search(&query("月嫂 挖掘机")).unwrap();
    assert!(answer.interpreted.relaxed);
    assert_eq!(answer.hits[0].id, id(0));
    let answer = engine.search(&query("月嫂 包吃住")).unwrap();
    assert!(!answer.interpreted.relaxed);
    assert_eq!(engine.search(&query("挖掘机 潜水员 月嫂")).unwrap().total, 0);
}

#[test]
fn hostile_text_is_answered_quickly_and_widens_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &many(50));
    let texts = [
        "(".repeat(1_000),
        "(月嫂".repeat(1_000),
        "a OR ".repeat(10_000),
        "\0\0\0".to_owned(),
        "🎉👷".to_owned(),
        "月".repeat(400_000),
        "*".to_owned(),
        "/.*/".to_owned(),
        "status:draft".to_owned(),
        "title:*".to_owned(),
        "\u{202e}\u{fffd}".to_owned(),
    ];
    for text in texts {
        let started = Instant::now();
        let answer = engine.search(&query(&text)).unwrap();
        assert!(started.elapsed() < Duration::from_millis(500), "slow: {text:.20}");
        assert!(answer.total < 50, "{text:.20} found everything");
        assert!(answer.interpreted.terms.len() <= 12);
        engine.suggest(&text, 10, today()).unwrap();
    }
    assert!(matches!(
        engine.search(&VacancyQuery {
            offset: MAX_OFFSET + 1,
            ..query("")
        }),
        Err(SearchError::TooDeep)
    ));
}

#[test]
fn suggestions_come_from_open_vacancies_in_chinese_and_pinyin() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &many(12));
    let texts = |typed: &str| -> Vec<String> {
        engine
            .suggest(typed, 10, today())
            .unwrap()
            .into_iter()
            .map(|suggestion| suggestion.text)
            .collect()
    };
    for typed in ["月", "ys", "yues", "YUESAO"] {
        assert_eq!(texts(typed).first().map(String::as_str), Some("月嫂"), "{typed}");
    }
    assert!(texts("护理").contains(&"养老护理员".to_owned()));
    assert!(texts("友谊").contains(&"友谊路服装厂".to_owned()));
    assert_eq!(texts("tianj"), ["天津市"]);
    assert!(texts("").is_empty());
    let place = &engine.suggest("崆峒", 1, today()).unwrap()[0];
    assert_eq!((place.kind, place.vacancies), (SuggestionKind::Place, 6));
    engine
        .apply(
            &(0..12)
                .map(|number| Change::DropVacancy(id(number)))
                .collect::<Vec<_>>(),
            2,
        )
        .unwrap();
    assert!(texts("月").is_empty(), "the table follows the commit");
}

#[test]
fn marks_lie_on_character_boundaries() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &[]);
    let text = "【急招】ＣＮＣ操作工，长白班包吃住";
    let marked = |terms: &[&str]| -> Vec<&str> {
        let terms: Vec<String> = terms.iter().map(|&term| term.to_owned()).collect();
        engine
            .highlight(text, &terms)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    };
    assert_eq!(marked(&["cnc", "包吃住"]), ["ＣＮＣ", "包吃住"]);
    assert_eq!(marked(&["长白班", "包吃住"]), ["长白班包吃住"]);
    assert_eq!(marked(&["操作员"]), ["操作"]);
    assert!(marked(&["", "月嫂"]).is_empty());
}

#[test]
fn similar_vacancies_share_occupation_and_place() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), &many(20));
    let similar: Vec<u128> = engine
        .similar(id(0), 4, today())
        .unwrap()
        .iter()
        .map(uuid::Uuid::as_u128)
        .collect();
    assert_eq!(similar, [4, 8, 12, 16]);
    assert!(engine.similar(id(999), 4, today()).unwrap().is_empty());
}

fn chinese() -> impl Strategy<Value = String> {
    // Frequent characters of adverts, letters, digits, signs, and any character at all.
    let character = prop_oneof![
        8 => proptest::sample::select("招聘月嫂保姆焊工电包吃住长白班天津河西区车间操作员普缝纫司机B照的月薪元年龄岁男女不限制衣服厂".chars().collect::<Vec<_>>()),
        2 => proptest::char::range('一', '龥'),
        1 => proptest::sample::select("Aaz09Ｂ８，。（ 、\n".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    proptest::collection::vec(character, 1..40).prop_map(String::from_iter)
}

fn finds(engine: &Engine, part: &str) -> bool {
    let asked = Terms::read(part, &ANALYSER).interpreted;
    asked.terms.is_empty()
        || (found(engine, &query(part)) == [7] && !engine.search(&query(part)).unwrap().interpreted.relaxed)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_two_characters_find_their_vacancy(title in chinese(), description in chinese()) {
        let dir = tempfile::tempdir().unwrap();
        let mut vacancy = vacancy(7);
        (vacancy.title, vacancy.description) = (title.clone(), description.clone());
        let engine = engine(dir.path(), &[put(vacancy)]);
        for text in [title, description] {
            let characters: Vec<char> = text.chars().collect();
            for pair in characters.windows(2) {
                let part = String::from_iter(pair);
                prop_assert!(finds(&engine, &part), "{part:?} does not find {text:?}");
            }
        }
    }
}
