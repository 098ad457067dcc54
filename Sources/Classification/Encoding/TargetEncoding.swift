/// How the texts of a target column become classes.
///
/// Where all texts are numbers, equal numbers are one class (`1` and `1.0`), named by the shortest
/// text of the number and in the order of the numbers; else the texts are the classes, in the order
/// of their characters. No label is ever taken for another one: 0.5 and 1.5 are two classes named
/// so.
public struct TargetEncoding: Sendable, Equatable {
  public let classNames: [String]
  public let isNumeric: Bool

  /// The classes of some labels, and for each label the position of its class.
  ///
  /// - Parameter numbers: the labels as numbers, nil where some is none.
  public static func classes(
    of labels: [String], numbers: [Double]?
  ) -> (encoding: TargetEncoding, codes: [Int32]) {
    guard let numbers, !numbers.isEmpty else {
      let names = labels.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
      let positions = Dictionary(
        uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
      return (
        TargetEncoding(classNames: names, isNumeric: false), labels.map { positions[$0]! }
      )
    }
    // 0 and -0 are one number.
    let values = Set(numbers.map { $0 + 0 }).sorted()
    let positions = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, Int32($0)) })
    return (
      TargetEncoding(classNames: values.map(name), isNumeric: true),
      numbers.map { positions[$0 + 0]! }
    )
  }

  /// Whether labels that are numbers look like measurements rather than classes: many different
  /// ones, with fractions or about as many as there are rows.
  public static func looksContinuous(_ numbers: [Double], rowCount: Int) -> Bool {
    let values = Set(numbers)
    if values.count > 10, values.contains(where: { $0 != $0.rounded() }) { return true }
    return values.count > 50 && values.count * 5 > rowCount
  }

  /// The name of the class of a number: its shortest text, without `.0`.
  public static func name(_ number: Double) -> String {
    let text = "\(number + 0)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
