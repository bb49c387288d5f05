//! Pay as adverts write it: "4500-6000", "6千-9千", "5千-1万·14薪", "20元/时", "200/天", "18-36万/年", "3千及以下".

use super::{CellProblem, word};

/// What the amount is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PayForm {
    /// A month's work.
    Month,
    /// A day's work.
    Day,
    /// An hour's work.
    Hour,
    /// A piece, a trip, a kilogram.
    Piece,
}

/// Pay as written. At least one end is known; amounts are in fen because hourly and piece rates have decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pay {
    /// What the amount is paid for.
    pub form: PayForm,
    /// Lower end in fen; nothing for "3千及以下".
    pub min_fen: Option<i64>,
    /// Upper end in fen; nothing for "5000以上" and "底薪3000+提成".
    pub max_fen: Option<i64>,
    /// Monthly pays a year, if the advert promises more than twelve ("·14薪"). Never counted into the monthly amount.
    pub pays_a_year: Option<u8>,
}

/// Form of pay from its own column.
///
/// # Errors
/// `import-problem-pay-form`.
pub fn pay_form(text: &str) -> Result<PayForm, CellProblem> {
    match word(text).as_str() {
        "month" | "月" | "月薪" | "元/月" | "按月" | "月结" | "底薪+提成" => {
            Ok(PayForm::Month)
        }
        "day" | "日" | "天" | "日结" | "日薪" | "元/天" | "按天" | "日工资" => {
            Ok(PayForm::Day)
        }
        "hour" | "时" | "小时" | "时薪" | "计时" | "小时工" | "元/时" | "元/小时" | "按小时" => {
            Ok(PayForm::Hour)
        }
        "piece" | "件" | "计件" | "按件" | "元/件" => Ok(PayForm::Piece),
        _ => Err(CellProblem::new("import-problem-pay-form", text)),
    }
}

/// Lowest and highest amount, in fen, that each form can mean; outside of it a unit is missing or wrong.
fn plausible(form: PayForm) -> std::ops::RangeInclusive<i64> {
    const YUAN: i64 = 100;
    match form {
        PayForm::Month => 300 * YUAN..=1_000_000 * YUAN,
        PayForm::Day => 20 * YUAN..=20_000 * YUAN,
        PayForm::Hour => 3 * YUAN..=2_000 * YUAN,
        PayForm::Piece => 1..=100_000 * YUAN,
    }
}

/// Reads pay. A figure without a unit has the form `default`, which comes from the pay form column or is a month.
///
/// # Errors
/// `import-problem-pay-negotiable` for 面议, `import-problem-pay-order` if the lower end is above the upper,
/// `import-problem-pay-unclear` for everything else.
pub fn pay(text: &str, default: PayForm) -> Result<Pay, CellProblem> {
    let unclear = || CellProblem::new("import-problem-pay-unclear", text);
    let form = word(text);
    if !form.contains(|letter: char| letter.is_ascii_digit()) {
        let open = [
            "面议",
            "面谈",
            "详谈",
            "另议",
            "待议",
            "协商",
            "negotiable",
            "电议",
        ];
        return Err(if open.iter().any(|words| form.contains(words)) {
            CellProblem::new("import-problem-pay-negotiable", text)
        } else {
            unclear()
        });
    }
    let (amount, pays_a_year) = split_pays(&form);
    let (unit, yearly) = unit_of(&amount, default);
    let figures = figures(&amount).ok_or_else(unclear)?;
    let (low, high) = match figures.as_slice() {
        [one] => (one.fen(None), None),
        [low, high] => (low.fen(Some(*high)), high.fen(None)),
        _ => return Err(unclear()),
    };
    let low = low.ok_or_else(unclear)?;
    if high.is_some_and(|high| high < low) {
        return Err(CellProblem::new("import-problem-pay-order", text));
    }
    let (min_fen, max_fen) = ends(&amount, low, high, figures.len());
    // A year's pay is told by the month, in whole yuan.
    let monthly = |fen: i64| {
        if yearly {
            (fen + 600) / 1200 * 100
        } else {
            fen
        }
    };
    let (min_fen, max_fen) = (min_fen.map(monthly), max_fen.map(monthly));
    let range = plausible(unit);
    if [min_fen, max_fen]
        .into_iter()
        .flatten()
        .any(|fen| !range.contains(&fen))
    {
        return Err(unclear());
    }
    Ok(Pay {
        form: unit,
        min_fen,
        max_fen,
        pays_a_year,
    })
}

