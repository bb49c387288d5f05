//! Passwords: argon2id with the library's parameters (19 MiB, two passes), a length rule, and no composition theatre (OWASP ASVS 6.2).

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

/// Fewest characters of a password.
const SHORTEST: usize = 12;
/// Most characters of a password.
const LONGEST: usize = 128;
/// Words that every guesser tries first in this service.
const GUESSED: &[&str] = &[
    "password", "123456", "qwerty", "labour-bridge", "labourbridge", "laowuqiao", "kongtong", "hexi", "pingliang", "tianjin", "admin",
];

/// Outcome of a password check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is the password.
    Right,
    /// It is not.
    Wrong,
}

/// What is wrong with a new password, as the key of a sentence.
#[must_use]
pub fn problem_with(password: &str, login: &str) -> Option<&'static str> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some("password-too-short");
    }
    if length > LONGEST {
        return Some("password-too-long");
    }
    let lower = password.to_lowercase();
    let rest = GUESSED.iter().chain([&login]).filter(|word| !word.is_empty()).fold(lower, |text, word| text.replace(*word, ""));
    let mut different: Vec<char> = rest.chars().filter(|letter| letter.is_alphanumeric()).collect();
    different.sort_unstable();
    different.dedup();
    (different.len() < 4).then_some("password-too-simple")
}

/// Hash a new password. Takes about 20 ms, so it runs beside the request threads.
///
/// # Errors
/// A text for the log if the hasher fails.
pub async fn hash(password: String) -> Result<String, String> {
    tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|error| error.to_string())
    })
    .await
    .map_err(|error| error.to_string())?
}

/// Compare a password with a stored hash. An unknown account is checked against a decoy, so that it takes as long as a known one.
pub async fn check(password: String, stored: Option<String>) -> Checked {
    let known = stored.is_some();
    let stored = stored.unwrap_or_else(|| DECOY.to_owned());
    let matches = tokio::task::spawn_blocking(move || {
        PasswordHash::new(&stored).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await
    .unwrap_or(false);
    if matches && known { Checked::Right } else { Checked::Wrong }
}

/// A hash of nothing in particular with today's parameters.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_knows_its_password_and_no_other() {
        let hash = hash("a long enough phrase".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_eq!(check("a long enough phrase".into(), Some(hash.clone())).await, Checked::Right);
        assert_eq!(check("a long enough phrasE".into(), Some(hash)).await, Checked::Wrong);
        assert_eq!(check("anything".into(), None).await, Checked::Wrong);
    }

    #[test]
    fn length_and_guessable_words_are_judged_and_nothing_else() {
        assert_eq!(problem_with("short", "wang"), Some("password-too-short"));
        assert_eq!(problem_with(&"长".repeat(129), "wang"), Some("password-too-long"));
        assert_eq!(problem_with("password123456", "wang"), Some("password-too-simple"));
        assert_eq!(problem_with("kongtongkongtong1", "wang"), Some("password-too-simple"));
        assert_eq!(problem_with("wangwangwangwang", "wang"), Some("password-too-simple"));
        assert_eq!(problem_with("红苹果四十里铺镇赶集去", "wang"), Some("password-too-short"));
        assert_eq!(problem_with("红苹果四十里铺镇一起赶集去", "wang"), None);
    }
}
