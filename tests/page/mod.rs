//! The workbench: what the page shows and writes, asked over the network as a browser asks, and in a browser.

mod browser;
mod course;
mod edits;
mod filed;
mod hostile;
mod named;
mod requests;
mod scenario;
mod sheets;
mod site;
mod views;
