//! Journeys in a real browser: Chromium through the `WebDriver` that `LB_TEST_WEBDRIVER` names. Each journey serves its own service on a port
//! of its own. Pictures of what was seen go into the folder `LB_TEST_PICTURES`, if it is set.

mod journeys;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use labour_bridge::web;
use labour_bridge::web::state::Site;
use serde_json::json;
use thirtyfour::cdp::domains::network::NetworkConditions;
use thirtyfour::prelude::*;
use thirtyfour::{By, DesiredCapabilities, Key, WebDriver};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::support::TestApp;
use crate::support::people::PASSWORD;

/// What the reader holds.
#[derive(Clone, Copy, Debug)]
pub enum Screen {
    /// A cheap phone, 360 × 740, with JavaScript switched off.
    PhoneWithoutScript,
    /// The same phone with JavaScript.
    Phone,
    /// An old office PC, 1366 × 768.
    Desk,
}

/// A service on a port and a browser in front of it.
pub struct Browser {
    pub app: TestApp,
    pub driver: WebDriver,
    base: String,
    stop: CancellationToken,
    screen: Screen,
}

/// How long a page may take to show what a journey looks for.
const PATIENCE: Duration = Duration::from_secs(10);
/// Folder of files that the browser saves, within the service's.
const SAVED: &str = "saved";
/// How often to look.
const GLANCE: Duration = Duration::from_millis(40);

impl Browser {
    /// Open a browser, if there is a driver.
    pub async fn open(screen: Screen) -> Option<Self> {
        Self::open_on(TestApp::sqlite().await, screen).await
    }

