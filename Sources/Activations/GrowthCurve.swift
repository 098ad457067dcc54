internal import CKernels

/// A growth curve as a function of time and parameters, with its gradient with respect to the
/// parameters.
///
/// The values at an array of times are good to 4 ulps, the derivatives to 5, of what the rounded
/// argument k(t − x₀) gives, times 1 + h for curves of the form L·exp(−h). They are finite wherever
/// the curve is.
public protocol GrowthCurve: Sendable {
  /// The parameters, in the order in which the gradient has its columns.
  static var parameterNames: [String] { get }

  /// The array form.
  static var kernel: CurveKernel { get }
}

extension GrowthCurve {
  public static var parameterCount: Int { parameterNames.count }

  /// Writes the curve at `times` to `values`.
  public static func values(
    at times: Span<Double>, _ parameters: Span<Double>, into values: inout MutableSpan<Double>
  ) {
    precondition(parameters.count == parameterCount, "\(parameterCount) parameters")
    kernel.values(at: times, parameters, into: &values, on: .best)
  }

  /// Writes the derivative with respect to each parameter to `columns`, one column of `times.count`
  /// after the other.
  public static func gradient(
    at times: Span<Double>, _ parameters: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    precondition(parameters.count == parameterCount, "\(parameterCount) parameters")
    precondition(columns.count >= times.count * parameterCount, "a column for each parameter")
    kernel.gradient(at: times, parameters, into: &columns, on: .best)
  }

  /// Both, with the bits of the separate calls.
  public static func valuesAndGradient(
    at times: Span<Double>, _ parameters: Span<Double>, into values: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    precondition(parameters.count == parameterCount, "\(parameterCount) parameters")
    precondition(columns.count == times.count * parameterCount, "a column for each parameter")
    kernel.valuesAndGradient(at: times, parameters, into: &values, columns: &columns, on: .best)
  }
}

/// The array form of a growth curve; what it is given has been counted by ``GrowthCurve``.
@safe
public struct CurveKernel: Sendable {
  typealias Body =
    @Sendable (
      ck_instruction_set, UnsafePointer<Double>?, UnsafePointer<Double>?, Int,
      UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?, Int
    ) -> Void

  private let body: Body

  @safe init(_ body: @escaping Body) {
    unsafe self.body = body
  }

  package func values(
    at times: Span<Double>, _ parameters: Span<Double>, into values: inout MutableSpan<Double>,
    on set: InstructionSet
  ) {
    precondition(values.count == times.count, "as many values as times")
    unsafe times.withUnsafeBufferPointer { times in
      unsafe parameters.withUnsafeBufferPointer { parameters in
        unsafe values.withUnsafeMutableBufferPointer { values in
          unsafe body(
            set.identifier, parameters.baseAddress, times.baseAddress, times.count,
            values.baseAddress, nil, 0)
        }
      }
    }
  }

  package func gradient(
    at times: Span<Double>, _ parameters: Span<Double>, into columns: inout MutableSpan<Double>,
    on set: InstructionSet
  ) {
    unsafe times.withUnsafeBufferPointer { times in
      unsafe parameters.withUnsafeBufferPointer { parameters in
        unsafe columns.withUnsafeMutableBufferPointer { columns in
          unsafe body(
            set.identifier, parameters.baseAddress, times.baseAddress, times.count, nil,
            columns.baseAddress, times.count)
        }
      }
    }
  }

  package func valuesAndGradient(
    at times: Span<Double>, _ parameters: Span<Double>, into values: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>, on set: InstructionSet
  ) {
    precondition(values.count == times.count, "as many values as times")
    unsafe times.withUnsafeBufferPointer { times in
      unsafe parameters.withUnsafeBufferPointer { parameters in
        unsafe values.withUnsafeMutableBufferPointer { values in
          unsafe columns.withUnsafeMutableBufferPointer { columns in
            unsafe body(
              set.identifier, parameters.baseAddress, times.baseAddress, times.count,
              values.baseAddress, columns.baseAddress, times.count)
          }
        }
      }
    }
  }
}
