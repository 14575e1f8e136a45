//! What people read: a file per format, and excerpts of sources.

pub mod archive;
pub mod case_schema;
pub mod codebook;
mod columns;
pub mod csv;
pub mod docx;
pub mod html;
pub mod json;
pub mod json_analysis;
mod json_collateral;
mod json_relations;
mod json_sentence;
pub mod json_study;
pub mod markdown;
pub mod messages;
pub mod paper_html;
pub mod paper_markdown;
pub mod plot;
pub mod reasoning;
pub mod receipt;
pub mod rows;
pub mod source;
pub mod table;
pub mod workbook;
pub mod wrap;
