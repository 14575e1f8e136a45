//! How many cases a property is tried on.

/// Whether properties are tried on their full number of cases: `.ci/run` asks for it, of the same binary.
pub fn asked() -> bool {
    times().is_some()
}

/// How many times the full number of cases, where that is asked for: `GRAVAMEN_LONG=3`.
pub fn times() -> Option<u64> {
    let asked = std::env::var("GRAVAMEN_LONG").ok()?;
    Some(asked.parse().expect("GRAVAMEN_LONG is a number"))
}

/// All of them where that is asked for, and an eighth otherwise: enough to tell a broken law at once.
pub fn cases(all: u32) -> u32 {
    const SHARE: u32 = 8;
    if asked() { all } else { all.div_ceil(SHARE) }
}
