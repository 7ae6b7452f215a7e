//! Choosing among bearers of a name, on a small made-up gazetteer. Whole sentences are tested where the model is.

use super::resolve::kilometres;

#[test]
fn distances_are_those_on_the_globe() {
    let (paris, london) = ((48.8566, 2.3522), (51.5074, -0.1278));
    assert!((kilometres(paris, london) - 343.5).abs() < 1.0);
    assert!((kilometres((0.0, 179.5), (0.0, -179.5)) - 111.2).abs() < 0.5, "over the date line");
}
