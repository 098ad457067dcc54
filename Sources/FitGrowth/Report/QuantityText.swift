import CommandSupport
import GrowthCurves
import Reports
import Tables

extension DerivedQuantity.Kind {
  /// As it stands at the head of a column.
  var title: String {
    switch self {
    case .carryingCapacity: "capacity"
    case .inflectionTime: "inflection"
    case .inflectionSize: "size at inflection"
    case .maximumRate: "max. rate"
    case .intrinsicRate: "intrinsic rate"
    case .maximumSpecificRate: "max. specific rate"
    case .minimumDoublingTime: "doubling time"
    case .lagTime: "lag"
    case .lagTimeFromInitialSize: "lag from initial size"
    case .riseTime10to90: "rise 10–90 %"
    case .areaUnderCurve: "area under curve"
    case .areaUnderData: "area under data"
    case .initialSize: "initial size"
    }
  }
}

/// The units of quantities, as far as the data say them.
struct QuantityUnits: Sendable {
  let time: String?
  let size: String?

  func text(_ dimension: GrowthParameter.Dimension?) -> String? {
    switch dimension {
    case .size: size
    case .time: time
    case .rate: time.map { "1/\($0)" }
    case .absoluteRate:
      if let size, let time { "\(size)/\(time)" } else { nil }
    case .shape, nil: nil
    }
  }

  /// A name with its unit.
  func title(_ name: String, _ dimension: GrowthParameter.Dimension?) -> HTML {
    guard let unit = text(dimension) else { return HTML(name) }
    return "\(name) (\(unit))"
  }
}

extension DataTable.Cell {
  /// An estimate with its limits, or with its standard error where there are no limits.
  static func estimate(
    _ value: Double?, error: Double?, limits: ConfidenceLimits, hasLimits: Bool
  ) -> DataTable.Cell {
    guard let value = finiteOrNil(value) else { return .missing }
    let number = SignificantDigits.text(value, error: error)
    let range: String =
      if hasLimits {
        "(\(limits.text(around: value, error: error)))"
      } else {
        error.map { "± \(SignificantDigits.text($0, 2))" } ?? ""
      }
    return .number(value, "\(number) \(HTML.soft(range))")
  }

  static func parameter(_ estimate: ParameterEstimate?, hasLimits: Bool) -> DataTable.Cell {
    guard let estimate else { return .missing }
    if estimate.isFixed {
      return .number(
        estimate.estimate,
        "\(SignificantDigits.text(estimate.estimate)) \(HTML.soft("fixed"))")
    }
    return .estimate(
      estimate.estimate, error: estimate.standardError, limits: estimate.limits,
      hasLimits: hasLimits)
  }

  static func quantity(_ quantity: DerivedQuantity?, hasLimits: Bool) -> DataTable.Cell {
    guard let quantity else { return .missing }
    let hasRange = quantity.standardError != nil || quantity.lower != nil || quantity.upper != nil
    guard hasRange else { return .significant(quantity.estimate) }
    return .estimate(
      quantity.estimate, error: quantity.standardError, limits: quantity.limits,
      hasLimits: hasLimits)
  }

  /// A number to some digits.
  static func significant(_ value: Double?, _ digits: Int = 4) -> DataTable.Cell {
    guard let value = finiteOrNil(value) else { return .missing }
    return .number(value, HTML(SignificantDigits.text(value, digits)))
  }

  /// A share as a percentage.
  static func share(_ value: Double?) -> DataTable.Cell {
    guard let value = finiteOrNil(value) else { return .missing }
    return .number(value, HTML(SignificantDigits.text(value * 100, 3) + " %"))
  }

  /// A p-value.
  static func probability(_ value: Double?) -> DataTable.Cell {
    guard let value = finiteOrNil(value) else { return .missing }
    return .number(
      value, HTML(value < 0.0001 ? "< 0.0001" : SignificantDigits.text(value, 2)))
  }
}

/// "1 series of 3", "2 wells".
func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
  "\(count) \(count == 1 ? singular : plural)"
}
