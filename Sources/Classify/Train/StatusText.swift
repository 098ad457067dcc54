import Classification
import CommandSupport

/// What a status means to the user, and what to do about it.
struct StatusText {
  let status: TrainingStatus
  /// The classes or labels that it is about, where each was trained by itself.
  private var names: [String] = []
  /// Whether Firth's correction takes the classes all at once.
  private var isSoftmax = false

  init(_ status: TrainingStatus, form: TrainedClassifier.Form = .binary) {
    self.status = status
    isSoftmax = form == .softmax
  }

  /// The worst training of a classifier.
  init(_ classifier: TrainedClassifier) {
    self.init(classifier.status, form: classifier.form)
    if classifier.reports.count > 1 {
      names = zip(classifier.classNames, classifier.reports)
        .filter { $1.status.name == status.name }.map { $0.0 }
    }
  }

  /// Why there is no estimate; nil where there is one.
  var failure: String? {
    guard let words = failureWords else { return nil }
    return names.isEmpty ? words : "\(TargetClasses.listed(names)): \(words)"
  }

  private var failureWords: String? {
    switch status {
    case .converged, .rankDeficient: return nil
    case .notConverged(let reason, let gradient):
      let size = SignificantDigits.text(gradient, 2)
      return switch reason {
      case .passLimit:
        """
        not converged: the passes ran out at a gradient of \(size); allow more \
        (--max-iterations), or take another --solver
        """
      case .timeLimit: "not converged: the time ran out at a gradient of \(size)"
      case .stalled:
        """
        not converged: rounding lets the objective fall no further at a gradient of \(size), and \
        the evidence does not reach the tolerance; take a larger --tolerance, another --solver, or \
        a penalty such as --lambda 0.001
        """
      case .oscillating:
        """
        not converged: the objective still rises and falls at a gradient of \(size), the steps are \
        too large; take a smaller --learning-rate, one that falls (--schedule), or leave --plain away
        """
      case .singular:
        """
        not converged: the data do not determine the coefficients (gradient \(size)); leave \
        columns out, or take a penalty such as --lambda 0.001
        """
      }
    case .separated(let found):
      let columns = TargetClasses.listed(found.columns)
      let isOne = found.columns.count == 1
      let what =
        found.kind == .complete
        ? "the column\(isOne ? "" : "s") \(columns) tell\(isOne ? "s" : "") the classes apart "
          + "without error"
        : "along \(columns) no row lies on the wrong side"
      return """
        separated (\(found.kind.rawValue)): \(what), so the likelihood has no maximum and the \
        coefficients grow without end; take Firth's correction \
        (--firth\(isSoftmax ? " --multiclass one-vs-rest" : "")), or a penalty such as \
        --lambda 0.001, or leave columns out
        """
    case .diverged:
      return """
        diverged: the objective grew beyond measure or is no longer finite; take a smaller \
        --learning-rate, or another --solver
        """
    case .oneClass: return "one class: all rows that count have one class"
    }
  }

  /// What is worth knowing of an estimate.
  var remark: String? {
    guard case .rankDeficient(let columns) = status else { return nil }
    let parts = columns.prefix(8).map { column in
      column.combination.isEmpty
        ? "'\(column.column)' (constant)"
        : "'\(column.column)' (a sum of multiples of "
          + "\(TargetClasses.listed(column.combination.map(\.column))))"
    }
    return
      "rank-deficient: these columns say nothing beyond the others and have the coefficient 0: "
      + parts.joined(separator: ", ") + (columns.count > 8 ? ", … (\(columns.count) in all)" : "")
  }
}
