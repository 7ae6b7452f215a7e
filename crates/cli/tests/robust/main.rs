//! A store survives what happens to it: kills, full disks, read-only folders, other versions, other processes.

#[path = "../common/mod.rs"]
mod common;
mod disk;
mod inputs;
mod killed;
mod read_only;
mod recoded;
mod sound;
mod together;
mod wrong;
