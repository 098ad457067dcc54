internal import CKernels

/// The array form of an activation, compiled for several instruction sets and chosen for the
/// machine.
///
/// The raw pointers stay in here: the counts are checked, and the C functions write nothing beyond
/// them.
@safe
public struct ActivationKernel: Sendable {
  typealias Body =
    @Sendable (
      ck_instruction_set, UnsafePointer<Double>?, Int, UnsafeMutablePointer<Double>?,
      UnsafeMutablePointer<Double>?
    ) -> Void

  private let body: Body

  @safe init(_ body: @escaping Body) {
    unsafe self.body = body
  }

  func value(_ x: Double) -> Double {
    var value = 0.0
    unsafe withUnsafePointer(to: x) { source in
      unsafe withUnsafeMutablePointer(to: &value) { target in
        unsafe body(InstructionSet.best.identifier, source, 1, target, nil)
      }
    }
    return value
  }

  func valueAndSlope(_ x: Double) -> (value: Double, slope: Double) {
    var (value, slope) = (0.0, 0.0)
    unsafe withUnsafePointer(to: x) { source in
      unsafe withUnsafeMutablePointer(to: &value) { first in
        unsafe withUnsafeMutablePointer(to: &slope) { second in
          unsafe body(InstructionSet.best.identifier, source, 1, first, second)
        }
      }
    }
    return (value, slope)
  }

  package func values(
    of x: Span<Double>, into y: inout MutableSpan<Double>, on set: InstructionSet = .best
  ) {
    precondition(x.count == y.count, "as many values as arguments")
    unsafe x.withUnsafeBufferPointer { source in
      unsafe y.withUnsafeMutableBufferPointer { target in
        unsafe body(set.identifier, source.baseAddress, source.count, target.baseAddress, nil)
      }
    }
  }

  package func slopes(
    of x: Span<Double>, into y: inout MutableSpan<Double>, on set: InstructionSet = .best
  ) {
    precondition(x.count == y.count, "as many slopes as arguments")
    unsafe x.withUnsafeBufferPointer { source in
      unsafe y.withUnsafeMutableBufferPointer { target in
        unsafe body(set.identifier, source.baseAddress, source.count, nil, target.baseAddress)
      }
    }
  }

  package func valuesAndSlopes(
    of x: Span<Double>, into values: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>, on set: InstructionSet = .best
  ) {
    precondition(x.count == values.count && x.count == slopes.count, "as many as arguments")
    unsafe x.withUnsafeBufferPointer { source in
      unsafe values.withUnsafeMutableBufferPointer { first in
        unsafe slopes.withUnsafeMutableBufferPointer { second in
          unsafe body(
            set.identifier, source.baseAddress, source.count, first.baseAddress, second.baseAddress)
        }
      }
    }
  }
}
