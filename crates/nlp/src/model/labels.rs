//! `labels.json`: the network's sizes, and the answers each head can give in the order of its outputs.

use std::collections::HashSet;
use std::sync::{Mutex, OnceLock, PoisonError};

use serde::Deserialize;

use super::error::ModelError;
use super::lemmas::Lemmas;

/// The format this reader understands.
pub const MODEL_FORMAT: &str = "detente.model/1";

/// Sizes of the network and limits of its input.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Config {
    pub vocabulary: usize,
    pub positions: usize,
    pub shapes: usize,
    pub hidden: usize,
    pub layers: usize,
    pub heads: usize,
    pub intermediate: usize,
    pub arc: usize,
    pub label: usize,
    pub norm_eps: f32,
    pub leaky_slope: f32,
    /// Sizes of the event heads; 0 where there are none.
    #[serde(default)]
    pub event_hidden: usize,
    #[serde(default)]
    pub role: usize,
    pub max_window_pieces: usize,
    pub max_word_pieces: usize,
    pub max_word_characters: usize,
}

/// The answers of each head.
#[derive(Debug)]
pub(super) struct Labels {
    pub upos: Vec<&'static str>,
    pub xpos: Vec<&'static str>,
    pub lemma_rules: usize,
    pub lemmas: Lemmas,
    pub deprels: Vec<&'static str>,
    pub mention_types: Vec<Option<&'static str>>,
    pub root: usize,
    /// What a word may stand for, the first for no event; empty where the model has no event heads.
    pub events: Vec<&'static str>,
}

#[derive(Deserialize)]
struct File {
    format: String,
    config: Config,
    upos: Vec<String>,
    xpos: Vec<String>,
    lemma_rules: Vec<String>,
    deprels: Vec<String>,
    mention_types: Vec<String>,
    #[serde(default)]
    event_codes: Vec<String>,
    #[serde(default)]
    inflected_xpos: Vec<String>,
    #[serde(default)]
    lemma_endings: Vec<(String, String, String)>,
}

/// Reads `labels.json` and checks what the weights can't check.
pub(super) fn read(bytes: &[u8]) -> Result<(Config, Labels), ModelError> {
    let file: File = serde_json::from_slice(bytes)?;
    if file.format != MODEL_FORMAT {
        return Err(ModelError::field("labels: format", file.format, MODEL_FORMAT));
    }
    check(&file.config)?;
    for (name, list) in [
        ("upos", &file.upos),
        ("xpos", &file.xpos),
        ("lemma_rules", &file.lemma_rules),
        ("deprels", &file.deprels),
        ("mention_types", &file.mention_types),
    ] {
        if list.is_empty() {
            return Err(ModelError::field(format!("labels: {name}"), "an empty list", "at least one label"));
        }
    }
    let Some(root) = file.deprels.iter().position(|d| d == "root") else {
        return Err(ModelError::field("labels: deprels", "no `root`", "one relation `root`"));
    };
    if file.deprels.len() < 2 {
        return Err(ModelError::field("labels: deprels", "`root` alone", "other relations beside it"));
    }
    let lemmas = Lemmas::new(&file.lemma_rules, &file.xpos, &file.inflected_xpos, &file.lemma_endings)?;
    let labels = Labels {
        upos: interned(&file.upos),
        xpos: interned(&file.xpos),
        lemma_rules: file.lemma_rules.len(),
        lemmas,
        deprels: interned(&file.deprels),
        mention_types: file.mention_types.iter().map(|m| (m != "none").then(|| intern(m))).collect(),
        root,
        events: interned(&file.event_codes),
    };
    Ok((file.config, labels))
}

fn check(config: &Config) -> Result<(), ModelError> {
    let whole = |name: &str, value: usize, fits: bool, expected: &str| {
        if fits { Ok(()) } else { Err(ModelError::field(format!("labels: config.{name}"), value, expected)) }
    };
    let c = config;
    whole("hidden", c.hidden, c.hidden > 0, "more than 0")?;
    whole("heads", c.heads, c.heads > 0 && c.hidden.is_multiple_of(c.heads), "a divisor of config.hidden")?;
    whole("shapes", c.shapes, c.shapes == super::shape::SHAPES, "16")?;
    whole("intermediate", c.intermediate, c.intermediate > 0, "more than 0")?;
    whole("arc", c.arc, c.arc > 0, "more than 0")?;
    whole("label", c.label, c.label > 0, "more than 0")?;
    whole("max_word_pieces", c.max_word_pieces, c.max_word_pieces > 0, "more than 0")?;
    let room = (c.max_word_pieces..=c.positions.saturating_sub(2)).contains(&c.max_window_pieces);
    whole("max_window_pieces", c.max_window_pieces, room, "between config.max_word_pieces and config.positions - 2")?;
    if !c.norm_eps.is_finite() || c.norm_eps < 0.0 {
        return Err(ModelError::field("labels: config.norm_eps", c.norm_eps, "a small number from 0"));
    }
    if !c.leaky_slope.is_finite() {
        return Err(ModelError::field("labels: config.leaky_slope", c.leaky_slope, "a finite number"));
    }
    Ok(())
}

fn interned(list: &[String]) -> Vec<&'static str> {
    list.iter().map(|s| intern(s)).collect()
}

/// One copy of each distinct label for the life of the process, so that tokens can hold plain references.
pub(super) fn intern(label: &str) -> &'static str {
    static TABLE: OnceLock<Mutex<HashSet<&'static str>>> = OnceLock::new();
    let mut table = TABLE.get_or_init(Default::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = table.get(label) {
        return known;
    }
    let leaked: &'static str = Box::leak(label.to_owned().into_boxed_str());
    table.insert(leaked);
    leaked
}
