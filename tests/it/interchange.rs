//! Files in and out.

use std::fmt::Write as _;

use axum::http::StatusCode;
use entity::codes::{ImportTarget, Role, RowState};
use entity::{audit_event, outbox_event, vacancy, worker};
use labour_bridge::domain::accounts;
use labour_bridge::domain::actor::Actor;
use labour_bridge::domain::checks::credit_code::{CodeKind, CreditCode};
use labour_bridge::domain::error::DomainError;
use labour_bridge::domain::interchange::reader::{Limits, open};
use labour_bridge::domain::interchange::writer::SheetFormat;
use labour_bridge::domain::interchange::{self, Counts, ErrorWords, NewFile, RowProblem};
use labour_bridge::domain::unit::Trace;
use labour_bridge::i18n::{Locale, rows};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};

use crate::support::interchange::{file, ledger, name, number};
use crate::support::{Client, TestApp, html, on_both};

const HEAD: &str = "姓名,身份证号码,乡镇,行政村,联系电话,文化程度,就业状态\n";

async fn county(app: &TestApp) -> (Client, Actor) {
    let client = app.person(Role::County).await;
    let actor = accounts::actor_by_login(app.app.core.db.reader(), "county-home")
        .await
        .expect("a look-up")
        .expect("an account");
    (client, actor)
}

/// What would differ if anything at all had been written.
async fn traces(app: &TestApp) -> (u64, Vec<i32>, u64) {
    let db = app.app.core.db.reader();
    let people = worker::Entity::find()
        .order_by_asc(worker::Column::Id)
        .all(db)
        .await
        .expect("rows");
    let events = outbox_event::Entity::find().count(db).await.expect("a count");
    (
        people.len() as u64,
        people.iter().map(|worker| worker.version).collect(),
        events,
    )
}

async fn refused(app: &TestApp, batch: uuid::Uuid, locale: Locale) -> Vec<Vec<String>> {
    let row = interchange::by_id(app.app.core.db.reader(), &Actor::System, batch)
        .await
        .expect("a batch");
    let target = row.target;
    let sentence = move |problem: &RowProblem| rows::sentence(locale, target, problem);
    let words = ErrorWords {
        sheet: "没收".into(),
        reason: "为什么".into(),
        sentence: &sentence,
    };
    let (_, out) = interchange::write_refused(
        &app.app.core,
        &row,
        SheetFormat::Xlsx,
        std::io::Cursor::new(Vec::new()),
        &words,
    )
    .await
    .expect("a sheet");
    sheet(out.into_inner())
}

/// The rows of a sheet below its header.
fn sheet(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let mut table = open(bytes, "sheet.xlsx", Limits::default()).expect("a table");
    let width = table.headers.len();
    let rows = table.rows().expect("rows").map(|row| match row.expect("a row") {
        labour_bridge::domain::interchange::reader::Row::Good(row) => (0..width)
            .map(|column| row.cell(column).map(|cell| cell.text.clone()).unwrap_or_default())
            .collect(),
        labour_bridge::domain::interchange::reader::Row::Bad(row) => panic!("{row:?}"),
    });
    rows.collect()
}

async fn twice(app: &TestApp, rows: u64) {
    let bad = rows / 50;
    let ledger = ledger(rows, 50);
    let first = app
        .bring_in(
            &Actor::System,
            file(ImportTarget::Workers, "ledger.csv", ledger.clone()),
        )
        .await;
    assert_eq!(
        first.counts,
        Counts {
            new: rows - bad,
            bad,
            ..Counts::default()
        }
    );
    let sheet = refused(app, first.batch, Locale::Zh).await;
    assert_eq!(sheet.len() as u64, bad);
    for row in &sheet {
        let reason = row.last().expect("a reason");
        assert!(
            reason.starts_with("身份证号码：") && !reason.contains("id-number"),
            "{reason}"
        );
    }
    let before = traces(app).await;
    app.pass(chrono::Duration::days(3));
    let second = app
        .bring_in(&Actor::System, file(ImportTarget::Workers, "ledger.csv", ledger))
        .await;
    assert_eq!(
        second.counts,
        Counts {
            same: rows - bad,
            bad,
            ..Counts::default()
        }
    );
    assert_eq!(
        traces(app).await,
        before,
        "nothing is written for rows that say nothing new"
    );
}

