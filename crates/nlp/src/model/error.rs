//! What can be wrong with a model's bytes, in words that name the field, what was found and what was expected.

/// Why a model could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The weights are no safetensors file, or a damaged one.
    #[error("weights: not a readable safetensors file: {0}")]
    Weights(#[from] safetensors::SafeTensorError),
    /// A tensor that the network needs is not there.
    #[error("weights: tensor `{tensor}` is missing")]
    MissingTensor {
        /// The tensor's name.
        tensor: String,
    },
    /// A tensor has another shape than `labels.json` says.
    #[error("weights: tensor `{tensor}` has shape {found:?}, expected {expected:?}")]
    TensorShape {
        /// The tensor's name.
        tensor: String,
        /// Shape in the file.
        found: Vec<usize>,
        /// Shape by the sizes in `labels.json`.
        expected: Vec<usize>,
    },
    /// A tensor holds another type of number than float16.
    #[error("weights: tensor `{tensor}` holds {found}, expected F16")]
    TensorType {
        /// The tensor's name.
        tensor: String,
        /// Type in the file.
        found: String,
    },
    /// A tensor holds an infinity or a NaN.
    #[error("weights: tensor `{tensor}` holds a value that is not finite")]
    NotFinite {
        /// The tensor's name.
        tensor: String,
    },
    /// The vocabulary is not UTF-8.
    #[error("vocab: not UTF-8 after byte {valid}")]
    VocabularyText {
        /// Number of bytes that are.
        valid: usize,
    },
    /// The labels are no JSON, or lack a field.
    #[error("labels: {0}")]
    Labels(#[from] serde_json::Error),
    /// A field has a value that doesn't fit.
    #[error("{field}: found {found}, expected {expected}")]
    Field {
        /// Which file and field, e.g. `labels: config.heads`.
        field: String,
        /// The value found.
        found: String,
        /// What would have been right.
        expected: String,
    },
}

impl ModelError {
    pub(super) fn field(field: impl Into<String>, found: impl std::fmt::Display, expected: impl std::fmt::Display) -> Self {
        ModelError::Field { field: field.into(), found: found.to_string(), expected: expected.to_string() }
    }
}
