internal import CKernels

/// The kernels behind softmax and cross-entropy. Source and target are one array where the name
/// says so.
enum ScoreKernels {
  /// The largest score; NaN if one is NaN.
  static func maximum(_ x: Span<Double>, on set: InstructionSet = .best) -> Double {
    unsafe x.withUnsafeBufferPointer { x in
      unsafe ck_maximum(set.identifier, x.baseAddress, x.count)
    }
  }

  /// y[i] = exp(x[i] − shift).
  static func exponentials(
    of x: Span<Double>, minus shift: Double, into y: inout MutableSpan<Double>,
    on set: InstructionSet = .best
  ) {
    precondition(x.count == y.count, "as many probabilities as scores")
    unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeMutableBufferPointer { y in
        unsafe ck_exp(set.identifier, x.baseAddress, x.count, shift, y.baseAddress)
      }
    }
  }

  /// y[i] = y[i]/divisor.
  static func divideInPlace(_ y: inout MutableSpan<Double>, by divisor: Double) {
    unsafe y.withUnsafeMutableBufferPointer { y in
      unsafe ck_divide(
        InstructionSet.best.identifier, y.baseAddress, y.count, divisor, y.baseAddress)
    }
  }
}
