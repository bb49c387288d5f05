//! Runs last and says which parts of the suite had nothing to run on, and how to give it to them. Fails when `LB_REQUIRE` asks for a part
//! that could not run.

use std::process::ExitCode;

struct Part {
    name: &'static str,
    given: bool,
    how: &'static str,
}

fn main() -> ExitCode {
    let parts = [
        Part {
            name: "postgres",
            given: std::env::var_os("LB_TEST_POSTGRES").is_some(),
            how: "the tests on PostgreSQL did not run; set LB_TEST_POSTGRES=postgres://USER@HOST:PORT (a role that may create databases)",
        },
        Part {
            name: "browser",
            given: std::env::var_os("LB_TEST_WEBDRIVER").is_some(),
            how: "the journeys in the browser did not run; start chromedriver and set LB_TEST_WEBDRIVER=http://127.0.0.1:PORT",
        },
    ];
    let required = std::env::var("LB_REQUIRE").unwrap_or_default();
    let mut missing = false;
    println!();
    for part in &parts {
        if part.given {
            println!("with {}: ran", part.name);
        } else {
            println!("without {}: {}", part.name, part.how);
            missing |= required.split(',').any(|name| name == part.name);
        }
    }
    if missing {
        println!("LB_REQUIRE={required} asks for a part that could not run");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
