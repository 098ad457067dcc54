internal import CKernels

/// The kernel of stochastic gradient steps. All pointers to it stay in here.
enum StochasticKernels {
  /// What happens to the columns of a row: t = (x − center)·scale, all vectors padded.
  struct Columns {
    let center: [Double]
    let scale: [Double]
    let ridge: [Double]?
    let hasIntercept: Bool
  }

  /// A step for each row order[start], …, order[end − 1].
  ///
  /// - Parameters:
  ///   - point: a padded vector over the columns, then the intercept.
  ///   - sums: of the point after each step; empty for none.
  static func descend(
    _ values: DenseValues, _ columns: Columns, loss: LogisticLoss, weightFactor: Double,
    order: [UInt32], from start: Int, to end: Int, rates: [Double], point: inout [Double],
    sums: inout [Double], scratch: inout [Double]
  ) {
    let n = loss.targets.count
    let padded = columns.center.count
    let count = end - start
    precondition(n > 0 && values.count % n == 0)
    let d = values.count / n
    precondition(RowKernels.padded(d) == padded && columns.scale.count == padded)
    precondition(columns.ridge.map { $0.count >= padded } ?? true)
    precondition(start >= 0 && start <= end && end <= order.count && rates.count >= count)
    precondition(point.count > padded && (sums.isEmpty || sums.count > padded))
    precondition(scratch.count >= 2 * padded)
    let distance = RowWindow.distance(rowCount: n, rowBytes: d * MemoryLayout<Double>.stride)
    let last = min(end + distance, order.count)
    precondition(order[start..<last].allSatisfy { $0 < n })
    guard count > 0 else { return }
    unsafe loss.targets.withUnsafeBufferPointer { labels in
      unsafe withOptional(loss.weights) { weights in
        unsafe withOptional(columns.ridge) { ridge in
          unsafe columns.center.withUnsafeBufferPointer { center in
            unsafe columns.scale.withUnsafeBufferPointer { scale in
              unsafe order.withUnsafeBufferPointer { order in
                unsafe rates.withUnsafeBufferPointer { rates in
                  unsafe point.withUnsafeMutableBufferPointer { point in
                    unsafe sums.withUnsafeMutableBufferPointer { sums in
                      unsafe scratch.withUnsafeMutableBufferPointer { scratch in
                        var rows = unsafe ck_sgd_rows(
                          x: values.base, columns: d, labels: labels.baseAddress,
                          weights: weights, weight_factor: weightFactor,
                          center: center.baseAddress, scale: scale.baseAddress, ridge: ridge,
                          has_intercept: columns.hasIntercept)
                        unsafe ck_dense_sgd(
                          RowKernels.instructionSet, &rows, order.baseAddress! + start,
                          rates.baseAddress, count, distance,
                          max(order.count - start - distance, 0),
                          point.baseAddress, sums.isEmpty ? nil : sums.baseAddress,
                          scratch.baseAddress)
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static func withOptional(
    _ array: [Double]?, _ body: (UnsafePointer<Double>?) -> Void
  ) {
    guard let array else {
      body(nil)
      return
    }
    unsafe array.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
  }
}
