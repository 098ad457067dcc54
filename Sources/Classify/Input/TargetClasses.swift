import Classification
import CommandSupport

/// The classes that the labels of a column name.
struct TargetClasses {
  let names: [String]
  /// The class of each label.
  let codes: [Int32]
  let isNumeric: Bool
  /// Of two classes the second.
  let positive: String?

  /// Of the labels of a libsvm file.
  init(
    sparse labels: [String], rowCount: Int, path: String, positive: String?
  ) throws(CommandFailure) {
    let numbers = labels.compactMap { Double($0) }
    try self.init(
      labels: labels, numbers: numbers.count == labels.count ? numbers : nil, rowCount: rowCount,
      name: "the labels", path: path, positive: positive, isTold: false)
  }

  /// - Parameters:
  ///   - labels: all different, each in some row.
  ///   - numbers: the labels as numbers, nil where some is none.
  ///   - isTold: whether the user has said that the numbers are classes.
  init(
    labels: [String], numbers: [Double]?, rowCount: Int, name: String, path: String,
    positive: String?, isTold: Bool
  ) throws(CommandFailure) {
    if let numbers, !isTold, TargetEncoding.looksContinuous(numbers, rowCount: rowCount) {
      let shown = numbers.prefix(3).map { TargetEncoding.name($0) }.joined(separator: ", ")
      throw CommandFailure(
        .badData,
        """
        \(path): \(name): \(labels.count) different numbers (\(shown), …) look like measurements, \
        and classify needs classes; make classes of them, or say that they are some \
        (--categorical)
        """)
    }
    if numbers == nil, labels.count > 20, labels.count * 2 > rowCount {
      throw CommandFailure(
        .badData,
        "\(path): \(name): \(labels.count) different texts in \(rowCount) rows are no classes")
    }
    let (encoding, codes) = TargetEncoding.classes(of: labels, numbers: numbers)
    var names = encoding.classNames
    guard names.count >= 2 else {
      throw CommandFailure(
        .badData,
        """
        \(path): \(name): all rows have one class, '\(names.first ?? "")': there is nothing to \
        tell apart
        """)
    }
    isNumeric = encoding.isNumeric
    if let positive {
      guard names.contains(positive) else {
        throw CommandFailure(
          .badData,
          "\(path): \(name): there is no class '\(positive)'; there are \(Self.listed(names))")
      }
      guard names.count == 2 else {
        throw CommandFailure(
          .wrongUsage, "--positive chooses one of two classes; there are \(Self.listed(names))")
      }
    }
    if let positive, positive == names[0] {
      names.reverse()
      self.codes = codes.map { 1 - $0 }
    } else {
      self.codes = codes
    }
    self.names = names
    self.positive = names.count == 2 ? names[1] : nil
  }

  /// What the model file tells of them.
  func target(columns: [String]) -> ClassifierModel.Target {
    .init(columns: columns, isNumeric: isNumeric, positive: positive)
  }

  static func listed(_ names: [String]) -> String {
    names.prefix(10).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 10 ? ", …" : "")
  }

  /// The weights of the rows with those of their classes.
  func weights(
    _ weights: [Double]?, codes: [Int32], _ classWeights: @autoclosure () throws -> ClassWeights?,
    path: String
  ) throws -> [Double]? {
    guard let classWeights = try classWeights() else { return weights }
    var counts = [Double](repeating: 0, count: names.count)
    for (row, code) in codes.enumerated() { counts[Int(code)] += weights?[row] ?? 1 }
    guard let factors = try factors(counts, classWeights, path: path) else { return weights }
    return codes.indices.map { (weights?[$0] ?? 1) * factors[Int(codes[$0])] }
  }

  /// What the rows of each class are weighted with; nil for nothing.
  func factors(
    _ counts: [Double], _ classWeights: ClassWeights?, path: String
  ) throws(CommandFailure) -> [Double]? {
    do throws(ClassWeights.UnknownClass) {
      return try classWeights?.factors(classNames: names, counts: counts)
    } catch {
      throw CommandFailure(
        .badData,
        "--class-weight: \(path) has no class '\(error.name)'; it has \(Self.listed(names))")
    }
  }
}
