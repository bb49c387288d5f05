//! One person of each role, signed in for real, and always a stranger of the same role elsewhere.

use entity::codes::{Code as _, Role};
use labour_bridge::domain::accounts::{self, AccountInput};
use uuid::Uuid;

use super::app::TestApp;
use super::client::Client;

/// Where the people of the tests work.
pub const HOME: &str = "620802";
/// Where strangers work: another county of the same city.
pub const ELSEWHERE: &str = "620825";
/// A township of [`HOME`].
pub const TOWNSHIP: &str = "620802103";

pub const PASSWORD: &str = "一座桥连着山和海的两边，人来人往";

impl TestApp {
    /// Make an account and return its id.
    pub async fn account(&self, login: &str, role: Role, place: Option<&str>, employer: Option<Uuid>) -> Uuid {
        let unit = self.unit().await;
        let input = AccountInput {
            login: login.to_owned(),
            name: format!("{login} ({})", role.key()),
            role,
            region_code: place.map(str::to_owned),
            employer_id: employer,
        };
        let id = accounts::create(&unit, input, PASSWORD.to_owned(), false).await.expect("an account");
        unit.commit().await.expect("committed");
        id
    }

    /// Sign in with the password of every test account.
    pub async fn sign_in(&self, login: &str) -> Client {
        let mut client = self.visitor();
        let page = client.post("/sign-in", &[("login", login), ("password", PASSWORD)]).await;
        page.done();
        client
    }

    /// A signed-in person of a role within [`HOME`] (a liaison within [`TOWNSHIP`]).
    pub async fn person(&self, role: Role) -> Client {
        let place = match role {
            Role::Admin | Role::Employer => None,
            Role::Liaison => Some(TOWNSHIP),
            Role::County | Role::Station | Role::Auditor => Some(HOME),
        };
        let login = format!("{}-home", role.key());
        self.account(&login, role, place, None).await;
        self.sign_in(&login).await
    }

    /// A signed-in person of the same role who has nothing to do with [`HOME`].
    pub async fn stranger(&self, role: Role) -> Client {
        let place = (!matches!(role, Role::Admin | Role::Employer)).then_some(ELSEWHERE);
        let login = format!("{}-elsewhere", role.key());
        self.account(&login, role, place, None).await;
        self.sign_in(&login).await
    }

    /// A signed-in user of an employer.
    pub async fn employer_user(&self, login: &str, employer: Uuid) -> Client {
        self.account(login, Role::Employer, None, Some(employer)).await;
        self.sign_in(login).await
    }
}
