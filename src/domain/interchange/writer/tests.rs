use super::*;
use crate::domain::interchange::reader::{CellKind, Limits, Row, open};

const HOSTILE: [&str; 12] = [
    "=1+1",
    "+861990000",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠a",
    "=HYPERLINK(\"http://a.example\",\"b\")",
];

fn write(format: SheetFormat) -> Vec<u8> {
    let mut sheet =
        SheetWriter::new(format, Vec::new(), "名单", &["姓名", "联系电话"]).expect("memory");
    for text in HOSTILE {
        sheet
            .write_row(&[text, "999999194912310022"])
            .expect("memory");
    }
    sheet.finish().expect("memory")
}

#[test]
fn csv_cells_never_start_like_a_formula() {
    let bytes = write(SheetFormat::Csv);
    assert!(bytes.starts_with(b"\xef\xbb\xbf"));
    for record in csv::Reader::from_reader(&bytes[3..]).records() {
        let record = record.expect("own output");
        assert!(record[0].starts_with('\''), "{record:?}");
        assert_eq!(&record[1], "999999194912310022");
    }
}

#[test]
fn workbook_cells_are_text_and_no_formula() {
    let bytes = write(SheetFormat::Xlsx);
    let mut table = open(bytes.clone(), "a.xlsx", Limits::default()).expect("own output");
    assert_eq!(table.sheet_name.as_deref(), Some("名单"));
    let rows: Vec<Row> = table
        .rows()
        .expect("again")
        .map(|row| row.expect("again"))
        .collect();
    assert_eq!(rows.len(), HOSTILE.len());
    for (row, text) in rows.iter().zip(HOSTILE) {
        let Row::Good(row) = row else {
            panic!("{row:?}")
        };
        assert_eq!(row.cells[0].text.replace("\r\n", "\n").trim(), text.trim());
        assert_eq!(
            (row.cells[1].text.as_str(), row.cells[1].kind),
            ("999999194912310022", CellKind::Text)
        );
    }
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(io::Cursor::new(bytes)).expect("own output");
    let formulas = calamine::Reader::worksheet_formula(&mut book, "名单").expect("sheet");
    assert!(formulas.used_cells().next().is_none());
}

#[test]
fn error_sheet_keeps_the_row_and_says_why() {
    let headers = ["姓名".to_owned(), "身份证号码".to_owned()];
    let cell = |column, text: &str| Cell {
        column,
        text: text.into(),
        kind: CellKind::Text,
    };
    let mut sheet = ErrorSheet::new(
        SheetFormat::Csv,
        Vec::new(),
        "要改的行",
        &headers,
        "哪里不对",
    )
    .expect("memory");
    sheet
        .write(
            &[cell(0, "张三"), cell(1, "123"), cell(5, "多的")],
            "号码不对。",
        )
        .expect("memory");
    let text = String::from_utf8(sheet.finish().expect("memory")).expect("utf-8");
    assert_eq!(
        text,
        "\u{feff}姓名,身份证号码,哪里不对\r\n张三,123 多的,号码不对。\r\n"
    );
}

proptest::proptest! {
    #[test]
    fn guard_is_undone_by_unguard(text in "['=+＝@\t\n a-]{0,6}") {
        let guarded = guard(&text).into_owned();
        proptest::prop_assert!(!guarded.starts_with(is_risky));
        proptest::prop_assert_eq!(unguard(&guarded), text);
    }

    /// What an export wrote, an import reads back, whatever was in the cells.
    #[test]
    fn csv_survives_writing_and_reading(rows in proptest::collection::vec(
        proptest::collection::vec("[\u{20}-\u{7e}，。'\"\n\r\t=＋𠮷é、中文]{0,12}", 3), 0..12)) {
        let mut sheet = SheetWriter::new(SheetFormat::Csv, Vec::new(), "a", &["姓名", "民族", "备注"]).expect("memory");
        for row in &rows {
            sheet.write_row(row).expect("memory");
        }
        let bytes = sheet.finish().expect("memory");
        let mut table = open(bytes, "a.csv", Limits::default()).expect("own output");
        let mut read = Vec::new();
        for row in table.rows().expect("again") {
            let Row::Good(row) = row.expect("again") else { panic!("a bad row") };
            let text = |column| row.cell(column).map(|cell| cell.text.clone()).unwrap_or_default();
            read.push((0..3).map(text).collect::<Vec<_>>());
        }
        let blank = |text: &String| if text.trim().is_empty() { String::new() } else { text.clone() };
        let written: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(blank).collect())
            .filter(|row: &Vec<String>| row.iter().any(|text| !text.is_empty())).collect();
        proptest::prop_assert_eq!(read, written);
    }
}
