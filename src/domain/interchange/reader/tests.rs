use std::io::Write;

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Book};

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).expect("fixture")
}

fn read(bytes: impl Into<Vec<u8>>, name: &str) -> (Table, Vec<Row>) {
    let mut table = open(bytes.into(), name, Limits::default()).expect("a table");
    let rows: Vec<Row> = table.rows().expect("again").map(|row| row.expect("again")).collect();
    (table, rows)
}

fn refused(bytes: impl Into<Vec<u8>>) -> ReadProblem {
    open(bytes.into(), "ledger.xlsx", Limits::default()).expect_err("must be refused")
}

/// Line and texts of every row; a bad row shows its fault.
fn shown(rows: &[Row]) -> Vec<String> {
    let join = |cells: &[Cell]| {
        cells
            .iter()
            .map(|cell| cell.text.as_str())
            .collect::<Vec<_>>()
            .join("|")
    };
    rows.iter()
        .map(|row| match row {
            Row::Good(row) => format!("{} {}", row.line, join(&row.cells)),
            Row::Bad(row) => format!("{} {:?} {}", row.line, row.fault, join(&row.cells)),
        })
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

fn book(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Book::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("memory")
}

#[test]
fn workbooks_that_exhaust_memory_are_refused_by_position() {
    assert_eq!(
        refused(fixture("sparse.xlsx")),
        ReadProblem::TooManyColumns {
            limit: 100,
            line: 1_048_576
        }
    );
    assert_eq!(
        refused(fixture("bomb.xlsx")),
        ReadProblem::TooManyRows { limit: 50_000 }
    );
}

#[test]
fn unpacked_bytes_are_counted_not_believed() {
    let limits = Limits {
        max_unpacked_bytes: 1_000_000,
        ..Limits::default()
    };
    let too_big = ReadProblem::UnpacksTooBig { limit: 1_000_000 };
    assert_eq!(open(fixture("bomb.xlsx"), "", limits).err(), Some(too_big.clone()));
    // The same workbook with a directory that says 100 bytes.
    let mut lying = fixture("bomb.xlsx");
    let size = 96_000_133_u32.to_le_bytes();
    while let Some(at) = lying.windows(4).position(|window| window == size) {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert_eq!(open(lying, "", limits).err(), Some(too_big.clone()));
    let packed = gzip(&vec![b'a'; 2_000_000]);
    assert_eq!(open(packed, "a.csv.gz", limits).err(), Some(too_big));
    let small = Limits {
        max_file_bytes: 3,
        ..Limits::default()
    };
    assert_eq!(
        open(b"a,b\n".to_vec(), "", small).err(),
        Some(ReadProblem::FileTooBig { limit: 3 })
    );
}

#[test]
fn a_declared_string_count_is_not_believed() {
    let sound = book(|sheet| {
        sheet.write_string(0, 0, "姓名").expect("memory");
    });
    assert!(open(sound, "", Limits::default()).is_ok());
    let part = |head: &str| package::tests_judge("xl/sharedStrings.xml", head);
    assert_eq!(part("<sst uniqueCount=\"99999999999\">"), Err(ReadProblem::Damaged));
    assert_eq!(
        part("<sst uniqueCount = '99999999999999999999999'>"),
        Err(ReadProblem::Damaged)
    );
    assert_eq!(part(&" ".repeat(8192)), Err(ReadProblem::Damaged));
    assert_eq!(part("<sst count=\"9\" uniqueCount=\"2\"><si/><si/></sst>"), Ok(()));
}

#[test]
fn other_kinds_under_the_name_of_a_table_are_refused() {
    assert_eq!(refused(""), ReadProblem::Empty);
    assert_eq!(refused(" \n\n"), ReadProblem::Empty);
    assert_eq!(refused("<html><table>"), ReadProblem::WebPage);
    assert_eq!(refused(*b"MZ\x90\0"), ReadProblem::NotATable);
    assert_eq!(refused(*b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ReadProblem::OldExcel);
    assert_eq!(refused(gzip(&fixture("sparse.xlsx"))), ReadProblem::NotATable);
    assert_eq!(refused(&fixture("sparse.xlsx")[..700]), ReadProblem::Damaged);
    // A web page before the workbook and a comment after it: two files in one.
    let page = [b"<html>".as_slice(), &fixture("sparse.xlsx")].concat();
    assert_eq!(refused(page), ReadProblem::WebPage);
    let mut commented = fixture("sparse.xlsx");
    commented.extend(b"PK\x05\x06 and more, a comment");
    assert_eq!(refused(commented), ReadProblem::Damaged);
    // A part with macros, by renaming one of the same length.
    let macros = replace(
        &fixture("sparse.xlsx"),
        b"xl/worksheets/sheet1.xml",
        b"xl/macrosheets/sheet.xml",
    );
    assert_eq!(refused(macros), ReadProblem::Macros);
}

fn replace(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    while let Some(at) = bytes.windows(old.len()).position(|window| window == old) {
        bytes[at..at + new.len()].copy_from_slice(new);
    }
    bytes
}

#[test]
fn a_ledger_with_title_groups_dates_and_cut_numbers() {
    let bytes = book(|sheet| {
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let centre = Format::new();
        sheet
            .merge_range(0, 0, 0, 4, "崆峒区劳动力台账", &centre)
            .expect("memory");
        sheet.write_string(1, 0, "填报单位：某某村").expect("memory");
        sheet.merge_range(2, 0, 3, 0, "姓名", &centre).expect("memory");
        sheet.merge_range(2, 1, 3, 1, "身份证\n号码", &centre).expect("memory");
        sheet.merge_range(2, 2, 2, 3, "务工情况", &centre).expect("memory");
        sheet.write_string(3, 2, "务工时间").expect("memory");
        sheet.write_string(3, 3, "务工月收入").expect("memory");
        sheet.write_string(4, 0, "张三").expect("memory");
        sheet.write_number(4, 1, 999_999_194_912_310_022_f64).expect("memory");
        let date = ExcelDateTime::from_ymd(2026, 3, 5).expect("a day");
        sheet.write_datetime_with_format(4, 2, &date, &day).expect("memory");
        sheet.write_number(4, 3, 4500).expect("memory");
        sheet.write_string(7, 0, "李四").expect("memory");
        sheet.write_number(7, 3, 0.1 + 0.2).expect("memory");
        sheet.write_blank(60_000, 0, &day).expect("memory");
    });
    let (table, rows) = read(bytes, "台账.xlsx");
    assert_eq!((table.kind, table.header_line, table.row_count), (Kind::Xlsx, 4, 2));
    assert_eq!(table.headers, ["姓名", "身份证号码", "务工时间", "务工月收入"]);
    assert_eq!(
        shown(&rows),
        ["5 张三|999999194912310016|2026-03-05|4500", "8 李四|0.3"]
    );
    let Row::Good(row) = &rows[0] else { panic!("a bad row") };
    let kinds: Vec<CellKind> = row.cells.iter().map(|cell| cell.kind).collect();
    assert_eq!(
        kinds,
        [CellKind::Text, CellKind::CutNumber, CellKind::Date, CellKind::Number]
    );
}

#[test]
fn the_sheet_with_a_known_header_is_taken() {
    let mut book = Book::new();
    let notes = book.add_worksheet().set_name("填表说明").expect("a name");
    notes.write_string(0, 0, "请看说明").expect("memory");
    let hidden = book.add_worksheet().set_name("旧表").expect("a name").set_hidden(true);
    hidden.write_row(0, 0, ["姓名", "民族"]).expect("memory");
    let ledger = book.add_worksheet().set_name("台账").expect("a name");
    ledger.write_row(0, 0, ["姓名", "民族"]).expect("memory");
    ledger.write_row(1, 0, ["张三", "回族"]).expect("memory");
    let (table, rows) = read(book.save_to_buffer().expect("memory"), "a.xlsx");
    assert_eq!(table.sheet_name.as_deref(), Some("台账"));
    assert_eq!(shown(&rows), ["2 张三|回族"]);
}

#[test]
fn text_of_every_encoding_reads_the_same() {
    let text = "台账\n姓名,联系电话,备注\n张三,19900000001,\"说：\"\"好\"\"\n第二行\"\n\n李四,19900000002,龘\n";
    let expected = ["3 张三|19900000001|说：\"好\"\n第二行", "5 李四|19900000002|龘"];
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.replace(',', "\t").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let with_mark = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        with_mark,
        utf16,
        encoding_rs::GB18030.encode(text).0.into_owned(),
        gzip(text.as_bytes()),
    ] {
        let (table, rows) = read(bytes, "a.csv");
        assert_eq!((table.kind, table.header_line, table.row_count), (Kind::Csv, 2, 2));
        assert_eq!(table.headers, ["姓名", "联系电话", "备注"]);
        assert_eq!(shown(&rows), expected);
    }
}

#[test]
fn a_bad_row_spoils_no_other_and_stays() {
    let long = "长".repeat(2_001);
    let text = format!("姓名,民族\r\n甲,\"没有\r\n乙,汉,多\r\n丙\r\n丁,{long}\r\n戊,\u{FFFD}\r\n己,回\r\n");
    let (table, rows) = read(text.as_bytes(), "a.csv");
    assert_eq!(table.row_count, 6);
    let cut = "长".repeat(2_000);
    assert_eq!(
        shown(&rows),
        [
            "2 QuoteOpen 甲,\"没有".to_owned(),
            "3 TooWide 乙|汉|多".to_owned(),
            "4 丙".to_owned(),
            format!("5 CellTooLong 丁|{cut}"),
            "6 Characters 戊|\u{FFFD}".to_owned(),
            "7 己|回".to_owned(),
        ]
    );
}

#[test]
fn signs_inside_descriptions_do_not_decide_how_rows_are_cut() {
    let (table, rows) = read("姓名,备注\n张三,会电焊;会开车;会做饭;会缝纫\n", "a.csv");
    assert_eq!(table.headers, ["姓名", "备注"]);
    assert_eq!(shown(&rows), ["2 张三|会电焊;会开车;会做饭;会缝纫"]);
    let (table, _) = read("名字;甲\n1;2\n", "a.csv");
    assert_eq!(table.headers, ["名字", "甲"]);
}

#[test]
fn one_broken_byte_spoils_one_row_only() {
    let mut bytes = "姓名,民族\n张三,汉族\n李四,回族\n王五,藏族\n".as_bytes().to_vec();
    bytes.extend(b"\xff,");
    bytes.extend("土族\n".as_bytes());
    let (_, rows) = read(bytes, "a.csv");
    assert_eq!(shown(&rows)[..3], ["2 张三|汉族", "3 李四|回族", "4 王五|藏族"]);
    assert!(matches!(&rows[3], Row::Bad(row) if row.fault == RowFault::Characters));
}

#[test]
fn rows_beyond_the_cap_and_endless_quotes_refuse_the_file() {
    let limits = Limits {
        max_rows: 2,
        ..Limits::default()
    };
    let table = |text: &str| open(text.as_bytes().to_vec(), "a.csv", limits).map(|table| table.row_count);
    assert_eq!(table("姓名,民族\n1,2\n3,4\n"), Ok(2));
    assert_eq!(
        table("姓名,民族\n1,2\n3,4\n5,6\n"),
        Err(ReadProblem::TooManyRows { limit: 2 })
    );
    // Every odd line opens a mark that the next line's mark does not close.
    let quotes = format!("姓名,民族\n{}{}", "\"a\n".repeat(3), "b\n".repeat(200_000));
    assert!(matches!(refused(quotes), ReadProblem::TooManyRows { .. }));
    let wide = format!("姓名,民族\n{}x\n", ",".repeat(100));
    assert_eq!(refused(wide), ReadProblem::TooManyColumns { limit: 100, line: 2 });
}

#[test]
fn json_lines_keep_order_numbers_and_nested_wishes() {
    let text = concat!(
        "{\"ref\":\"a1\",\"title\":\"缝纫工\",\"pay_min\":4500,\"tags\":[\"包吃\",\"包住\"],\"gone\":null}\n",
        "\n{\"ref\":2,\n",
        "{\"id_no\":999999194912310022,\"want\":{\"pay_min\":4500.5},\"skills\":[{\"trade\":\"焊工\",\"years\":3}],\"ok\":true}\n",
    );
    let (table, rows) = read(gzip(text.as_bytes()), "upload");
    assert_eq!((table.kind, table.header_line, table.row_count), (Kind::Jsonl, 0, 3));
    let headers = [
        "ref",
        "title",
        "pay_min",
        "tags",
        "gone",
        "id_no",
        "want.pay_min",
        "skills",
        "ok",
    ];
    assert_eq!(table.headers, headers);
    assert_eq!(
        shown(&rows),
        [
            "1 a1|缝纫工|4500|包吃、包住",
            "3 NotJson {\"ref\":2,",
            "4 999999194912310022|4500.5|焊工 3|true",
        ]
    );
}

/// Real adverts, if the shared sample is at hand: all rows read, and nearly all pay understood.
#[test]
fn reads_the_sample_of_real_adverts() {
    use crate::domain::interchange::{columns, normalise};
    let Ok(folder) = std::env::var("LB_SHARED_DATA") else {
        return;
    };
    let path = std::path::Path::new(&folder).join("adverts_sample.jsonl.gz");
    let mut table = open(path.as_path(), "", Limits::command_line()).expect("the sample");
    assert_eq!(table.row_count, 8_000);
    let mapping = columns::guess_mapping(&table.headers, columns::Target::Vacancies);
    let (mut bad_rows, mut told, mut understood) = (0, 0, 0);
    for row in table.rows().expect("again") {
        let row = match row.expect("again") {
            Row::Good(row) => row,
            // A few adverts were damaged before they were collected.
            Row::Bad(row) => {
                assert_eq!(row.fault, RowFault::Characters);
                bad_rows += 1;
                continue;
            }
        };
        let Some(cell) = mapping.cell(&row, "pay") else {
            continue;
        };
        told += 1;
        match normalise::pay(&cell.text, normalise::PayForm::Month) {
            Ok(_) => understood += 1,
            Err(problem) => assert_eq!(problem.key, "import-problem-pay-negotiable", "{problem}"),
        }
    }
    assert!(bad_rows < 10, "{bad_rows}");
    assert!(understood * 100 > told * 95, "{understood} of {told}");
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), magic in 0..5_usize) {
        let start: &[u8] = [b"".as_slice(), b"PK\x03\x04", b"\x1f\x8b\x08\0", b"{", b"\xff\xfe"][magic];
        if let Ok(mut table) = open([start, &bytes].concat(), "a", Limits::default()) {
            let count = table.rows().expect("again").count();
            prop_assert_eq!(count, table.row_count as usize);
        }
    }

    #[test]
    fn a_damaged_workbook_never_panics(at in 0..1_310_usize, byte in any::<u8>()) {
        let mut bytes = fixture("sparse.xlsx");
        bytes[at] = byte;
        // Whatever the byte did, the far cell must never come through as a table of its size.
        if let Ok(table) = open(bytes, "a.xlsx", Limits::default()) {
            prop_assert!(table.headers.len() <= 100);
        }
    }

    #[test]
    fn rows_given_are_rows_counted(text in "[a-c,;\"\n\r\t姓名电话{}:]{0,200}") {
        if let Ok(mut table) = open(text.into_bytes(), "a.csv", Limits::default()) {
            let rows: Vec<Row> = table.rows().expect("again").map(|row| row.expect("again")).collect();
            prop_assert_eq!(rows.len(), table.row_count as usize);
        }
    }
}
