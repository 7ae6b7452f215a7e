//! The one door to the matrix product: strided views, checked, over the `gemm` crate.

/// A matrix to read; strides in elements.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    data: &'a [f32],
    rows: usize,
    columns: usize,
    row_stride: usize,
    column_stride: usize,
}

impl<'a> View<'a> {
    /// Rows of `columns` numbers, `stride` apart.
    ///
    /// # Panics
    /// When the data is too short for it: a mistake of the caller.
    pub fn new(data: &'a [f32], rows: usize, columns: usize, stride: usize) -> Self {
        assert!(last(rows, columns, stride) <= data.len(), "{rows} x {columns} by {stride} in {}", data.len());
        View { data, rows, columns, row_stride: stride, column_stride: 1 }
    }

    /// Rows as columns.
    pub fn transposed(self) -> Self {
        View { rows: self.columns, columns: self.rows, row_stride: self.column_stride, column_stride: self.row_stride, ..self }
    }
}

/// A matrix to write: rows of `columns` numbers, `stride` apart.
pub(super) struct ViewMut<'a> {
    data: &'a mut [f32],
    rows: usize,
    columns: usize,
    stride: usize,
}

impl<'a> ViewMut<'a> {
    /// Rows of `columns` numbers, `stride` apart.
    ///
    /// # Panics
    /// When the data is too short for it or rows would overlap: a mistake of the caller.
    pub fn new(data: &'a mut [f32], rows: usize, columns: usize, stride: usize) -> Self {
        assert!(last(rows, columns, stride) <= data.len(), "{rows} x {columns} by {stride} in {}", data.len());
        assert!(columns <= stride, "rows of {columns} overlap at stride {stride}");
        ViewMut { data, rows, columns, stride }
    }
}

/// One past the last element used.
fn last(rows: usize, columns: usize, stride: usize) -> usize {
    if rows == 0 || columns == 0 { 0 } else { (rows - 1) * stride + columns }
}

/// `out = a · b`, or `out += a · b` when `add`.
///
/// # Panics
/// When the sizes don't fit together: a mistake of the caller.
#[allow(unsafe_code)]
pub(super) fn multiply(out: ViewMut<'_>, add: bool, a: View<'_>, b: View<'_>) {
    assert!(
        a.columns == b.rows && out.rows == a.rows && out.columns == b.columns,
        "{} x {} times {} x {} into {} x {}",
        a.rows,
        a.columns,
        b.rows,
        b.columns,
        out.rows,
        out.columns
    );
    if out.rows == 0 || out.columns == 0 {
        return;
    }
    // SAFETY: the constructors have checked that every element addressed by rows, columns and strides lies in its
    // slice, and that the written rows don't overlap; `out` is borrowed mutably, so it is apart from `a` and `b`.
    unsafe {
        gemm::gemm(
            out.rows,
            out.columns,
            a.columns,
            out.data.as_mut_ptr(),
            1,
            out.stride as isize,
            add,
            a.data.as_ptr(),
            a.column_stride as isize,
            a.row_stride as isize,
            b.data.as_ptr(),
            b.column_stride as isize,
            b.row_stride as isize,
            1.0,
            1.0,
            false,
            false,
            false,
            gemm::Parallelism::None,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn product_agrees_with_the_plain_sum() {
        let (rows, inner, columns) = (7, 33, 19);
        let a: Vec<f32> = (0..rows * inner).map(|i| ((i * 7919) % 101) as f32 / 101.0 - 0.5).collect();
        let b: Vec<f32> = (0..columns * inner).map(|i| ((i * 104_729) % 97) as f32 / 97.0 - 0.5).collect();
        let mut out = vec![1.0; rows * columns];
        let transposed = View::new(&b, columns, inner, inner).transposed();
        multiply(ViewMut::new(&mut out, rows, columns, columns), true, View::new(&a, rows, inner, inner), transposed);
        for r in 0..rows {
            for c in 0..columns {
                let sum: f32 = (0..inner).map(|k| a[r * inner + k] * b[c * inner + k]).sum();
                assert!((out[r * columns + c] - 1.0 - sum).abs() < 1e-4);
            }
        }
    }
}
