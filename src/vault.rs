//! Keys at rest: identity numbers, phones and imported rows are encrypted with AES-256-GCM, and looked up by a keyed HMAC-SHA-256.
//!
//! A cipher text reads `KEYID:base16(nonce ‖ sealed)` and is bound to its row and column, so that one moved to another row does not open.
//! An unkeyed hash of an identity number is worthless (region, birthday and three digits can be listed), hence the separate index key.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;

/// Why a stored secret could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The key file is missing, malformed or readable by others.
    #[error("key file: {0}")]
    KeyFile(String),
    /// The row was sealed with a key that this key file does not have.
    #[error("no key {0}")]
    UnknownKey(String),
    /// The cipher text does not belong to this row or was altered.
    #[error("the sealed value does not open")]
    Damaged,
}

/// The open key file.
pub struct Vault {
    active: String,
    ciphers: BTreeMap<String, Aes256Gcm>,
    index_key: Zeroizing<[u8; KEY_BYTES]>,
}

impl Vault {
    /// A vault of one key, from 32 secret bytes: for tests and for first runs.
    #[must_use]
    pub fn from_secret(secret: &[u8; KEY_BYTES]) -> Self {
        let mut vault = Self {
            active: "k1".into(),
            ciphers: BTreeMap::new(),
            index_key: Zeroizing::new(derive(secret, b"labour-bridge blind index")),
        };
        vault.add("k1", secret);
        vault
    }

    fn add(&mut self, id: &str, secret: &[u8; KEY_BYTES]) {
        let key = Zeroizing::new(derive(secret, b"labour-bridge seal"));
        let cipher = Aes256Gcm::new((&*key).into());
        self.ciphers.insert(id.to_owned(), cipher);
    }

    /// Open the key file, or write a new one if there is none. The file holds lines `key ID HEX` (the last one seals) and one `index HEX`.
    ///
    /// # Errors
    /// [`VaultError::KeyFile`] if it cannot be read, is malformed, or others may read it.
    pub fn open_or_create(path: &Path) -> Result<Self, VaultError> {
        let fail = |error: std::io::Error| VaultError::KeyFile(format!("{}: {error}", path.display()));
        if !path.exists() {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(fail)?;
            }
            let text = format!("key k1 {}\nindex {}\n", *fresh_hex(), *fresh_hex());
            write_private(path, text.as_bytes()).map_err(fail)?;
        }
        check_private(path)?;
        let text = Zeroizing::new(std::fs::read_to_string(path).map_err(fail)?);
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self, VaultError> {
        let mut vault: Option<Self> = None;
        let mut keys = Vec::new();
        let mut index = None;
        for line in text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            match line.split_whitespace().collect::<Vec<_>>().as_slice() {
                ["key", id, value] => keys.push(((*id).to_owned(), secret_of(value)?)),
                ["index", value] => index = Some(secret_of(value)?),
                _ => {
                    return Err(VaultError::KeyFile(
                        "a line is neither `key ID HEX` nor `index HEX`".into(),
                    ));
                }
            }
        }
        let index = index.ok_or_else(|| VaultError::KeyFile("no line `index HEX`".into()))?;
        for (id, secret) in &keys {
            let vault = vault.get_or_insert_with(|| Self {
                active: String::new(),
                ciphers: BTreeMap::new(),
                index_key: Zeroizing::new(derive(&index, b"labour-bridge blind index")),
            });
            vault.add(id, secret);
            vault.active.clone_from(id);
        }
        vault.ok_or_else(|| VaultError::KeyFile("no line `key ID HEX`".into()))
    }

    /// Encrypt `plain` for one column of one row.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] if the cipher refuses, which it does not for short values.
    pub fn seal(&self, plain: &str, column: &str, row: Uuid) -> Result<String, VaultError> {
        let cipher = self
            .ciphers
            .get(&self.active)
            .ok_or_else(|| VaultError::UnknownKey(self.active.clone()))?;
        let nonce: [u8; NONCE_BYTES] = rand::random();
        let bound = bind(column, row);
        let payload = Payload {
            msg: plain.as_bytes(),
            aad: bound.as_bytes(),
        };
        let sealed = cipher
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| VaultError::Damaged)?;
        Ok(format!("{}:{}{}", self.active, hex::encode(nonce), hex::encode(sealed)))
    }

    /// Decrypt what [`Vault::seal`] made for the same column and row.
    ///
    /// # Errors
    /// [`VaultError::UnknownKey`] or [`VaultError::Damaged`].
    pub fn open(&self, sealed: &str, column: &str, row: Uuid) -> Result<Zeroizing<String>, VaultError> {
        let (id, body) = sealed.split_once(':').ok_or(VaultError::Damaged)?;
        let cipher = self
            .ciphers
            .get(id)
            .ok_or_else(|| VaultError::UnknownKey(id.to_owned()))?;
        let bytes = hex::decode(body).map_err(|_| VaultError::Damaged)?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES).ok_or(VaultError::Damaged)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| VaultError::Damaged)?;
        let bound = bind(column, row);
        let payload = Payload {
            msg: sealed,
            aad: bound.as_bytes(),
        };
        let plain = cipher
            .decrypt(&Nonce::from(nonce), payload)
            .map_err(|_| VaultError::Damaged)?;
        String::from_utf8(plain)
            .map(Zeroizing::new)
            .map_err(|_| VaultError::Damaged)
    }

    /// The keyed index of a normalised value. `kind` keeps a phone and a number that look alike apart.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    #[must_use]
    pub fn blind_index(&self, kind: &str, normal: &str) -> String {
        let mut mac =
            <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&*self.index_key).expect("HMAC takes keys of any length");
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(normal.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }
}

