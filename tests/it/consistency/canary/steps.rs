//! What people do with the record, and how their pages are looked through.

use axum::http::Method;
use entity::codes::{Code as _, ConsentScope, ConsentWay, ImportTarget, Role};
use labour_bridge::domain::interchange::ExportOf;
use labour_bridge::web::route_table;

use super::cage::{Cage, Canary, Home, NOTE, Reader, Reference, Sealed, WITNESS};
use crate::consistency::strangers::real_paths;
use crate::support::crawl::Reached;
use crate::support::interchange::file;
use crate::support::workers::{number, phone};
use crate::support::world::World;
use crate::support::{Client, Form, TestApp};

async fn save(client: &mut Client, path: &str, fill: impl FnOnce(Form) -> Form) {
    let page = client.get(path).await.ok();
    let form = fill(Form::on(&page, "main form:has(p.actions)"));
    form.press(client, "保存").await.done();
}

/// Put the canaries into the record, and work on it as people do: look it up by number and phone, look at both, bring a file in.
pub async fn fill(app: &TestApp, w: &World) {
    let mut clerk = app.sign_in("clerk-home").await;
    let record = format!("/workers/{}", w.worker);
    save(&mut clerk, &format!("{record}/edit/details"), |form| {
        form.write("note", NOTE)
    })
    .await;
    save(&mut clerk, &format!("{record}/edit/household"), |form| {
        form.choose("base", "general").choose("monitor", "sudden")
    })
    .await;
    save(&mut clerk, &format!("{record}/edit/limits"), |form| {
        form.tick("limits", "no_noise").tick("halal_wanted", "yes")
    })
    .await;
    let (scope, way) = (ConsentScope::Health, ConsentWay::Voice);
    save(&mut clerk, &format!("{record}/edit/consent"), |form| {
        form.choose("consent_scope", scope.key())
            .choose("consent_way", way.key())
            .write("witness", WITNESS)
    })
    .await;
    for text in [number(w.seed), phone(w.seed)] {
        assert_eq!(clerk.post("/workers/find", &[("q", &text)]).await.done(), record);
    }
    clerk
        .post("/workers/new", &[("step", "number"), ("id_number", &number(w.seed))])
        .await
        .ok()
        .shows("已经登记过了");
    clerk
        .post(&format!("{record}/reveal"), &[("reason", "identity")])
        .await
        .ok()
        .shows(&number(w.seed));
    clerk
        .post(
            &format!("{record}/reveal"),
            &[("phone", &w.phone.to_string()), ("reason", "call")],
        )
        .await
        .ok()
        .shows(&phone(w.seed));
    let text = format!(
        "姓名,身份证号码,乡镇,联系电话\n王小二,{},白水镇,{}\n",
        number(w.seed),
        phone(w.seed)
    );
    let actor = app.actor("clerk-home").await;
    app.bring_in(&actor, file(ImportTarget::Workers, "canary.csv", text))
        .await;
}

/// The pages to begin at: the first one, and every route that is read, with real ids.
pub async fn seeds(app: &TestApp, w: &World) -> Vec<String> {
    let mut seeds = vec!["/".to_owned()];
    seeds.extend(
        route_table()
            .iter()
            .filter(|route| route.method == Method::GET && !route.path.contains('{'))
            .map(|route| route.path.to_owned()),
    );
    seeds.extend(real_paths(app, w).await);
    seeds.push(format!("/fairs/{}/ticket?t={}", w.fair, w.token));
    seeds.push(format!("/workers/{}/reveal?phone={}", w.worker, w.phone));
    seeds.push(format!("/placements/new?worker={}", w.worker));
    for list in ExportOf::ALL {
        for ending in ["csv", "xlsx"] {
            seeds.push(format!("/exports/{}.{ending}?reason=look", list.key()));
        }
    }
    for query in ["q=%E5%B8%AE%E5%8E%A8", "facets=1"] {
        seeds.push(format!("/api/v1/vacancies?{query}"));
    }
    seeds.push("/api/v1/vacancies/suggest?q=a".to_owned());
    seeds
}

pub async fn sign_in(app: &TestApp, w: &World, reader: Reader) -> Client {
    match reader {
        Reader::Visitor => app.visitor(),
        Reader::Firm => app.sign_in("firm-hr").await,
        Reader::OtherFirm => app.employer_user("other-hr", w.other_firm).await,
        Reader::Admin => app.person(Role::Admin).await,
        Reader::Elsewhere(role) => app.stranger(role).await,
        Reader::Here(role) => app.person(role).await,
    }
}

/// Look for canaries on all these pages.
pub fn look(cage: &Cage, reader: Reader, pages: &[Reached], forbidden: &[Canary]) {
    for page in pages {
        let mut heard = cage.heard(&page.said, forbidden);
        // Whoever types the number of a slip sees it on the page that asks for the phone; and an address with the code of a village, which
        // is in every atlas, says that code again.
        heard.retain(|(canary, word)| !matches!(canary, Reference | Home) || !page.path.contains(word));
        // The rows that could not be taken go back whole to whoever brought them in, and that is written down.
        if page.path.ends_with("/errors.xlsx") && matches!(reader, Reader::Here(Role::County | Role::Station)) {
            heard.retain(|(canary, _)| *canary == Sealed);
        }
        assert!(
            heard.is_empty(),
            "{reader:?} comes across {heard:?} on {} ({}):\n{}",
            page.path,
            page.status,
            page.said
        );
    }
}

pub fn found<'p>(pages: &'p [Reached], path: &str) -> &'p Reached {
    pages
        .iter()
        .find(|page| page.path == path)
        .unwrap_or_else(|| panic!("{path} was not reached"))
}