#[tokio::test]
async fn ten_thousand_rows_brought_in_twice_change_nothing_the_second_time() {
    twice(&TestApp::sqlite().await, 10_000).await;
}

#[tokio::test]
async fn a_thousand_rows_brought_in_twice_on_the_server_database() {
    if let Some(app) = TestApp::postgres().await {
        twice(&app, 1_000).await;
    }
}

on_both! {
    async fn the_six_usual_shapes_of_a_number_are_taken_or_refused_with_the_reason(app) {
        let (_, actor) = county(&app).await;
        let whole = number(1);
        let ends_in_x = (0..4_000).map(number).find(|number| number.ends_with('X')).expect("one in eleven");
        let wide: String = number(3).chars().map(|digit| char::from_u32(u32::from(digit) - 0x20 + 0xFF00).expect("a form")).collect();
        let shapes = [
            format!("{} {} {}", &whole[..6], &whole[6..14], &whole[14..]),
            wide,
            ends_in_x.to_lowercase(),
            "6.20802E+17".to_owned(),
            format!("'{}", number(5)),
            "620802650101001".to_owned(),
        ];
        let mut text = String::from(HEAD);
        for (n, shape) in (0..).zip(&shapes) {
            let _ = writeln!(text, "{},{shape},白水镇,,,,", name(n));
        }
        let summary = app.bring_in(&actor, file(ImportTarget::Workers, "shapes.csv", text)).await;
        assert_eq!((summary.counts.new, summary.counts.bad), (4, 2));
        let zh = refused(&app, summary.batch, Locale::Zh).await;
        let en = refused(&app, summary.batch, Locale::En).await;
        assert_eq!(zh[0][1], "6.20802E+17");
        assert_eq!(zh[1][1], "620802650101001");
        assert!(zh.iter().zip(&en).all(|(zh, en)| zh.last() != en.last() && !en.last().expect("a reason").is_empty()));
    }

    async fn a_ledger_in_gb18030_is_read(app) {
        let (_, actor) = county(&app).await;
        let bytes = encoding(&format!("{HEAD}马秀英,{},白水镇,白水村,19900000001,初中,在外务工\n", number(1)));
        let summary = app.bring_in(&actor, file(ImportTarget::Workers, "gb.csv", bytes)).await;
        assert_eq!(summary.counts.new, 1);
        let found = worker::Entity::find().one(app.app.core.db.reader()).await.expect("a row").expect("a worker");
        assert_eq!(found.name, "马秀英");
        assert!(!found.matchable, "nobody in a ledger has agreed to anything");
    }

    async fn a_stop_in_the_middle_loses_nothing_and_doubles_nothing(app) {
        let (_, actor) = county(&app).await;
        let (core, now, trace) = (&app.app.core, app.now(), Trace::default());
        let batch = interchange::receive(core, &actor, now, &trace, file(ImportTarget::Workers, "ledger.csv", ledger(450, 50))).await.expect("a batch");
        interchange::plan(core, &actor, now, &trace, batch, |_| {}).await.expect("a plan");
        let unit = app.unit_as(&actor).await;
        interchange::confirm(&unit, batch, &[]).await.expect("a yes");
        unit.commit().await.expect("committed");
        assert_eq!(interchange::apply_next(core, &actor, now, &trace, batch).await.expect("a piece"), Some(200));
        assert_eq!(worker::Entity::find().count(core.db.reader()).await.expect("a count"), 200);
        let counts = interchange::apply(core, &actor, || now, &trace, batch, |_| {}).await.expect("the rest");
        assert_eq!(counts, Counts { new: 441, bad: 9, ..Counts::default() });
        assert_eq!(worker::Entity::find().count(core.db.reader()).await.expect("a count"), 441);
        assert_eq!(interchange::apply_next(core, &actor, now, &trace, batch).await.expect("nothing"), None);
    }

    async fn a_change_is_shown_before_it_is_made_and_a_conflict_is_never_made_unasked(app) {
        let (mut client, actor) = county(&app).await;
        let first = format!("{HEAD}马秀英,{},白水镇,白水村,,初中,\n王富贵,{},白水镇,白水村,,初中,\n", number(1), number(2));
        app.bring_in(&actor, file(ImportTarget::Workers, "a.csv", first)).await;
        let second = format!("{HEAD}马秀英,{},白水镇,白水村,,高中,\n王富有,{},白水镇,白水村,,高中,\n", number(1), number(2));
        let page = client.upload("/imports/new", &[("target", "workers")], &[("file", "b.csv", "text/csv", second.as_bytes())]).await;
        let path = page.done();
        client.post(&format!("{path}/columns"), &guessed(7)).await.done();
        client.get(&format!("{path}?rows=changed")).await.ok().shows("马秀英").shows("初中").shows("高中").hides(&number(1));
        client.get(&format!("{path}?rows=conflict")).await.ok().shows("名字不一样").shows("王富有");
        client.post(&format!("{path}/confirm"), &[]).await.done();
        let people = worker::Entity::find().order_by_asc(worker::Column::Name).all(app.app.core.db.reader()).await.expect("rows");
        let names: Vec<&str> = people.iter().map(|worker| worker.name.as_str()).collect();
        assert!(names.contains(&"王富贵") && !names.contains(&"王富有"));

        let page = client.upload("/imports/new", &[("target", "workers")], &[("file", "b.csv", "text/csv", second.as_bytes())]).await;
        let path = page.done();
        client.post(&format!("{path}/columns"), &guessed(7)).await.done();
        client.post(&format!("{path}/confirm"), &[("take", "import-conflict-name")]).await.done();
        let renamed = worker::Entity::find().filter(worker::Column::Name.eq("王富有")).one(app.app.core.db.reader()).await.expect("a row");
        assert!(renamed.is_some());
    }

    async fn sex_and_birth_that_do_not_fit_the_number_wait_for_a_person(app) {
        let (_, actor) = county(&app).await;
        let text = format!("姓名,身份证号码,性别,出生日期,乡镇\n马秀英,{},男,,白水镇\n王富贵,{},,1980-01-01,白水镇\n", number(1), number(2));
        let summary = app.bring_in(&actor, file(ImportTarget::Workers, "a.csv", text)).await;
        assert_eq!(summary.counts.conflict, 2);
        assert_eq!(worker::Entity::find().count(app.app.core.db.reader()).await.expect("a count"), 0);
    }

    async fn the_columns_can_be_chosen_by_hand_and_are_judged(app) {
        let (mut client, _) = county(&app).await;
        let text = format!("甲,乙,丙\n马秀英,{},白水镇\n", number(1));
        let path = client.upload("/imports/new", &[("target", "workers")], &[("file", "a.csv", "text/csv", text.as_bytes())]).await.done();
        client.get(&path).await.ok().shows("每一列是什么");
        let wrong = client.post(&format!("{path}/columns"), &[("column-0", "name"), ("column-1", "name")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(html::attributes(&wrong.text, "select[name=column-1] option[selected]", "value"), ["name"]);
        client.post(&format!("{path}/columns"), &[("column-0", "name"), ("column-1", "id_no"), ("column-2", "township")]).await.done();
        client.get(&path).await.ok().shows("马秀英").hides(&number(1));
        client.post(&format!("{path}/confirm"), &[]).await.done();
        client.get(&path).await.ok().shows("写完了").hides(&number(1));
        let found = audit_event::Entity::find().filter(audit_event::Column::Action.eq("finish-import")).one(app.app.core.db.reader()).await;
        assert!(found.expect("a look-up").is_some());
    }

    async fn a_stranger_finds_no_file_and_liaisons_may_bring_none(app) {
        let (mut client, _) = county(&app).await;
        let text = ledger(3, 50);
        let path = client.upload("/imports/new", &[("target", "workers")], &[("file", "a.csv", "text/csv", text.as_bytes())]).await.done();
        for role in [Role::County, Role::Station] {
            let mut stranger = app.stranger(role).await;
            for address in [path.clone(), format!("{path}/errors.xlsx")] {
                assert_eq!(stranger.get(&address).await.status, StatusCode::NOT_FOUND);
            }
            assert_eq!(stranger.post(&format!("{path}/confirm"), &[]).await.status, StatusCode::NOT_FOUND);
            stranger.get("/imports").await.ok().hides("a.csv");
        }
        let mut colleague = app.person(Role::Station).await;
        colleague.get(&path).await.ok().shows("a.csv");
        for role in [Role::Liaison, Role::Auditor, Role::Admin] {
            let mut other = app.person(role).await;
            assert_eq!(other.get("/imports").await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.get("/exports").await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn a_hostile_file_is_refused_with_a_sentence_in_both_languages(app) {
        let (mut client, _) = county(&app).await;
        let bomb = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bomb.xlsx")).expect("a fixture");
        let sparse = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sparse.xlsx")).expect("a fixture");
        for content in [bomb.as_slice(), sparse.as_slice(), b"MZ\x90\x00 a program", b"", b"<html><table></table></html>"] {
            let page = client.upload("/imports/new", &[("target", "workers")], &[("file", "x.xlsx", "x/y", content)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
            page.hides("import-problem");
        }
        let english = client.upload("/imports/new?lang=en", &[("target", "workers")], &[("file", "x.xlsx", "x/y", b"MZ\x90\x00")]).await;
        english.shows("Upload").hides("import-problem");
        client.get("/imports").await.ok().hides("x.xlsx");
        let large = vec![b'a'; 10_200_000];
        let page = client.upload("/imports/new", &[("target", "workers")], &[("file", "x.csv", "text/csv", &large)]).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    }

    async fn formulas_in_refused_rows_come_back_as_text(app) {
        let (_, actor) = county(&app).await;
        let text = format!("{HEAD}=1+1,{},白水镇,,,,\n@SUM(A1),12,白水镇,,,,\n", number(1));
        let summary = app.bring_in(&actor, file(ImportTarget::Workers, "a.csv", text)).await;
        assert_eq!(summary.counts.bad, 2);
        let sheet = refused(&app, summary.batch, Locale::Zh).await;
        assert_eq!(sheet[0][0], "=1+1");
        assert_eq!(sheet[0][1], number(1), "eighteen digits stay eighteen digits");
    }

    async fn the_preview_asks_the_database_as_often_for_many_rows_as_for_few(app) {
        let (mut client, _) = county(&app).await;
        let mut asked = Vec::new();
        for rows in [2, 20] {
            let text = ledger(rows, 50);
            let path = client.upload("/imports/new", &[("target", "workers")], &[("file", "a.csv", "text/csv", text.as_bytes())]).await.done();
            client.post(&format!("{path}/columns"), &guessed(7)).await.done();
            app.statements();
            let page = client.get(&format!("{path}?rows=new")).await.ok();
            asked.push(app.statements());
            assert_eq!(html::texts(&page.text, "tbody tr").len() as u64, rows);
        }
        assert_eq!(asked[0], asked[1]);
    }

    async fn posts_of_another_office_come_in_and_what_the_law_forbids_does_not(app) {
        let (_, actor) = county(&app).await;
        let lines = [
            r#"{"ref":"A1","title":"社区食堂帮厨","employer":"桃源里为老服务中心","place_code":"120103","pay_form":"month","pay_min":4300,"pay_max":4800,"lodging":"provided","description":"洗菜切菜，打扫厨房"}"#,
            r#"{"ref":"A2","title":"男保洁员","employer":"桃源里为老服务中心","place_code":"120103","pay_min":3500,"pay_max":4000,"description":"限男性"}"#,
            r#"{"ref":"A3","title":"保安","employer":"","place_code":"120103","pay_min":3500,"pay_max":4000,"description":"看门"}"#,
            r#"{"ref":"A4","title":"保安","employer":"桃源里为老服务中心","place_code":"120103","pay":"面议","description":"看门"}"#,
        ]
        .join("\n");
        let posts = || NewFile { publish: true, ..file(ImportTarget::Vacancies, "posts.jsonl", lines.clone()) };
        let first = app.bring_in(&actor, posts()).await;
        assert_eq!(first.counts, Counts { new: 1, bad: 3, ..Counts::default() }, "{:?}", refused(&app, first.batch, Locale::Zh).await);
        let again = app.bring_in(&actor, posts()).await;
        assert_eq!(again.counts, Counts { same: 1, bad: 3, ..Counts::default() });
        let named = app.bring_in(&actor, NewFile { office: "河西区人社局".into(), ..posts() }).await;
        assert_eq!(named.counts.new, 2, "the office answers for the post without a name");
        let found = vacancy::Entity::find().filter(vacancy::Column::Source.eq("河西区人社局")).count(app.app.core.db.reader()).await;
        assert_eq!(found.expect("a count"), 2);
    }

    async fn a_file_is_read_in_a_process_of_its_own_and_its_breakdown_is_only_a_sentence(app) {
        let (_, actor) = county(&app).await;
        let apart = |reader: &str| NewFile { reader: Some(reader.into()), ..file(ImportTarget::Workers, "a.csv", ledger(60, 50)) };
        let read = app.bring_in(&actor, apart(env!("CARGO_BIN_EXE_labour-bridge"))).await;
        assert_eq!(read.counts, Counts { new: 59, bad: 1, ..Counts::default() });
        let here = app.bring_in(&actor, file(ImportTarget::Workers, "a.csv", ledger(60, 50))).await;
        assert_eq!(here.counts, Counts { same: 59, bad: 1, ..Counts::default() }, "read here it says the same");
        // A program that ends without a word stands for one that a file has brought down, and one that does not exist for a broken set-up.
        for (reader, key) in [("true", "import-problem-file-damaged"), ("/nowhere/reader", "import-problem-file-unreadable")] {
            let outcome = interchange::receive(&app.app.core, &actor, app.now(), &Trace::default(), apart(reader)).await;
            let Err(DomainError::Invalid(problems)) = outcome else { panic!("{reader} reads nothing") };
            assert_eq!((problems[0].field.as_ref(), problems[0].key), ("file", key));
        }
    }

    async fn employers_come_in_by_their_code(app) {
        let (_, actor) = county(&app).await;
        let code = CreditCode::synthetic(7, CodeKind::Enterprise);
        let text = |contact: &str| format!("单位名称,统一社会信用代码,所在地区,联系人,联系电话\n桃源里为老服务中心,{},天津市河西区,{contact},022-28370000\n", code.as_str());
        let one = app.bring_in(&actor, file(ImportTarget::Employers, "a.csv", text("赵经理"))).await;
        let same = app.bring_in(&actor, file(ImportTarget::Employers, "a.csv", text("赵经理"))).await;
        let changed = app.bring_in(&actor, file(ImportTarget::Employers, "a.csv", text("钱经理"))).await;
        assert_eq!((one.counts.new, same.counts.same, changed.counts.changed), (1, 1, 1));
    }

    async fn an_export_needs_a_reason_is_recorded_and_shows_no_whole_number(app) {
        let (mut client, actor) = county(&app).await;
        app.bring_in(&actor, file(ImportTarget::Workers, "a.csv", ledger(3, 50))).await;
        let without = client.post("/exports", &[("list", "workers"), ("format", "csv"), ("reason", "")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let path = client.post("/exports", &[("list", "workers"), ("format", "csv"), ("reason", "对接河西区岗位")]).await.done();
        let csv = client.get(&path).await.ok();
        csv.shows(&name(1)).hides(&number(1)).shows(&number(1)[14..]);
        assert!(csv.headers["content-disposition"].to_str().expect("text").starts_with("attachment"));
        let link = axum::http::Request::get(&path).header("sec-fetch-site", "cross-site");
        let elsewhere = client.send(link, axum::body::Body::empty()).await;
        assert_eq!(elsewhere.done(), "/exports", "a link on another site takes nothing out");
        for list in ["workers", "employers", "vacancies", "applications", "placements"] {
            let page = client.get(&format!("/exports/{list}.xlsx?reason=why&lang=en")).await;
            assert_eq!(page.status, StatusCode::OK, "{list}");
        }
        let mut stranger = app.stranger(Role::County).await;
        stranger.get("/exports/workers.csv?reason=why").await.ok().hides(&name(1));
        let recorded = audit_event::Entity::find().filter(audit_event::Column::Action.eq("export")).count(app.app.core.db.reader()).await;
        assert_eq!(recorded.expect("a count"), 7);
    }

    async fn the_pages_speak_both_languages(app) {
        let (mut client, actor) = county(&app).await;
        app.bring_in(&actor, file(ImportTarget::Workers, "a.csv", ledger(60, 50))).await;
        client.get("/imports").await.ok().shows("a.csv").hides("imports-");
        client.get("/imports/new").await.ok().shows("传一个文件");
        client.get("/imports?lang=en").await.ok().shows("Import").hides("imports-");
        client.get("/imports/new?lang=en").await.ok().shows("Upload a file").hides("import-new");
        client.get("/exports?lang=en").await.ok().shows("Export").hides("exports-");
    }

    async fn a_file_may_be_taken_back_once(app) {
        let (mut client, actor) = county(&app).await;
        let text = ledger(3, 50);
        let path = client.upload("/imports/new", &[("target", "workers")], &[("file", "a.csv", "text/csv", text.as_bytes())]).await.done();
        client.post(&format!("{path}/cancel"), &[]).await.done();
        assert_eq!(client.post(&format!("{path}/cancel"), &[]).await.status, StatusCode::CONFLICT);
        assert_eq!(client.post(&format!("{path}/confirm"), &[]).await.status, StatusCode::CONFLICT);
        client.get(&path).await.ok().shows("作废");
        let id = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
        let rows = interchange::rows(app.app.core.db.reader(), &app.app.core.vault, id, &[RowState::New], 1).await.expect("rows");
        assert_eq!(rows.total, 0, "its rows are forgotten");
        let outcome = interchange::plan(&app.app.core, &actor, app.now(), &Trace::default(), id, |_| {}).await;
        assert!(matches!(outcome, Err(DomainError::Conflict(_))));
    }
}

/// The form of the columns as the guesses fill it for [`HEAD`].
fn guessed(columns: usize) -> Vec<(&'static str, &'static str)> {
    const COLUMNS: [(&str, &str); 7] = [
        ("column-0", "name"),
        ("column-1", "id_no"),
        ("column-2", "township"),
        ("column-3", "village"),
        ("column-4", "phone"),
        ("column-5", "education"),
        ("column-6", "status"),
    ];
    COLUMNS[..columns].to_vec()
}

/// The bytes of a text as an old office computer saves it.
fn encoding(text: &str) -> Vec<u8> {
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    bytes.into_owned()
}