fn bind(column: &str, row: Uuid) -> String {
    let mut bound = String::from(column);
    let _ = write!(bound, ":{row}");
    bound
}

fn derive(secret: &[u8; KEY_BYTES], purpose: &[u8]) -> [u8; KEY_BYTES] {
    let mut key = [0; KEY_BYTES];
    Hkdf::<Sha256>::new(None, secret)
        .expand(purpose, &mut key)
        .expect("32 bytes are within what HKDF gives");
    key
}

fn fresh_hex() -> Zeroizing<String> {
    let secret: Zeroizing<[u8; KEY_BYTES]> = Zeroizing::new(rand::random());
    Zeroizing::new(hex::encode(*secret))
}

fn secret_of(value: &str) -> Result<[u8; KEY_BYTES], VaultError> {
    let bytes = hex::decode(value).map_err(|_| VaultError::KeyFile("a key is not hexadecimal".into()))?;
    bytes
        .try_into()
        .map_err(|_| VaultError::KeyFile("a key is not 32 bytes long".into()))
}

#[cfg(unix)]
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(not(unix))]
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, bytes)
}

#[cfg(unix)]
fn check_private(path: &Path) -> Result<(), VaultError> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(path)
        .map_err(|error| VaultError::KeyFile(error.to_string()))?
        .permissions()
        .mode();
    let others_may = mode & 0o077;
    if others_may == 0 {
        return Ok(());
    }
    Err(VaultError::KeyFile(format!(
        "{} can be read by others; run `chmod 600` on it",
        path.display()
    )))
}

#[cfg(not(unix))]
fn check_private(_path: &Path) -> Result<(), VaultError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_only_in_its_own_row_and_column() {
        let vault = Vault::from_secret(&[7; 32]);
        let row = Uuid::new_v4();
        let sealed = vault.seal("99999919700101001X", "worker.id_number", row).unwrap();
        assert!(!sealed.contains("99999919700101001X"));
        assert_eq!(
            &*vault.open(&sealed, "worker.id_number", row).unwrap(),
            "99999919700101001X"
        );
        assert!(vault.open(&sealed, "worker.id_number", Uuid::new_v4()).is_err());
        assert!(vault.open(&sealed, "worker_phone.number", row).is_err());
    }

    #[test]
    fn a_value_is_never_sealed_the_same_way_twice_but_is_found_again() {
        let vault = Vault::from_secret(&[7; 32]);
        let row = Uuid::new_v4();
        assert_ne!(vault.seal("1", "c", row).unwrap(), vault.seal("1", "c", row).unwrap());
        assert_eq!(vault.blind_index("id", "1"), vault.blind_index("id", "1"));
        assert_ne!(vault.blind_index("id", "1"), vault.blind_index("phone", "1"));
        assert_ne!(
            vault.blind_index("id", "1"),
            Vault::from_secret(&[8; 32]).blind_index("id", "1")
        );
    }

    #[test]
    fn a_new_key_file_is_private_and_opens_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys").join("labour-bridge.key");
        let row = Uuid::new_v4();
        let sealed = Vault::open_or_create(&path).unwrap().seal("x", "c", row).unwrap();
        assert_eq!(
            &*Vault::open_or_create(&path).unwrap().open(&sealed, "c", row).unwrap(),
            "x"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        Vault::open_or_create(&path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(Vault::open_or_create(&path), Err(VaultError::KeyFile(_))));
    }
}
