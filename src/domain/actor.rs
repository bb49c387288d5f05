//! Who acts. Every command and every narrowed lookup takes an [`Actor`].

use entity::codes::Role;
use uuid::Uuid;

use super::access::{self, Action};

/// A signed-in person or a program with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account; `None` for a token.
    pub account_id: Option<Uuid>,
    /// Name as shown and as kept in the records.
    pub name: String,
    /// What the access table is asked about.
    pub role: Role,
    /// The subtree of places in which the person acts; `None` means everywhere.
    pub region_code: Option<String>,
    /// The firm of an employer user.
    pub employer_id: Option<Uuid>,
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The service itself: expiry, seeds, the command line.
    System,
    /// Somebody who is not signed in.
    Public,
    /// Somebody who is.
    Person(Box<Person>),
}

impl Actor {
    /// Whether the access table allows `action`. The service itself may do everything.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        match self {
            Actor::System => true,
            Actor::Public => false,
            Actor::Person(person) => access::allows(person.role, action),
        }
    }

    /// The account that acts, for the record.
    #[must_use]
    pub fn account_id(&self) -> Option<Uuid> {
        match self {
            Actor::Person(person) => person.account_id,
            Actor::System | Actor::Public => None,
        }
    }

    /// The name that the record keeps.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Actor::System => "system",
            Actor::Public => "public",
            Actor::Person(person) => &person.name,
        }
    }

    /// The signed-in person.
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        match self {
            Actor::Person(person) => Some(person),
            Actor::System | Actor::Public => None,
        }
    }

    /// The role of a signed-in person.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.person().map(|person| person.role)
    }

    /// The places in which the actor acts: `None` means everywhere.
    #[must_use]
    pub fn region_code(&self) -> Option<&str> {
        self.person().and_then(|person| person.region_code.as_deref())
    }

    /// The firm of an employer user.
    #[must_use]
    pub fn employer_id(&self) -> Option<Uuid> {
        self.person().and_then(|person| person.employer_id)
    }
}
