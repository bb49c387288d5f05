//! Everything that a reader can reach by following links.

use std::collections::{BTreeSet, VecDeque};

use labour_bridge::domain::interchange::reader::{Limits, Row, open};
use scraper::{Html, Selector};

use super::client::{Client, Page};

/// A page that was reached.
pub struct Reached {
    pub path: String,
    pub status: u16,
    /// Its headers and its text; of a sheet every cell.
    pub said: String,
}

/// More pages than a reader of a test world can have: beyond it the crawl runs in circles.
const MOST: usize = 2_000;
/// Filters set at once on a list that is looked at. All sets of filters would be more lists than anybody reads.
const FILTERS: usize = 1;

/// The addresses that a page leads to without changing anything.
fn links(page: &Page) -> Vec<String> {
    let html = Html::parse_document(&page.text);
    let wanted = Selector::parse("a[href], link[href], script[src], img[src], form").expect("a selector");
    let reading = html.select(&wanted).filter_map(|element| match element.value().name() {
        "form" if element.attr("method") == Some("post") => None,
        "form" => element.attr("action"),
        _ => element.attr("href").or(element.attr("src")),
    });
    reading.map(str::to_owned).collect()
}

/// Whether an address is one of ours and not only the same page in other clothes.
fn is_worth_a_look(path: &str) -> bool {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let here = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/view");
    here && !query.contains("lang=") && query.split('&').filter(|pair| !pair.is_empty()).count() <= FILTERS
}

fn cells(page: &Page) -> String {
    let sheet = open(page.bytes.clone(), "sheet.xlsx", Limits::default()).and_then(|mut table| {
        let mut said = table.headers.join("\t");
        let width = table.headers.len();
        for row in table.rows()? {
            match row? {
                Row::Good(row) => {
                    for cell in (0..width).filter_map(|column| row.cell(column)) {
                        said.push('\t');
                        said.push_str(&cell.text);
                    }
                }
                Row::Bad(row) => panic!("{row:?}"),
            }
        }
        Ok(said)
    });
    sheet.expect("a sheet that can be read")
}

fn said(page: &Page) -> String {
    let kind = page.headers.get("content-type").and_then(|kind| kind.to_str().ok());
    let is_sheet = kind.is_some_and(|kind| kind.contains("spreadsheet"));
    let body = if is_sheet { cells(page) } else { page.text.clone() };
    let headers = page
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())));
    format!("{}\n{body}", headers.collect::<String>())
}

/// Read every page that can be reached from `seeds`.
pub async fn crawl(client: &mut Client, seeds: impl IntoIterator<Item = String>) -> Vec<Reached> {
    let mut queue: VecDeque<String> = seeds.into_iter().collect();
    let mut known: BTreeSet<String> = queue.iter().cloned().collect();
    let mut reached = Vec::new();
    while let Some(path) = queue.pop_front() {
        assert!(reached.len() < MOST, "the links go on and on: {path}");
        let page = client.get(&path).await;
        let is_page = page
            .headers
            .get("content-type")
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let to = if is_page { links(&page) } else { Vec::new() };
        let to = to.into_iter().chain([page.location().to_owned()]);
        for link in to.filter(|link| is_worth_a_look(link)) {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if known.insert(link.clone()) {
                queue.push_back(link);
            }
        }
        reached.push(Reached {
            said: said(&page),
            status: page.status.as_u16(),
            path,
        });
    }
    reached
}
