internal import CKernels

/// What the kernels are compiled for. Results on different instruction sets differ within the error
/// bounds.
package enum InstructionSet: String, Sendable, CaseIterable {
  /// What every processor of the architecture has.
  case baseline
  /// AVX2 with FMA.
  case avx2
  /// AVX-512 F, DQ and VL.
  case avx512

  /// The one that everything uses unless a test says otherwise.
  package static let best = InstructionSet(ck_best_instruction_set())

  /// Those that this machine can run.
  package static var supported: [InstructionSet] { allCases.filter { ck_supports($0.identifier) } }

  private init(_ identifier: ck_instruction_set) {
    switch identifier {
    case ck_avx512: self = .avx512
    case ck_avx2: self = .avx2
    default: self = .baseline
    }
  }

  var identifier: ck_instruction_set {
    switch self {
    case .baseline: ck_baseline
    case .avx2: ck_avx2
    case .avx512: ck_avx512
    }
  }
}
