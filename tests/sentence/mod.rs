//! Sentences: arithmetic on terms, the reference range, recidivism, probation, fines, and the terms that courts imposed.

mod arithmetic;
mod guidance;
mod imposed;
mod shown;
mod statute;
