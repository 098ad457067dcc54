internal import CKernels

/// The kernels over blocks of rows. All pointers to them stay in here.
enum RowKernels {
  static let instructionSet = ck_best_instruction_set()

  /// A multiple of 8 that a vector over the columns is padded to.
  static func padded(_ columnCount: Int) -> Int { (columnCount + 7) / 8 * 8 }

  /// scores[i] = intercept + Σⱼ (x[i, j] − shift[j])·weights[j] of some rows. Sparse matrices have no
  /// shift. `scores`, `weights` and `shift` start at the offsets given.
  static func scores(
    of design: DesignMatrix, rows: Range<Int>, weights: Span<Double>, at weightOffset: Int,
    shift: Span<Double>?, intercept: Double, into scores: inout MutableSpan<Double>,
    at scoreOffset: Int
  ) {
    let d = design.columnCount
    precondition(rows.lowerBound >= 0 && rows.upperBound <= design.rowCount)
    precondition(scoreOffset >= 0 && scoreOffset + rows.count <= scores.count)
    precondition(weightOffset >= 0 && weightOffset + padded(d) <= weights.count)
    unsafe weights.withUnsafeBufferPointer { weights in
      unsafe scores.withUnsafeMutableBufferPointer { scores in
        let target = unsafe scores.baseAddress! + scoreOffset
        let w = unsafe weights.baseAddress.map { unsafe $0 + weightOffset }
        switch design.storage {
        case .dense(let values):
          let x = unsafe values.base + rows.lowerBound * d
          guard let shift else {
            unsafe ck_dense_scores(instructionSet, x, rows.count, d, w, nil, intercept, target)
            return
          }
          precondition(shift.count >= padded(d))
          unsafe shift.withUnsafeBufferPointer { shift in
            unsafe ck_dense_scores(
              instructionSet, x, rows.count, d, w, shift.baseAddress, intercept, target)
          }
        case .sparse(let values):
          unsafe values.withPointers { x, columns, offsets in
            unsafe ck_sparse_scores(
              x, columns, offsets + rows.lowerBound, rows.count, w, intercept, target)
          }
        }
      }
    }
  }

  /// gradient[j] += Σᵢ factors[i]·(x[i, j] − shift[j]) over some rows.
  static func accumulate(
    _ design: DesignMatrix, rows: Range<Int>, factors: Span<Double>, at factorOffset: Int,
    shift: Span<Double>?, into gradient: inout MutableSpan<Double>, at gradientOffset: Int
  ) {
    let d = design.columnCount
    precondition(rows.lowerBound >= 0 && rows.upperBound <= design.rowCount)
    precondition(factorOffset >= 0 && factorOffset + rows.count <= factors.count)
    precondition(gradientOffset >= 0 && gradientOffset + padded(d) <= gradient.count)
    guard d > 0 else { return }
    unsafe factors.withUnsafeBufferPointer { factors in
      unsafe gradient.withUnsafeMutableBufferPointer { gradient in
        let r = unsafe factors.baseAddress! + factorOffset
        let g = unsafe gradient.baseAddress! + gradientOffset
        switch design.storage {
        case .dense(let values):
          let x = unsafe values.base + rows.lowerBound * d
          guard let shift else {
            unsafe ck_dense_accumulate(instructionSet, x, rows.count, d, r, nil, g)
            return
          }
          precondition(shift.count >= padded(d))
          unsafe shift.withUnsafeBufferPointer { shift in
            unsafe ck_dense_accumulate(
              instructionSet, x, rows.count, d, r, shift.baseAddress, g)
          }
        case .sparse(let values):
          unsafe values.withPointers { x, columns, offsets in
            unsafe ck_sparse_accumulate(x, columns, offsets + rows.lowerBound, rows.count, r, g)
          }
        }
      }
    }
  }

