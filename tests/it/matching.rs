//! Matching both ways, over real records.

mod document;
mod interface;
mod lists;
mod recommending;

use entity::codes::Shift;
use uuid::Uuid;

use crate::support::TestApp;
use crate::support::matching::{LIKE_WELDER, VILLAGE, WELDER};

/// The people of the story, best first. The last has no certificate and comes only as a near miss.
pub const WELDERS: [&str; 5] = ["马建军", "王成林", "赵永福", "李志强", "陈小兵"];

/// A welder's post in Tianjin, five people who can take it, one without the certificate, and two of 白水村 who work there already.
pub async fn story(app: &TestApp) -> Uuid {
    let firm = app.put_employer(900, "海河重工(天津)有限公司").await;
    let post = app.put_vacancy(500, firm, "电焊工", |_| ()).await;
    app.put_worker(5, WELDERS[0], |made| {
        made.skills = vec![(WELDER, 8)];
        made.worker.region_code = VILLAGE.into();
    })
    .await;
    app.put_worker(4, WELDERS[1], |made| made.skills = vec![(WELDER, 6)])
        .await;
    app.put_worker(3, WELDERS[2], |made| made.skills = vec![(WELDER, 2)])
        .await;
    app.put_worker(2, WELDERS[3], |made| made.skills = vec![(LIKE_WELDER, 2)])
        .await;
    app.put_worker(1, WELDERS[4], |_| ()).await;
    app.put_worker(6, "孙大海", |made| {
        made.skills = vec![(WELDER, 9)];
        made.certificates.clear();
    })
    .await;
    for number in [11, 12] {
        let there = app
            .put_worker(number, "已在那边", |made| {
                made.worker.region_code = VILLAGE.into();
                made.worker.matchable = false;
                made.worker.status = entity::codes::WorkerStatus::Away;
            })
            .await;
        app.put_placement(there, firm, 40, None).await;
    }
    app.feed().await;
    post
}

/// A post with night shifts at a firm of its own, and somebody who said no to nights.
async fn night_story(app: &TestApp) -> (Uuid, Uuid) {
    let firm = app.put_employer(901, "津门铸造厂").await;
    let post = app
        .put_vacancy(501, firm, "夜班焊工", |post| post.shift = Shift::Two)
        .await;
    let worker = app
        .put_worker(21, "何平安", |made| made.intent.night_shift_ok = false)
        .await;
    app.feed().await;
    (worker, post)
}
