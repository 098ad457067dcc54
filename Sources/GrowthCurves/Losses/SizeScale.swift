/// The scale on which model and sizes are compared.
public enum SizeScale: String, Sendable, Hashable, CaseIterable {
  /// Residuals are N − y: errors of the same size everywhere.
  case linear
  /// Residuals are ln N − ln y: errors in proportion to the size (log-normal). Sizes that are not
  /// positive cannot be used; they are left out, and a verdict counts them.
  case log
}