/// One figure is both ends, unless words around it leave one end open.
fn ends(amount: &str, low: i64, high: Option<i64>, figures: usize) -> (Option<i64>, Option<i64>) {
    let says = |words: &[&str]| words.iter().any(|word| amount.contains(word));
    if figures == 2 {
        return (Some(low), high);
    }
    if says(&["以下", "以内", "不超过", "最高", "封顶"]) {
        return (None, Some(low));
    }
    if says(&[
        "以上",
        "起",
        "提成",
        "不低于",
        "最低",
        "保底",
        "底薪",
        "+",
        "绩效",
    ]) {
        return (Some(low), None);
    }
    (Some(low), Some(low))
}

/// Takes "14薪" off the end: "5千-1万·14薪", "8000*13薪".
fn split_pays(form: &str) -> (String, Option<u8>) {
    let Some(before) = form.strip_suffix('薪') else {
        return (form.to_owned(), None);
    };
    let amount = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let pays = before[amount.len()..]
        .parse()
        .ok()
        .filter(|pays| (12..=36).contains(pays));
    let amount = amount.trim_end_matches(['·', '*', 'x', '×', '•', '.', ',', '・']);
    (amount.to_owned(), pays)
}

/// Form of pay by the words around the figures, and whether it is for a year.
fn unit_of(amount: &str, default: PayForm) -> (PayForm, bool) {
    let says = |words: &[&str]| words.iter().any(|word| amount.contains(word));
    if says(&["时", "/h"]) {
        (PayForm::Hour, false)
    } else if says(&["年", "/y"]) {
        (PayForm::Month, true)
    } else if says(&["天", "日", "/d"]) {
        (PayForm::Day, false)
    } else if says(&[
        "件", "/次", "/个", "/单", "/只", "/条", "/斤", "/公斤", "/吨", "/米", "/平",
    ]) {
        (PayForm::Piece, false)
    } else if says(&["月", "/m"]) {
        (PayForm::Month, false)
    } else {
        (default, false)
    }
}

/// A figure: digits times 100 (so with two decimals), and the multiplier written after it.
#[derive(Debug, Clone, Copy)]
struct Figure {
    hundredths: i64,
    times: Option<i64>,
}

impl Figure {
    /// Amount in fen. In "6-8千" the first figure has the unit of the second, in "5000-1万" it has not.
    fn fen(self, next: Option<Figure>) -> Option<i64> {
        if let Some(times) = self.times {
            return self.hundredths.checked_mul(times);
        }
        let shared = next
            .and_then(|next| next.times.filter(|_| self.hundredths <= next.hundredths))
            .unwrap_or(1);
        self.hundredths.checked_mul(shared)
    }
}

/// All figures in the text; nothing if one of them cannot be read or they do not stand beside each other as a range.
fn figures(amount: &str) -> Option<Vec<Figure>> {
    let letters: Vec<char> = amount.chars().filter(|letter| *letter != ',').collect();
    let mut found: Vec<Figure> = Vec::new();
    let mut end_of_last = 0;
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let between: String = letters[end_of_last..at].iter().collect();
        if !found.is_empty() && !is_range(&between) {
            return None;
        }
        let start = at;
        while at < letters.len() && (letters[at].is_ascii_digit() || letters[at] == '.') {
            at += 1;
        }
        let digits: String = letters[start..at].iter().collect();
        let times = match letters.get(at) {
            Some('万' | 'w') => Some(10_000),
            Some('千' | 'k') => Some(1_000),
            Some('百') => Some(100),
            _ => None,
        };
        at += usize::from(times.is_some());
        end_of_last = at;
        found.push(Figure {
            hundredths: hundredths(&digits)?,
            times,
        });
    }
    Some(found)
}

/// What may stand between the two ends of a range: a dash or 到, and a unit before it.
fn is_range(between: &str) -> bool {
    let sign = between.trim_start_matches(|letter| "元块/每月天日年小时¥￥".contains(letter));
    let sign = sign.trim_end_matches(['¥', '￥']);
    matches!(
        sign,
        "-" | "~" | "—" | "–" | "至" | "到" | "--" | "——" | "～" | "−" | "〜"
    )
}

/// "1.25" → 125. More than two decimals or ten digits are no pay.
fn hundredths(digits: &str) -> Option<i64> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() > 10 || part.len() > 2 || part.contains('.') {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole * 100 + part)
}
