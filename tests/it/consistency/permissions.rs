//! `docs/permissions.md` is the access table and the route table in words. Run the test with `LB_WRITE=1` to write it anew.

use std::fmt::Write as _;

use entity::codes::{Code as _, Role};
use labour_bridge::domain::access::{Action, allows};
use labour_bridge::web::{Guard, route_table};

fn document() -> String {
    let mut text = String::from(
        "# Who may do what\n\nGenerated from `src/domain/access.rs` and the route table; a test keeps this page equal to them. What is not listed is\n\
         refused. A person acts only within the places of the account, an employer's user only for the own firm: what lies outside is\n\
         answered like what does not exist.\n\n## Roles and actions\n\n| action |",
    );
    for role in Role::ALL {
        let _ = write!(text, " {} |", role.key());
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(Role::ALL.len()));
    text.push('\n');
    for action in Action::ALL {
        let _ = write!(text, "| {} |", action.name());
        for role in Role::ALL {
            text.push_str(if allows(*role, *action) { " yes |" } else { " |" });
        }
        text.push('\n');
    }
    text.push_str("\n## Routes\n\n| method | path | who may enter |\n|---|---|---|\n");
    let mut routes = route_table();
    routes.sort_by_key(|route| (route.path, route.method.to_string()));
    for route in routes {
        let who = match route.guard {
            Guard::Open => "everybody".to_owned(),
            Guard::SignedIn => "whoever is signed in".to_owned(),
            Guard::May(action) => action.name().to_owned(),
        };
        let _ = writeln!(text, "| {} | `{}` | {who} |", route.method, route.path);
    }
    text
}

#[test]
fn the_page_of_permissions_is_the_table() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/permissions.md");
    let expected = document();
    if std::env::var_os("LB_WRITE").is_some() {
        std::fs::write(&path, &expected).expect("written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "docs/permissions.md is not the table: run this test with LB_WRITE=1");
}
