//! A file that stopped half-way is continued with one button.

use std::time::Duration;

use axum::http::StatusCode;
use entity::codes::Role;
use entity::worker;
use labour_bridge::domain::interchange;
use labour_bridge::domain::unit::Trace;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use uuid::Uuid;

use crate::support::{Client, Form, Page, TestApp, on_both};

/// How often to look whether the rest is written, and how often before something is wrong: a minute.
const GLANCE: Duration = Duration::from_millis(50);
const GLANCES: u32 = 1_200;

async fn people(app: &TestApp) -> u64 {
    worker::Entity::find()
        .count(app.app.core.db.reader())
        .await
        .expect("a count")
}

/// A ledger of so many rows, judged and waiting for a yes.
async fn judged(app: &TestApp, rows: u64) -> (Client, Uuid) {
    let client = app.person(Role::County).await;
    let batch = app.judged_file("county-home", rows).await;
    (client, batch)
}

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

on_both! {
    async fn a_file_that_stopped_half_way_is_continued_with_one_button(app) {
        let (mut county, batch) = judged(&app, 750).await;
        let actor = app.actor("county-home").await;
        let unit = app.unit_as(&actor).await;
        interchange::confirm(&unit, batch, &[]).await.expect("a yes");
        unit.commit().await.expect("committed");
        // One piece is written, and the process is gone.
        interchange::apply_next(&app.app.core, &actor, app.now(), &Trace::default(), batch).await.expect("a piece");
        assert_eq!(people(&app).await, 200);

        let path = format!("/imports/{batch}");
        let stopped = county.get(&path).await.ok();
        stopped.shows("写到一半停了").shows("已写 200 行，共 735 行").hides("http-equiv=\"refresh\"");
        county.get(&format!("{path}?lang=en")).await.ok().shows("200").hides("import-applying");
        county.set_cookie("lang", "zh-CN");
        let mut stranger = app.stranger(Role::County).await;
        assert_eq!(stranger.post(&format!("{path}/continue"), &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(people(&app).await, 200);

        let button = Form::on(&stopped, "form[action$='/continue']");
        assert_eq!(button.clone().press(&mut county, "接着写").await.done(), path);
        let done = written(&mut county, &path).await;
        done.shows("写完了").shows("新增 735 行，修改 0 行，一样的 0 行没有动");
        assert_eq!(people(&app).await, 735);

        // The button on a page that was left open.
        assert_eq!(button.press(&mut county, "接着写").await.done(), path);
        assert_eq!(people(&app).await, 735, "nobody is written twice");
    }

    async fn a_file_that_nobody_said_yes_to_is_not_continued(app) {
        let (mut county, batch) = judged(&app, 60).await;
        let path = format!("/imports/{batch}");
        let refused = county.post(&format!("{path}/continue"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        county.get(&path).await.ok().shows("现在还什么都没写").hides("写完了");
        assert_eq!(people(&app).await, 0);
        county.post(&format!("{path}/cancel"), &[]).await.done();
        assert_eq!(county.post(&format!("{path}/continue"), &[]).await.status, StatusCode::CONFLICT);
    }
}
