//! Verbs behind inflected forms, for where the lemma may be wrong or a noun is read as its verb.

/// The verbs that an inflected form may come from.
pub(super) fn verb_stems(form: &str) -> Vec<String> {
    let cut = |ending: &str| form.strip_suffix(ending).map(str::to_owned);
    let mut stems: Vec<String> = [cut("d"), cut("ed"), cut("s"), cut("es")].into_iter().flatten().collect();
    stems.extend(form.strip_suffix("ied").or_else(|| form.strip_suffix("ies")).map(|s| format!("{s}y")));
    stems.extend(stems_of_ing(form));
    stems
}

/// The verbs that a noun in -ing may come from.
pub(super) fn stems_of_ing(lemma: &str) -> Vec<String> {
    let Some(stem) = lemma.strip_suffix("ing") else { return Vec::new() };
    let mut stems = vec![stem.to_owned(), format!("{stem}e")];
    let mut chars = stem.chars().rev();
    if let (Some(a), Some(b)) = (chars.next(), chars.next())
        && a == b
    {
        stems.push(stem[..stem.len() - a.len_utf8()].to_owned());
    }
    stems
}
