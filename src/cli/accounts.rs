//! `user add` and `token create`.

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use entity::codes::{Code as _, Role};
use uuid::Uuid;

use crate::app;
use crate::config::Settings;
use crate::domain::accounts::{self, AccountInput, NewToken};

/// Commands about people.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Make an account. Without --password one is made up and printed once
    Add(UserAdd),
}

/// A new account.
#[derive(Args, Debug)]
pub struct UserAdd {
    /// Name to sign in with
    #[arg(long)]
    login: String,
    /// The person's name
    #[arg(long)]
    name: String,
    /// admin, county, station, liaison, employer or auditor
    #[arg(long)]
    role: String,
    /// Region code of the places in which the person acts; without it everywhere
    #[arg(long)]
    place: Option<String>,
    /// Id of the employer, for employer users
    #[arg(long)]
    employer: Option<Uuid>,
    /// First password; must be changed at the first sign-in
    #[arg(long, env = "LB_NEW_PASSWORD", hide_env_values = true)]
    password: Option<String>,
}

/// Commands about tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a bearer token for the JSON interface and print it once
    Create(TokenCreate),
}

/// A new token.
#[derive(Args, Debug)]
pub struct TokenCreate {
    /// Role whose permissions it has
    #[arg(long)]
    role: String,
    /// Name as the records show it
    #[arg(long, default_value = "program")]
    name: String,
    /// Region code of the places in which it acts; without it everywhere
    #[arg(long)]
    place: Option<String>,
    /// Days until it ends; without it until revoked
    #[arg(long)]
    days: Option<i64>,
}

fn role_of(key: &str) -> anyhow::Result<Role> {
    Role::from_key(key).with_context(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.key()).collect();
        format!("there is no role {key}; there are {}", known.join(", "))
    })
}

/// Run a command about people.
pub async fn user(settings: &Settings, command: UserCommand) -> anyhow::Result<()> {
    let UserCommand::Add(add) = command;
    let core = app::open(settings).await?;
    let made_up = add.password.is_none();
    let password = add.password.unwrap_or_else(|| hex::encode(rand::random::<[u8; 10]>()));
    let input = AccountInput {
        login: add.login,
        name: add.name,
        role: role_of(&add.role)?,
        region_code: add.place,
        employer_id: add.employer,
    };
    let unit = core.begin_as_system(super::now()).await.map_err(super::explain)?;
    let login = input.login.clone();
    accounts::create(&unit, input, password.clone(), true).await.map_err(super::explain)?;
    unit.commit().await.map_err(super::explain)?;
    println!("account {login} is made");
    if made_up {
        println!("first password: {password}");
    }
    Ok(())
}

/// Run a command about tokens.
pub async fn token(settings: &Settings, command: TokenCommand) -> anyhow::Result<()> {
    let TokenCommand::Create(create) = command;
    if create.days.is_some_and(|days| days < 1) {
        bail!("--days must be 1 or more");
    }
    let core = app::open(settings).await?;
    let new = NewToken { name: create.name, role: role_of(&create.role)?, region_code: create.place, days: create.days };
    let unit = core.begin_as_system(super::now()).await.map_err(super::explain)?;
    let token = accounts::create_token(&unit, new).await.map_err(super::explain)?;
    unit.commit().await.map_err(super::explain)?;
    println!("{token}");
    Ok(())
}
