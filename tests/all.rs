//! All tests, as one binary.

mod case;
