//! The program itself, run beside and after itself: an index that is made by hand, and one that somebody deleted.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::support::db;

/// How often to look whether a server is ready, and how often before something is wrong: a minute.
const GLANCE: Duration = Duration::from_millis(50);
const GLANCES: u32 = 1_200;
/// Made-up records that the commands work on.
const RECORDS: [&str; 4] = ["--workers", "60", "--vacancies", "40"];

/// A data folder, with its own database or one on the server.
struct House {
    folder: TempDir,
    database: Option<String>,
}

/// A server on the folder. It dies with its handle, as a machine does whose plug is pulled.
struct Server {
    process: Child,
    address: String,
}

impl House {
    fn new(database: Option<String>) -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            database,
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_labour-bridge"));
        command.arg("--data").arg(self.folder.path()).args(["--log", "warn"]);
        if let Some(database) = &self.database {
            command.args(["--database-url", database]);
        }
        command.args(arguments);
        command
    }

    /// Run a command to its end: whether it succeeded, and all that it said.
    fn run(&self, arguments: &[&str]) -> (bool, String) {
        let ended = self.command(arguments).output().expect("the program");
        let said = [ended.stdout, ended.stderr].concat();
        (ended.status.success(), String::from_utf8_lossy(&said).into_owned())
    }

    #[track_caller]
    fn succeeds(&self, arguments: &[&str]) -> String {
        let (fine, said) = self.run(arguments);
        assert!(fine, "{arguments:?}: {said}");
        said
    }

    async fn serve(&self) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0", "--insecure-http"]);
        let mut process = command.stdout(Stdio::piped()).spawn().expect("a server");
        let out = BufReader::new(process.stdout.take().expect("its words"));
        let line = out
            .lines()
            .map_while(Result::ok)
            .find(|line| line.starts_with("listening on"))
            .expect("an address");
        let address = line.trim_start_matches("listening on http://").to_owned();
        let server = Server { process, address };
        let mut glances = tokio::time::interval(GLANCE);
        for _ in 0..GLANCES {
            glances.tick().await;
            if server.get("/readyz").starts_with("HTTP/1.1 200") {
                return server;
            }
        }
        panic!("it never gets ready: {}", server.get("/readyz"));
    }
}

impl Server {
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
            self.address
        )
        .expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// How many posts the board has.
    fn posts(&self) -> u64 {
        let answer = self.get("/api/v1/vacancies?limit=1");
        let (_, rest) = answer.split_once("\"total\":").expect("a total");
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().expect("a number")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn by_hand(house: &House) {
    house.succeeds(&[["generate"].as_slice(), &RECORDS].concat());
    let (fine, said) = house.run(&["verify"]);
    assert!(!fine && said.contains("there is none to compare"), "{said}");
    assert!(house.succeeds(&["reindex"]).contains("the index is new"));
    let said = house.succeeds(&["verify"]);
    assert!(said.contains("everything agrees"), "{said}");
    assert!(!said.contains("posts in the index: 0 expected"), "{said}");
    // Again over an index that is fine.
    house.succeeds(&["reindex"]);
    house.succeeds(&["verify"]);
}

async fn deleted(house: &House) {
    house.succeeds(&[["generate"].as_slice(), &RECORDS].concat());
    let server = house.serve().await;
    let posts = server.posts();
    assert!(posts > 0);
    // The index of a server that runs is made anew beside it.
    assert!(
        house
            .succeeds(&["reindex"])
            .contains("a server is using this data folder")
    );
    assert_eq!(server.posts(), posts);
    drop(server);
    for left in ["index", "index.json"] {
        let path = house.folder.path().join(left);
        if path.is_dir() {
            std::fs::remove_dir_all(path).expect("gone");
        } else {
            std::fs::remove_file(path).expect("gone");
        }
    }
    let server = house.serve().await;
    assert_eq!(server.posts(), posts, "the same posts are found as before");
    house.succeeds(&["verify"]);
    drop(server);
    // Only the folder is gone, the note beside it is not.
    std::fs::remove_dir_all(house.folder.path().join("index")).expect("gone");
    let server = house.serve().await;
    assert_eq!(server.posts(), posts);
}

#[test]
fn reindex_without_a_server_makes_an_index_that_verify_finds_equal() {
    by_hand(&House::new(None));
}

#[tokio::test]
async fn reindex_without_a_server_makes_an_index_that_verify_finds_equal_on_the_server_database() {
    if let Some(url) = db::postgres_url().await {
        by_hand(&House::new(Some(url)));
    }
}

#[tokio::test]
async fn an_index_that_was_deleted_is_made_anew_at_the_next_start() {
    deleted(&House::new(None)).await;
}

#[tokio::test]
async fn an_index_that_was_deleted_is_made_anew_at_the_next_start_on_the_server_database() {
    if let Some(url) = db::postgres_url().await {
        deleted(&House::new(Some(url))).await;
    }
}
