//! A ledger of ten thousand rows, two hundred of them bad, is brought in twice.

use std::time::Duration;

use entity::codes::Role;
use entity::{audit_event, outbox_event, worker};
use labour_bridge::domain::interchange::reader::{Limits, Row, open};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};

use crate::support::interchange::ledger;
use crate::support::{Client, Form, Page, TestApp, html, on_both};

const ROWS: u64 = 10_000;
/// Every fiftieth is bad.
const EVERY: u64 = 50;
const BAD: u64 = ROWS / EVERY;
/// How often to look whether a file is written.
const GLANCE: Duration = Duration::from_millis(100);
/// Looks after which something is wrong: five minutes.
const GLANCES: u32 = 3_000;

/// Upload the file and look at what it would do.
async fn previewed(client: &mut Client, text: &str) -> Page {
    let page = client.get("/imports/new").await.ok();
    let form = Form::on(&page, "main form")
        .choose("target", "workers")
        .attach("file", "台账.csv", text.as_bytes());
    let uploaded = form.press(client, "传上去").await;
    let columns = client.follow(uploaded).await;
    columns.shows("猜好的已经选上了");
    let judged = Form::on(&columns, "form#columns").press(client, "看一遍结果").await;
    client.follow(judged).await
}

/// Wait until a file is written; the page itself asks again and again.
async fn written(client: &mut Client, path: &str) -> Page {
    let mut glances = tokio::time::interval(GLANCE);
    for _ in 0..GLANCES {
        glances.tick().await;
        let page = client.get(path).await.ok();
        if !page.text.contains("http-equiv=\"refresh\"") {
            return page;
        }
    }
    panic!("{path} is not written yet");
}

fn tabs(page: &Page) -> Vec<String> {
    html::texts(&page.text, "ul.tabs a")
}

/// The rows of a sheet, each with its cells.
fn rows_of(sheet: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut table = open(sheet.to_vec(), "errors.xlsx", Limits::default()).expect("a table");
    let headers = table.headers.clone();
    let rows = table.rows().expect("rows").map(|row| match row.expect("a row") {
        Row::Good(row) => (0..headers.len())
            .map(|column| row.cell(column).map(|cell| cell.text.clone()).unwrap_or_default())
            .collect(),
        Row::Bad(row) => panic!("{row:?}"),
    });
    let rows = rows.collect();
    (headers, rows)
}

/// What would differ if the second time wrote anything.
async fn traces(app: &TestApp) -> (Vec<(uuid::Uuid, i32)>, u64, u64) {
    let db = app.app.core.db.reader();
    let people = worker::Entity::find()
        .order_by_asc(worker::Column::Id)
        .all(db)
        .await
        .expect("rows");
    let of_people = audit_event::Entity::find().filter(audit_event::Column::Subject.eq(entity::codes::Subject::Worker));
    (
        people.iter().map(|person| (person.id, person.version)).collect(),
        outbox_event::Entity::find().count(db).await.expect("a count"),
        of_people.count(db).await.expect("a count"),
    )
}

on_both! {
    async fn a_ledger_of_ten_thousand_rows_is_brought_in_twice_and_the_bad_ones_come_back(app) {
        let text = ledger(ROWS, EVERY);
        let mut county = app.person(Role::County).await;
        let preview = previewed(&mut county, &text).await;
        preview.shows("现在还什么都没写");
        assert!(tabs(&preview).contains(&format!("新增 {}", ROWS - BAD)), "{:?}", tabs(&preview));
        assert!(tabs(&preview).contains(&format!("收不了 {BAD}")), "{:?}", tabs(&preview));
        assert_eq!(traces(&app).await.0.len(), 0, "a preview writes nothing");
        let confirming = "form[action$='/confirm']";
        let said_yes = Form::on(&preview, confirming).press(&mut county, &format!("确认写入 {} 行", ROWS - BAD)).await;
        let path = said_yes.done();
        let first = written(&mut county, &path).await;
        first.shows("写完了").shows(&format!("新增 {} 行", ROWS - BAD));

        // The bad rows come back as a sheet, each with one sentence, in words and with what was typed.
        let sheet = county.get(&first.link("下载收不了的行")).await.ok();
        let (headers, rows) = rows_of(&sheet.bytes);
        assert_eq!((rows.len() as u64, headers.last().map(String::as_str)), (BAD, Some("为什么收不了，怎么改")));
        for row in &rows {
            let why = row.last().expect("a reason");
            assert!(why.starts_with("身份证号码：") && why.lines().count() == 1, "{why}");
            assert_eq!(row[1].chars().count(), 18, "eighteen digits stay eighteen digits");
        }

        // The same file three days later.
        let before = traces(&app).await;
        assert_eq!(before.0.len() as u64, ROWS - BAD);
        app.pass(chrono::Duration::days(3));
        let mut county = app.sign_in("county-home").await;
        let preview = previewed(&mut county, &text).await;
        preview.shows("没有要写的");
        assert!(tabs(&preview).contains(&format!("一样 {}", ROWS - BAD)), "{:?}", tabs(&preview));
        let path = Form::on(&preview, confirming).press(&mut county, "知道了，结束").await.done();
        let second = written(&mut county, &path).await;
        second.shows(&format!("新增 0 行，修改 0 行，一样的 {} 行没有动", ROWS - BAD));
        assert_eq!(traces(&app).await, before, "nothing is written for rows that say nothing new");
    }
}
