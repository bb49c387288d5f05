//! Stand-in until the code lists are merged.
pub mod region {
    pub struct Region {
        pub code: &'static str,
        pub name: &'static str,
    }
    pub fn get(_code: &str) -> Option<&'static Region> {
        Some(&Region { code: "620802", name: "崆峒区" })
    }
    pub fn full_name(_code: &str) -> String { "甘肃省平凉市崆峒区".into() }
    pub fn short_name(_code: &str) -> String { "平凉崆峒区".into() }
    pub fn name(_code: &str) -> &'static str { "崆峒区" }
}
