//! Settings: flags first, then the environment, then the settings file, then what is written here.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use serde::Deserialize;

/// Settings that every command knows. Each is a flag, an environment variable and a key of the settings file.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Folder for the database, the index and the key file [default: ./data]
    #[arg(long = "data", env = "LB_DATA_DIR", value_name = "DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    /// postgres://… to use `PostgreSQL` instead of the `SQLite` file in the data folder
    #[arg(
        long,
        env = "LB_DATABASE_URL",
        value_name = "URL",
        global = true,
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// Key file; keep it on another disk than the data [default: DIR/keys/labour-bridge.key]
    #[arg(long, env = "LB_KEY_FILE", value_name = "FILE", global = true)]
    pub key_file: Option<PathBuf>,
    /// Settings file (TOML) with the same names as the flags
    #[arg(long, env = "LB_CONFIG", value_name = "FILE", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// What to log, such as `info` or `labour_bridge=debug` [default: info]
    #[arg(long, env = "LB_LOG", value_name = "FILTER", global = true)]
    pub log: Option<String>,
    /// Log as JSON lines instead of readable text
    #[arg(long, env = "LB_LOG_JSON", global = true)]
    #[serde(default)]
    pub log_json: bool,
}

/// Settings of `serve`.
#[derive(Args, Clone, Debug, Default)]
pub struct ServeSettings {
    /// Address to listen on
    #[arg(long, env = "LB_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// Start with the made-up demo story if the database is empty
    #[arg(long)]
    pub demo: bool,
    /// Serve without TLS in front: session cookies work over plain http, and every page says so. Only on private addresses
    #[arg(long, env = "LB_INSECURE_HTTP")]
    pub insecure_http: bool,
    /// Name of the operator as every page shows it (network recruitment rules, article 13)
    #[arg(long, env = "LB_OPERATOR", default_value = "崆峒区人力资源和社会保障局")]
    pub operator: String,
    /// Telephone of the station as the pages show it
    #[arg(long, env = "LB_STATION_PHONE", default_value = "12333")]
    pub station_phone: String,
}

impl Settings {
    /// Fill what flags and environment left open from the settings file.
    ///
    /// # Errors
    /// If the file cannot be read or has a key that is not a setting.
    pub fn complete(mut self) -> anyhow::Result<Self> {
        let Some(path) = &self.config else { return Ok(self) };
        let text = std::fs::read_to_string(path).with_context(|| format!("settings file {}", path.display()))?;
        let file: Settings = toml::from_str(&text).with_context(|| format!("settings file {}", path.display()))?;
        self.data_dir = self.data_dir.or(file.data_dir);
        self.database_url = self.database_url.or(file.database_url);
        self.key_file = self.key_file.or(file.key_file);
        self.log = self.log.or(file.log);
        self.log_json |= file.log_json;
        Ok(self)
    }

    /// The data folder.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        self.data_dir.as_deref().unwrap_or(Path::new("./data"))
    }

    /// The database to connect to.
    #[must_use]
    pub fn database_url(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| {
            format!(
                "sqlite://{}?mode=rwc",
                self.data_dir().join("labour-bridge.sqlite").display()
            )
        })
    }

    /// The file of the embedded database; `None` where another one is named.
    #[must_use]
    pub fn database_file(&self) -> Option<PathBuf> {
        self.database_url
            .is_none()
            .then(|| self.data_dir().join("labour-bridge.sqlite"))
    }

    /// The key file.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.key_file
            .clone()
            .unwrap_or_else(|| self.data_dir().join("keys").join("labour-bridge.key"))
    }

    /// The folder of the search index.
    #[must_use]
    pub fn index_dir(&self) -> PathBuf {
        self.data_dir().join("index")
    }
}

/// Plain http may only be spoken where nobody in between can listen: on this machine or in a private network.
pub fn check_insecure(listen: &SocketAddr, insecure_http: bool) -> anyhow::Result<()> {
    let private = match listen.ip() {
        std::net::IpAddr::V4(ip) => ip.is_loopback() || ip.is_private(),
        std::net::IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local(),
    };
    if insecure_http && !private {
        bail!("--insecure-http is only for loopback or private addresses, not {listen}");
    }
    Ok(())
}
