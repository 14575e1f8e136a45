//! How many cases a property is tried on.

/// All of them with the feature `long`, and an eighth otherwise: enough to tell a broken law at once.
pub fn cases(all: u32) -> u32 {
    const SHARE: u32 = 8;
    if cfg!(feature = "long") { all } else { all.div_ceil(SHARE) }
}