    /// Open a browser on a service that already has its records.
    pub async fn open_on(mut app: TestApp, screen: Screen) -> Option<Self> {
        let Ok(address) = std::env::var("LB_TEST_WEBDRIVER") else {
            let required = std::env::var("LB_REQUIRE").is_ok_and(|parts| parts.contains("browser"));
            assert!(
                !required,
                "LB_REQUIRE asks for a browser, but LB_TEST_WEBDRIVER names none"
            );
            return None;
        };
        app.app.site = std::sync::Arc::new(Site {
            insecure_http: true,
            ..(*app.app.site).clone()
        });
        app.router = web::router(app.app.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let stop = CancellationToken::new();
        tokio::spawn(web::server::serve(listener, app.router.clone(), stop.clone()));
        let driver = WebDriver::new(address, capabilities(screen, &app.folder.path().join(SAVED)))
            .await
            .expect("a browser");
        Some(Self {
            app,
            driver,
            base,
            stop,
            screen,
        })
    }

    /// Go to a path.
    pub async fn visit(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.base)).await.expect(path);
    }

    /// Sign in through the form.
    pub async fn sign_in(&self, login: &str) {
        self.visit("/sign-in").await;
        self.fill("login", login).await;
        self.fill("password", PASSWORD).await;
        self.press("form[action='/sign-in'] button").await;
        self.find("form[action='/sign-out']").await;
    }

    /// Sign out, whoever was there.
    pub async fn sign_out(&self) {
        self.press("form[action='/sign-out'] button").await;
        self.find("a[href^='/sign-in']").await;
    }

    /// Type into a field, by its name, over what stands there.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = By::Css(format!("[name='{name}']"));
        self.act(field, async |field| {
            field.clear().await?;
            field.send_keys(text).await
        })
        .await;
    }

    /// Press whatever fits the selector: a link, a button, a box to tick. Without script the driver cannot click, so keys do it, which
    /// also shows that the page works by keyboard alone.
    pub async fn press(&self, selector: &str) {
        self.click(By::Css(selector.to_owned())).await;
    }

    async fn click(&self, by: By) {
        self.act(by, async |element| {
            if matches!(self.screen, Screen::PhoneWithoutScript) {
                let box_to_tick = element.tag_name().await? == "input";
                let key = if box_to_tick { Key::Space } else { Key::Enter };
                element.send_keys(key + "").await
            } else {
                element.scroll_into_view().await?;
                element.click().await
            }
        })
        .await;
    }

    /// Do something with the first element that fits. While one page gives way to the next, the element may go away between being found
    /// and being used; then the one of the next page is looked for.
    async fn act(&self, by: By, act: impl AsyncFn(&WebElement) -> WebDriverResult<()>) {
        let deadline = Instant::now() + PATIENCE;
        let mut glances = tokio::time::interval(GLANCE);
        loop {
            glances.tick().await;
            let element = self.first(by.clone()).await;
            match act(&element).await {
                Ok(()) => return,
                Err(error) => assert!(Instant::now() < deadline, "{by:?} on {}: {error}", self.address().await),
            }
        }
    }

    /// Choose from a list or among the buttons of a choice.
    pub async fn choose(&self, name: &str, value: &str) {
        self.press(&format!(
            "select[name='{name}'] option[value='{value}'], input[name='{name}'][value='{value}']"
        ))
        .await;
    }

    /// Follow the first link with these words.
    pub async fn follow(&self, words: &str) {
        self.click(By::XPath(format!("//a[contains(., '{words}')]"))).await;
    }

    /// Say yes to the question that the page asks once more.
    pub async fn say_yes(&self) {
        self.driver.accept_alert().await.expect("a question");
    }

    /// Choose a file.
    pub async fn attach(&self, name: &str, file: &Path) {
        let field = self.find(&format!("input[type='file'][name='{name}']")).await;
        field.send_keys(file.display().to_string()).await.expect(name);
    }

    /// The file that a link saved, waited for.
    pub async fn saved(&self, name: &str) -> Vec<u8> {
        let path = self.app.folder.path().join(SAVED).join(name);
        let deadline = Instant::now() + PATIENCE;
        let mut glances = tokio::time::interval(GLANCE);
        loop {
            glances.tick().await;
            // The browser writes under another name and renames when it is done.
            if let Ok(content) = std::fs::read(&path) {
                return content;
            }
            assert!(Instant::now() < deadline, "{name} was not saved");
        }
    }

    /// The first element that fits, waited for while the page loads.
    pub async fn find(&self, selector: &str) -> WebElement {
        self.first(By::Css(selector.to_owned())).await
    }

    async fn first(&self, by: By) -> WebElement {
        let found = self.driver.query(by.clone()).wait(PATIENCE, GLANCE).first().await;
        let Ok(element) = found else {
            panic!("no {by:?} on {}:\n{}", self.address().await, self.text().await);
        };
        element
    }

    /// What the page says.
    pub async fn text(&self) -> String {
        let body = self.driver.find(By::Css("body")).await.expect("a page");
        body.text().await.expect("its text")
    }

    /// Where the browser is, without the host.
    pub async fn address(&self) -> String {
        let url = self.driver.current_url().await.expect("an address").to_string();
        url.strip_prefix(&self.base).unwrap_or(&url).to_owned()
    }

    /// The page must say this, at the latest when it has loaded.
    pub async fn sees(&self, text: &str) {
        self.sees_within(PATIENCE, text).await;
    }

    /// The page must say this in so much time.
    pub async fn sees_within(&self, patience: Duration, text: &str) {
        let deadline = Instant::now() + patience;
        let mut glances = tokio::time::interval(GLANCE);
        loop {
            glances.tick().await;
            // While one page gives way to the next there is no body, or it is already gone.
            let page = match self.driver.find(By::Css("body")).await {
                Ok(body) => body.text().await.unwrap_or_default(),
                Err(_) => String::new(),
            };
            if page.contains(text) {
                return;
            }
            assert!(
                Instant::now() < deadline,
                "no {text:?} on {}:\n{page}",
                self.address().await
            );
        }
    }

    /// The page must not be wider than the screen.
    pub async fn fits(&self) {
        let sizes = std::cell::Cell::new((0, 0));
        self.act(By::Css("html".to_owned()), async |html| {
            let wide = html.prop("scrollWidth").await?;
            let seen = html.prop("clientWidth").await?;
            let number = |text: Option<String>| text.and_then(|text| text.parse::<i64>().ok()).unwrap_or(0);
            sizes.set((number(wide), number(seen)));
            Ok(())
        })
        .await;
        let (wide, seen) = sizes.get();
        assert!(
            wide <= seen,
            "{} scrolls sideways: {wide} > {seen}",
            self.address().await
        );
    }

    /// Keep a picture, if somebody wants to look.
    pub async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("LB_TEST_PICTURES").map(PathBuf::from) {
            std::fs::create_dir_all(&folder).expect("a folder");
            self.driver
                .screenshot(&folder.join(format!("{name}.png")))
                .await
                .expect("a picture");
        }
    }

    /// Cut the line between browser and service, or mend it.
    pub async fn line_is_down(&self, down: bool) {
        let conditions = NetworkConditions {
            offline: down,
            ..NetworkConditions::default()
        };
        let devtools = self.driver.cdp();
        devtools.network().enable().await.expect("the network of the browser");
        devtools
            .network()
            .emulate_network_conditions(conditions)
            .await
            .expect("another line");
    }

    /// Close the browser and the service.
    pub async fn close(self) {
        self.driver.quit().await.expect("closed");
        self.stop.cancel();
    }
}

fn capabilities(screen: Screen, saved: &Path) -> thirtyfour::ChromeCapabilities {
    let mut wanted = DesiredCapabilities::chrome();
    for flag in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--lang=zh-CN",
    ] {
        wanted.add_arg(flag).expect("a flag");
    }
    let phone = json!({ "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 1.0, "mobile": true } });
    match screen {
        Screen::Desk => wanted.add_arg("--window-size=1366,768").expect("a size"),
        Screen::Phone | Screen::PhoneWithoutScript => wanted
            .add_experimental_option("mobileEmulation", phone)
            .expect("a phone"),
    }
    let mut preferences = json!({ "intl.accept_languages": "zh-CN,zh", "download.default_directory": saved });
    if matches!(screen, Screen::PhoneWithoutScript) {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    wanted
        .add_experimental_option("prefs", preferences)
        .expect("preferences");
    wanted
}