  /// sums[j] += Σᵢ weights[i]·(x[i, j] − shift[j]) over some rows, and to `squares` the same with the
  /// square; for dense matrices.
  static func addMoments(
    of values: DenseValues, columnCount d: Int, rows: Range<Int>, weights: Span<Double>?,
    shift: Span<Double>, sums: inout MutableSpan<Double>, squares: inout MutableSpan<Double>
  ) {
    precondition(rows.lowerBound >= 0 && rows.upperBound * d <= values.count)
    precondition(shift.count >= padded(d))
    precondition(sums.count >= padded(d) && squares.count >= padded(d))
    unsafe shift.withUnsafeBufferPointer { shift in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        unsafe squares.withUnsafeMutableBufferPointer { squares in
          let x = unsafe values.base + rows.lowerBound * d
          guard let weights else {
            unsafe ck_dense_moments(
              instructionSet, x, rows.count, d, nil, shift.baseAddress, sums.baseAddress,
              squares.baseAddress)
            return
          }
          precondition(rows.upperBound <= weights.count)
          unsafe weights.withUnsafeBufferPointer { weights in
            unsafe ck_dense_moments(
              instructionSet, x, rows.count, d, weights.baseAddress! + rows.lowerBound,
              shift.baseAddress, sums.baseAddress, squares.baseAddress)
          }
        }
      }
    }
  }

  /// The upper triangle of Z̃ᵀDZ̃ is added to `gram`, for dense matrices: the columns `chosen` centred
  /// and scaled, and a column of ones behind them if `constant`. The rows of `gram` are padded, as are
  /// `center` and `scale`; `scratch` has ``gramRows`` of them.
  static func addGram(
    of values: DenseValues, columnCount d: Int, rows: Range<Int>, factors: Span<Double>,
    chosen: Span<Int32>, constant: Bool, center: Span<Double>, scale: Span<Double>,
    scratch: inout MutableSpan<Double>, to gram: inout MutableSpan<Double>
  ) {
    let stride = padded(chosen.count + (constant ? 1 : 0))
    precondition(rows.lowerBound >= 0 && rows.upperBound * d <= values.count)
    precondition(factors.count >= rows.count && chosen.count <= d)
    precondition(center.count >= stride && scale.count >= stride)
    precondition(scratch.count >= gramRows * stride && gram.count >= stride * stride)
    for k in chosen.indices { precondition(chosen[k] >= 0 && chosen[k] < Int32(d)) }
    unsafe factors.withUnsafeBufferPointer { factors in
      unsafe chosen.withUnsafeBufferPointer { chosen in
        unsafe center.withUnsafeBufferPointer { center in
          unsafe scale.withUnsafeBufferPointer { scale in
            unsafe scratch.withUnsafeMutableBufferPointer { scratch in
              unsafe gram.withUnsafeMutableBufferPointer { gram in
                unsafe ck_dense_gram(
                  instructionSet, values.base + rows.lowerBound * d, rows.count, d,
                  factors.baseAddress, chosen.baseAddress, chosen.count, constant,
                  center.baseAddress, scale.baseAddress, scratch.baseAddress, gram.baseAddress)
              }
            }
          }
        }
      }
    }
  }

  static let gramRows = Int(CK_GRAM_ROWS)

  /// The lower triangle of XᵀDX, not centred, of the columns that have a position in it is added to
  /// `gram`; for sparse matrices. The other columns are at −1.
  static func addGram(
    of values: SparseValues, rows: Range<Int>, factors: Span<Double>, positions: Span<Int32>,
    size: Int, to gram: inout MutableSpan<Double>
  ) {
    precondition(rows.lowerBound >= 0 && rows.upperBound < values.offsets.count)
    precondition(factors.count >= rows.count && gram.count == size * size)
    unsafe factors.withUnsafeBufferPointer { factors in
      unsafe gram.withUnsafeMutableBufferPointer { gram in
        unsafe positions.withUnsafeBufferPointer { positions in
          unsafe values.withPointers { x, columns, offsets in
            unsafe ck_sparse_gram(
              x, columns, offsets + rows.lowerBound, rows.count, factors.baseAddress,
              positions.baseAddress, size, gram.baseAddress)
          }
        }
      }
    }
  }
}

extension SparseValues {
  fileprivate func withPointers(
    _ body: (UnsafePointer<Double>?, UnsafePointer<Int32>?, UnsafePointer<Int>) -> Void
  ) {
    unsafe values.withUnsafeBufferPointer { values in
      unsafe columns.withUnsafeBufferPointer { columns in
        unsafe offsets.withUnsafeBufferPointer { offsets in
          unsafe body(values.baseAddress, columns.baseAddress, offsets.baseAddress!)
        }
      }
    }
  }
}
