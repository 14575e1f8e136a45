//! How many cases a property is tried on.

/// Whether properties are tried on their full number of cases: `.ci/run` asks for it, of the same binary.
pub fn asked() -> bool {
    std::env::var_os("GRAVAMEN_LONG").is_some()
}

/// All of them where that is asked for, and an eighth otherwise: enough to tell a broken law at once.
pub fn cases(all: u32) -> u32 {
    const SHARE: u32 = 8;
    if asked() { all } else { all.div_ceil(SHARE) }
}
