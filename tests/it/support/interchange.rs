//! Ledgers and lists for the tests, made up.

use std::fmt::Write as _;

use chrono::NaiveDate;
use entity::codes::ImportTarget;
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::checks::id_number::{IdNumber, Sex};
use labour_bridge::domain::interchange::reader::{Limits, Source};
use labour_bridge::domain::interchange::{self, NewFile, Options, Summary};

use super::app::TestApp;

/// The number of the made-up person `n`: twenty thousand different ones.
pub fn number(n: u64) -> String {
    let birth = NaiveDate::from_ymd_opt(1965, 1, 1).expect("a day") + chrono::Days::new(n / 400);
    let sex = if n.is_multiple_of(2) { Sex::Male } else { Sex::Female };
    IdNumber::synthetic((n % 400) / 2, sex, birth).expose().to_owned()
}

/// A name of two Han letters, the same for the same `n`.
pub fn name(n: u64) -> String {
    const FAMILY: [char; 8] = ['王', '李', '马', '张', '赵', '杨', '刘', '陈'];
    const GIVEN: [char; 10] = ['秀', '英', '富', '贵', '明', '芳', '军', '霞', '龙', '梅'];
    let pick = |letters: &[char], n: u64| letters[usize::try_from(n).expect("small") % letters.len()];
    [pick(&FAMILY, n), pick(&GIVEN, n / 8), pick(&GIVEN, n / 80)]
        .iter()
        .collect()
}

/// A ledger of `rows` people as CSV; the people whose number ends a full `every` rows have a wrong check digit.
pub fn ledger(rows: u64, every: u64) -> String {
    let mut text = String::from("姓名,身份证号码,乡镇,行政村,联系电话,文化程度,就业状态\n");
    for n in 0..rows {
        let mut number = number(n);
        if n % every == every - 1 {
            let last = number.pop().expect("a digit");
            number.push(if last == '1' { '2' } else { '1' });
        }
        let _ = writeln!(text, "{},{number},白水镇,白水村,199{:08},初中,待业有意愿", name(n), n);
    }
    text
}

/// A file as somebody sends it.
pub fn file(target: ImportTarget, filename: &str, content: impl Into<Vec<u8>>) -> NewFile {
    NewFile {
        reader: None,
        target,
        filename: filename.to_owned(),
        source: Source::from(content.into()),
        limits: Limits::default(),
        office: String::new(),
        publish: false,
    }
}

impl TestApp {
    /// Bring a file in from beginning to end.
    pub async fn bring_in(&self, actor: &Actor, file: NewFile) -> Summary {
        let options = Options {
            actor: actor.clone(),
            now: self.now(),
            take: Vec::new(),
        };
        interchange::run(&self.app.core, file, &options, |_| {})
            .await
            .expect("a file that can be used")
    }
}
