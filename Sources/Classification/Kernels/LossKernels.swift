internal import CKernels

/// The kernels of the losses over a block of scores.
enum LossKernels {
  /// Σ weights·loss; writes the residuals weights·(σ − y), and to `curvatures` weights·σ′ if its
  /// count is not 0. Labels and weights start at `row`.
  static func logistic(
    scores: Span<Double>, labels: Span<Double>, weights: Span<Double>?, row: Int,
    residuals: inout MutableSpan<Double>, curvatures: inout MutableSpan<Double>
  ) -> Double {
    let n = scores.count
    precondition(row >= 0 && row + n <= labels.count && residuals.count >= n)
    precondition(curvatures.count >= n || curvatures.isEmpty)
    return unsafe scores.withUnsafeBufferPointer { scores in
      unsafe labels.withUnsafeBufferPointer { labels in
        unsafe residuals.withUnsafeMutableBufferPointer { residuals in
          unsafe curvatures.withUnsafeMutableBufferPointer { curvatures in
            let y = unsafe labels.baseAddress! + row
            let curvature = curvatures.isEmpty ? nil : curvatures.baseAddress
            guard let weights else {
              return unsafe ck_logistic_loss(
                RowKernels.instructionSet, scores.baseAddress, y, nil, n, residuals.baseAddress,
                curvature)
            }
            precondition(row + n <= weights.count)
            return unsafe weights.withUnsafeBufferPointer { weights in
              unsafe ck_logistic_loss(
                RowKernels.instructionSet, scores.baseAddress, y, weights.baseAddress! + row, n,
                residuals.baseAddress, curvature)
            }
          }
        }
      }
    }
  }

  /// Σ weights·(log-sum-exp − own score) of n rows; writes the residuals weights·(p − [own class]).
  /// The scores of class k start at k·n.
  static func softmax(
    scores: Span<Double>, classes: Int, labels: Span<Int32>, weights: Span<Double>?, row: Int,
    residuals: inout MutableSpan<Double>
  ) -> Double {
    let n = scores.count / classes
    precondition(row >= 0 && row + n <= labels.count && residuals.count >= scores.count)
    return unsafe scores.withUnsafeBufferPointer { scores in
      unsafe labels.withUnsafeBufferPointer { labels in
        unsafe residuals.withUnsafeMutableBufferPointer { residuals in
          let y = unsafe labels.baseAddress! + row
          guard let weights else {
            return unsafe ck_softmax_loss(
              RowKernels.instructionSet, scores.baseAddress, n, y, nil, n, classes,
              residuals.baseAddress)
          }
          precondition(row + n <= weights.count)
          return unsafe weights.withUnsafeBufferPointer { weights in
            unsafe ck_softmax_loss(
              RowKernels.instructionSet, scores.baseAddress, n, y, weights.baseAddress! + row, n,
              classes, residuals.baseAddress)
          }
        }
      }
    }
  }

  /// Turns scores, those of class k at k·n, into probabilities.
  static func softmaxProbabilities(_ scores: inout MutableSpan<Double>, classes: Int) {
    let n = scores.count / classes
    unsafe scores.withUnsafeMutableBufferPointer { scores in
      unsafe ck_softmax_probabilities(
        RowKernels.instructionSet, scores.baseAddress, n, n, classes, scores.baseAddress)
    }
  }
}
