//! Forms filled in as a person does it: what the page put in stays, and only what the page offers can be written, chosen, ticked or pressed.

use scraper::{ElementRef, Html, Selector};

use super::client::{Client, Page};
use labour_bridge::web::urlencode;

/// Something in a form that can be filled in.
#[derive(Clone, Debug)]
enum Control {
    /// A line, an area, a value that nobody sees.
    Text { name: String, value: String },
    /// A box to tick or one of several to choose from.
    Mark {
        name: String,
        value: String,
        radio: bool,
        on: bool,
    },
    /// A list to choose from.
    Select {
        name: String,
        options: Vec<String>,
        chosen: String,
    },
    /// A button and the words on it.
    Button { name: String, value: String, words: String },
}

/// A file that is chosen: field, name, content.
type Attached = (String, String, Vec<u8>);

/// A form of a page.
#[derive(Clone, Debug)]
pub struct Form {
    action: String,
    posts: bool,
    with_files: bool,
    controls: Vec<Control>,
    files: Vec<Attached>,
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

fn words_of(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn control(element: ElementRef<'_>) -> Option<Control> {
    let (name, value) = (attribute(element, "name"), attribute(element, "value"));
    let on = element.attr("checked").is_some();
    match (element.value().name(), element.attr("type")) {
        ("button", Some("button")) | ("input", Some("file")) => None,
        ("button", _) => Some(Control::Button {
            name,
            value,
            words: words_of(element),
        }),
        ("textarea", _) => Some(Control::Text {
            name,
            value: element.text().collect(),
        }),
        ("select", _) => {
            let options = selector("option");
            let all: Vec<ElementRef<'_>> = element.select(&options).collect();
            let chosen = all.iter().find(|option| option.attr("selected").is_some());
            Some(Control::Select {
                name,
                chosen: chosen
                    .or(all.first())
                    .map(|option| attribute(*option, "value"))
                    .unwrap_or_default(),
                options: all.iter().map(|option| attribute(*option, "value")).collect(),
            })
        }
        ("input", Some(kind @ ("checkbox" | "radio"))) => Some(Control::Mark {
            name,
            value,
            radio: kind == "radio",
            on,
        }),
        _ => Some(Control::Text { name, value }),
    }
}

impl Form {
    /// The only form of the page that fits `fits`.
    #[track_caller]
    pub fn on(page: &Page, fits: &str) -> Self {
        let html = Html::parse_document(&page.text);
        let wanted = selector(fits);
        let found: Vec<ElementRef<'_>> = html.select(&wanted).collect();
        assert_eq!(found.len(), 1, "forms that fit {fits} in\n{}", page.text);
        let form = found[0];
        let all = selector("input, select, textarea, button");
        Self {
            action: attribute(form, "action"),
            posts: form.attr("method") == Some("post"),
            with_files: form.attr("enctype") == Some("multipart/form-data"),
            controls: form.select(&all).filter_map(control).collect(),
            files: Vec::new(),
        }
    }

    /// What stands in a field, or is chosen in a list.
    #[track_caller]
    pub fn value(&self, wanted: &str) -> &str {
        let found = self.controls.iter().find_map(|control| match control {
            Control::Text { name, value } if name == wanted => Some(value.as_str()),
            Control::Select { name, chosen, .. } if name == wanted => Some(chosen.as_str()),
            Control::Mark {
                name, value, on: true, ..
            } if name == wanted => Some(value.as_str()),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("nothing called {wanted} in {self:#?}"))
    }

    /// Write into a field, over what stands there.
    #[track_caller]
    pub fn write(mut self, wanted: &str, text: &str) -> Self {
        let field = self.controls.iter_mut().find_map(|control| match control {
            Control::Text { name, value } if name == wanted => Some(value),
            _ => None,
        });
        let Some(field) = field else {
            panic!("no field {wanted} in {self:#?}");
        };
        text.clone_into(field);
        self
    }

    /// Choose from a list or among buttons of a choice.
    #[track_caller]
    pub fn choose(mut self, wanted: &str, option: &str) -> Self {
        let mut found = false;
        for control in &mut self.controls {
            match control {
                Control::Select { name, options, chosen } if name == wanted => {
                    found = options.iter().any(|value| value == option);
                    option.clone_into(chosen);
                }
                Control::Mark {
                    name,
                    value,
                    radio: true,
                    on,
                } if name == wanted => {
                    *on = value == option;
                    found |= *on;
                }
                _ => {}
            }
        }
        assert!(found, "{wanted} does not offer {option} in {self:#?}");
        self
    }

    /// Tick a box.
    #[track_caller]
    pub fn tick(mut self, wanted: &str, option: &str) -> Self {
        let boxed = self.controls.iter_mut().find_map(|control| match control {
            Control::Mark {
                name,
                value,
                radio: false,
                on,
            } if name == wanted && value == option => Some(on),
            _ => None,
        });
        let Some(on) = boxed else {
            panic!("no box {wanted}={option} in {self:#?}");
        };
        *on = true;
        self
    }

    /// Choose a file.
    pub fn attach(mut self, field: &str, name: &str, content: &[u8]) -> Self {
        self.files.push((field.to_owned(), name.to_owned(), content.to_vec()));
        self
    }

    /// Press the button with these words.
    #[track_caller]
    pub fn press(self, client: &mut Client, words: &str) -> impl Future<Output = Page> {
        let pressed = self.controls.iter().find_map(|control| match control {
            Control::Button {
                name,
                value,
                words: on_it,
            } if on_it == words => Some((name.clone(), value.clone())),
            _ => None,
        });
        let Some(pressed) = pressed else {
            panic!("no button {words} in {self:#?}");
        };
        self.send(client, pressed)
    }

    async fn send(self, client: &mut Client, pressed: (String, String)) -> Page {
        let mut sent: Vec<(String, String)> = self
            .controls
            .into_iter()
            .filter_map(|control| match control {
                Control::Text { name, value }
                | Control::Select {
                    name, chosen: value, ..
                }
                | Control::Mark {
                    name, value, on: true, ..
                } => Some((name, value)),
                Control::Mark { .. } | Control::Button { .. } => None,
            })
            .filter(|(name, _)| !name.is_empty())
            .collect();
        if !pressed.0.is_empty() {
            sent.push(pressed);
        }
        let sent: Vec<(&str, &str)> = sent
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        if self.with_files {
            let files: Vec<(&str, &str, &str, &[u8])> = self
                .files
                .iter()
                .map(|(field, name, content)| {
                    (
                        field.as_str(),
                        name.as_str(),
                        "application/octet-stream",
                        content.as_slice(),
                    )
                })
                .collect();
            return client.upload(&self.action, &sent, &files).await;
        }
        if self.posts {
            return client.post(&self.action, &sent).await;
        }
        let query: Vec<String> = sent
            .iter()
            .map(|(name, value)| format!("{}={}", urlencode(name), urlencode(value)))
            .collect();
        client.get(&format!("{}?{}", self.action, query.join("&"))).await
    }
}

impl Page {
    /// Where the first link whose words hold `words` leads.
    #[track_caller]
    pub fn link(&self, words: &str) -> String {
        let html = Html::parse_document(&self.text);
        let found = html
            .select(&selector("a[href]"))
            .find(|link| words_of(*link).contains(words))
            .map(|link| attribute(link, "href"));
        found.unwrap_or_else(|| panic!("no link {words} in\n{}", self.text))
    }
}

impl Client {
    /// Go where a form that was carried out leads.
    pub async fn follow(&mut self, done: Page) -> Page {
        let path = done.done();
        self.get(&path).await.ok()
    }

    /// Follow the link with these words.
    pub async fn click(&mut self, page: &Page, words: &str) -> Page {
        self.get(&page.link(words)).await.ok()
    }
}
