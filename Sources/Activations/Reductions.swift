internal import CKernels

/// Sums over arrays that do not depend on how the work is shared out.
///
/// Eight lanes over blocks of ``blockLength`` elements, the block results added pairwise in block
/// order: threads that reduce whole blocks and ``combine(_:)`` the results get the bits of the one
/// call. The instruction set can change the last bits, the number of threads cannot.
public enum Reductions {
  /// The number of elements that are reduced as one block.
  public static var blockLength: Int { Int(ck_block_length) }

  /// Σ aᵢbᵢ.
  public static func dot(_ a: Span<Double>, _ b: Span<Double>) -> Double {
    dot(a, b, on: .best)
  }

  package static func dot(_ a: Span<Double>, _ b: Span<Double>, on set: InstructionSet) -> Double {
    precondition(a.count == b.count, "vectors of one length")
    return unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe ck_dot(set.identifier, a.baseAddress, b.baseAddress, a.count)
      }
    }
  }

  /// Σ aᵢ.
  public static func sum(_ a: Span<Double>) -> Double { sum(a, on: .best) }

  package static func sum(_ a: Span<Double>, on set: InstructionSet) -> Double {
    unsafe a.withUnsafeBufferPointer { a in
      unsafe ck_sum(set.identifier, a.baseAddress, a.count)
    }
  }

  /// Σ aᵢ².
  public static func sumOfSquares(_ a: Span<Double>) -> Double { sumOfSquares(a, on: .best) }

  package static func sumOfSquares(_ a: Span<Double>, on set: InstructionSet) -> Double {
    unsafe a.withUnsafeBufferPointer { a in
      unsafe ck_sum_of_squares(set.identifier, a.baseAddress, a.count)
    }
  }

  /// Adds the results of blocks pairwise in block order.
  public static func combine(_ blockResults: Span<Double>) -> Double {
    unsafe blockResults.withUnsafeBufferPointer { results in
      unsafe ck_combine(results.baseAddress, results.count)
    }
  }

  /// outᵢ = aᵢbᵢ.
  public static func multiply(
    _ a: Span<Double>, _ b: Span<Double>, into out: inout MutableSpan<Double>
  ) {
    precondition(a.count == b.count && a.count == out.count, "vectors of one length")
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe out.withUnsafeMutableBufferPointer { out in
          unsafe ck_multiply(
            InstructionSet.best.identifier, a.baseAddress, b.baseAddress, out.baseAddress, a.count)
        }
      }
    }
  }

  /// aᵢ −= bᵢ.
  public static func subtract(_ b: Span<Double>, from a: inout MutableSpan<Double>) {
    precondition(a.count == b.count, "vectors of one length")
    unsafe a.withUnsafeMutableBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe ck_subtract(
          InstructionSet.best.identifier, a.baseAddress, b.baseAddress, a.baseAddress, a.count)
      }
    }
  }

  /// The normal equations of a least-squares problem, in one pass over its columns where there are
  /// at most four.
  ///
  /// - Parameters:
  ///   - columns: the Jacobian J, its p columns of `residuals.count` elements one after the other.
  ///   - residuals: r.
  ///   - gram: receives JᵀJ, p × p, both triangles.
  ///   - gradient: receives Jᵀr; its count is p.
  public static func normalEquations(
    columns: Span<Double>, residuals: Span<Double>, gram: inout MutableSpan<Double>,
    gradient: inout MutableSpan<Double>
  ) {
    normalEquations(
      columns: columns, residuals: residuals, gram: &gram, gradient: &gradient, on: .best)
  }

  package static func normalEquations(
    columns: Span<Double>, residuals: Span<Double>, gram: inout MutableSpan<Double>,
    gradient: inout MutableSpan<Double>, on set: InstructionSet
  ) {
    let (n, p) = (residuals.count, gradient.count)
    precondition(columns.count == n * p, "a column for each element of the gradient")
    precondition(gram.count == p * p, "a square matrix with a row for each column of J")
    unsafe columns.withUnsafeBufferPointer { columns in
      unsafe residuals.withUnsafeBufferPointer { residuals in
        unsafe gram.withUnsafeMutableBufferPointer { gram in
          unsafe gradient.withUnsafeMutableBufferPointer { gradient in
            unsafe ck_normal_equations(
              set.identifier, columns.baseAddress, n, n, p, residuals.baseAddress,
              gram.baseAddress, gradient.baseAddress)
          }
        }
      }
    }
  }
}
