import Classification
import CommandSupport
import Tables

/// A table as data to learn from, read straight into the design matrix: once where all features are
/// numbers, and once more where the levels of texts must be known first.
struct TableLearning {
  let reader: RecordReader
  let options: ColumnOptions
  private let digest: Digest
  /// Positions of the columns in the file.
  private let features: [Int]
  private let targets: [Int]
  private let weight: Int?
  private let group: Int?
  private let categorical: Set<Int>
  private var notes: [String] = []

  /// - Parameter digest: of a reader that streams.
  init(
    _ reader: RecordReader, _ options: ColumnOptions, group: String? = nil, digest: Digest? = nil
  ) throws {
    self.reader = reader
    self.options = options
    guard let digest = digest ?? reader.inputBytes.map({ Digest($0) }) else {
      preconditionFailure("a file that is read whole")
    }
    self.digest = digest
    guard let target = options.target else {
      throw CommandFailure(
        .wrongUsage,
        "--target COLUMN is missing; the columns of \(reader.path) are "
          + TargetClasses.listed(reader.columns.map(\.name)))
    }
    func positions(_ names: [String]) throws(CommandFailure) -> [Int] {
      try names.map { name throws(CommandFailure) in
        try CommandFailure.rethrowing { () throws(TableError) in try reader.index(of: name) }
      }
    }
    if !options.multiLabel, target.contains(","),
      !reader.columns.contains(where: { $0.name == target })
    {
      throw CommandFailure(
        .wrongUsage, "--target names several columns: say --multi-label where each is a label")
    }
    targets = try positions(options.multiLabel ? options.names(target) : [target])
    weight = try positions(options.sampleWeight.map { [$0] } ?? []).first
    self.group = try positions(group.map { [$0] } ?? []).first
    categorical = Set(try positions(options.names(options.categorical)))
    let used = Set(targets + [weight, self.group].compactMap { $0 })
    guard used.count == targets.count + [weight, self.group].count(where: { $0 != nil }) else {
      throw CommandFailure(
        .wrongUsage, "--target, --sample-weight and --group must name different columns")
    }
    if options.features != nil {
      features = try positions(options.names(options.features))
      if let twice = features.first(where: { used.contains($0) }) {
        throw CommandFailure(
          .wrongUsage, "--features names '\(reader.columns[twice].name)', which has another use")
      }
      guard Set(features).count == features.count else {
        throw CommandFailure(.wrongUsage, "--features names a column twice")
      }
    } else {
      let excluded = Set(try positions(options.names(options.exclude)))
      features = reader.columns.indices.filter { !used.contains($0) && !excluded.contains($0) }
    }
    guard !features.isEmpty else {
      throw CommandFailure(.badData, "\(reader.path): there is no column left to learn from")
    }
  }

  mutating func read() throws -> LearningData { try finish(survey(keepsRows: true)) }

  /// What a stream of the rows needs to know.
  mutating func readStream() throws -> StreamedTable { try finishStream(survey(keepsRows: false)) }

  /// Finds out what the columns are.
  private func survey(keepsRows: Bool) throws -> TableSurvey {
    for index in features {
      reader.columns[index].role =
        categorical.contains(index) ? .text : reader.columns[index].guess
    }
    for index in targets + [group].compactMap({ $0 }) { reader.columns[index].role = .text }
    if let weight { reader.columns[weight].role = .number }
    let selection = features + targets + [weight, group].compactMap { $0 }
    reader.select(selection)

    var survey = try TableSurvey(self, isDirect: keepsRows && isDirect, keepsRows: keepsRows)
    try survey.run()
    // A column that begins with numbers and goes on with words is one of words.
    let changed = features.filter {
      let column = reader.columns[$0]
      let present = survey.readCount - column.missingCount
      return column.role == .number && column.wrongCount * 2 > present
    }
    if !changed.isEmpty {
      for index in changed { reader.columns[index].role = .text }
      for index in selection { reader.columns[index].forget() }
      try CommandFailure.rethrowing { () throws(TableError) in try reader.rewind() }
      survey = try TableSurvey(self, isDirect: keepsRows && isDirect, keepsRows: keepsRows)
      try survey.run()
    }
    try check(survey)
    return survey
  }

  /// Whether the rows of the file are those of the matrix.
  private var isDirect: Bool {
    options.polynomial == 1 && options.interactions == nil
      && features.allSatisfy { reader.columns[$0].role == .number }
  }

  var featureCount: Int { features.count }
  var targetCount: Int { targets.count }
  var hasWeight: Bool { weight != nil }
  var hasGroup: Bool { group != nil }
  var featureNames: [String] { features.map { reader.columns[$0].name } }

  private func check(_ survey: borrowing TableSurvey) throws {
    for index in reader.selection {
      let column = reader.columns[index]
      if column.missingCount == survey.readCount {
        throw CommandFailure(
          .badData,
          """
          \(reader.path): column '\(column.name)' has no values at all; leave it out (--exclude)
          """)
      }
      if column.wrongCount > 0, let error = reader.wrongField(inColumn: index) {
        throw CommandFailure(error)
      }
    }
    let gaps = reader.selection.filter { reader.columns[$0].missingCount > 0 }
    guard options.missing == .error || survey.keptCount == 0, let first = gaps.first,
      let place = reader.missingField(inColumn: first)
    else { return }
    let counts = gaps.prefix(5).map {
      "\(reader.columns[$0].missingCount) of '\(reader.columns[$0].name)'"
    }
    let way =
      options.missing == .error
      ? "leave such rows out (--missing drop) or fill them in (--missing impute)"
      : "no row is left; leave columns out (--exclude)"
    throw CommandFailure(
      .badData,
      """
      \(place.position): values are missing (\(counts.joined(separator: ", "))\
      \(gaps.count > 5 ? ", …" : "") in \(survey.readCount) rows); \(way)
      """)
  }

  private mutating func finish(_ survey: consuming TableSurvey) throws -> LearningData {
    let encoding = try encoding(survey)
    let response = try response(survey)
    noteGaps(survey)
    let groups = survey.groups
    let dropped = survey.readCount - survey.keptCount
    var weights = survey.weights
    if case .classes(let target, let codes) = response {
      weights = try target.weights(
        weights, codes: codes, options.classWeights(), path: reader.path)
    }
    let path = reader.path
    let design = try survey.design(encoding)
    do throws(DesignError) {
      let data: TrainingData
      let target: ClassifierModel.Target
      switch response {
      case .classes(let classes, let codes):
        data = try TrainingData(
          design: design, classes: codes, classNames: classes.names, weights: weights)
        target = classes.target(columns: targetNames)
      case .labels(let columns, let names):
        data = try TrainingData(
          design: design, indicators: columns, labelNames: targetNames, weights: weights)
        target = .init(
          columns: targetNames, isNumeric: false, positive: nil, labels: names)
      }
      return LearningData(
        data: data, input: .table(encoding), target: target, path: path, digest: digest,
        droppedRowCount: dropped, groups: groups, notes: notes)
    } catch {
      throw CommandFailure(error, path: path)
    }
  }

  private mutating func finishStream(_ survey: borrowing TableSurvey) throws -> StreamedTable {
    let encoding = try encoding(survey)
    let (classes, codes) = try classes(0, survey)
    noteGaps(survey)
    var totals = [Double](repeating: 0, count: classes.names.count)
    for (level, weight) in survey.levelWeights[0].enumerated() where codes[level] >= 0 {
      totals[Int(codes[level])] += weight
    }
    return StreamedTable(
      encoding: encoding,
      target: classes.target(columns: targetNames),
      classNames: classes.names,
      levels: reader.columns[targets[0]].levels.levels, codes: codes,
      factors: try classes.factors(totals, options.classWeights(), path: reader.path),
      digest: digest, droppedRowCount: survey.readCount - survey.keptCount, notes: notes)
  }

  private func encoding(_ survey: borrowing TableSurvey) throws -> FeatureEncoding {
    let columns = try encodedColumns(survey)
    do throws(FeatureEncodingError) {
      let products = try FeatureEncoding.products(options.names(options.interactions), of: columns)
      return try FeatureEncoding(
        columns: columns, missing: options.missing, degree: options.polynomial,
        products: products)
    } catch {
      throw CommandFailure(.badData, "\(reader.path): \(error)")
    }
  }

  private mutating func noteGaps(_ survey: borrowing TableSurvey) {
    let dropped = survey.readCount - survey.keptCount
    if dropped > 0 {
      notes.append("\(dropped) of \(survey.readCount) rows were left out: values are missing")
    }
    let filled = features.count {
      options.missing == .impute && reader.columns[$0].missingCount > 0
    }
    if filled > 0 {
      notes.append("missing values of \(filled) column\(filled == 1 ? "" : "s") were filled in")
    }
  }

  private var targetNames: [String] { targets.map { reader.columns[$0].name } }

  private func encodedColumns(
    _ survey: borrowing TableSurvey
  ) throws(CommandFailure) -> [FeatureEncoding.Column] {
    var columns: [FeatureEncoding.Column] = []
    for (slot, index) in features.enumerated() {
      let column = reader.columns[index]
      let imputes = options.missing == .impute
      if column.role == .number {
        columns.append(
          .init(
            name: column.name, kind: .number,
            fill: imputes ? survey.sums[slot] / Double(max(survey.counts[slot], 1)) : nil))
        continue
      }
      let levels = survey.sortedLevels(slot, column.levels)
      if levels.count > 50, levels.count * 2 > survey.keptCount, !categorical.contains(index) {
        throw CommandFailure(
          .badData,
          """
          \(reader.path): column '\(column.name)' has \(levels.count) different texts in \
          \(survey.keptCount) rows and looks like names; leave it out (--exclude), or say that \
          it is one of categories (--categorical)
          """)
      }
      if BooleanTexts.areBooleans(levels.map(\.text)) {
        let truths = levels.filter { BooleanTexts.value($0.text) == 1 }.reduce(0) { $0 + $1.count }
        columns.append(
          .init(
            name: column.name, kind: .boolean,
            fill: imputes ? (truths * 2 > survey.counts[slot] ? 1 : 0) : nil))
      } else {
        let frequent = levels.indices.max { (levels[$0].count, $1) < (levels[$1].count, $0) } ?? 0
        columns.append(
          .init(
            name: column.name, kind: .text, levels: levels.map(\.text),
            fill: imputes ? Double(frequent) : nil))
      }
    }
    return columns
  }

  private enum Response {
    case classes(TargetClasses, [Int32])
    case labels([[Double]], names: [[String]])
  }

  /// The classes of a target, and that of each level of its column; -1 for levels of no row.
  private func classes(
    _ k: Int, _ survey: borrowing TableSurvey
  ) throws -> (TargetClasses, [Int32]) {
    let column = reader.columns[targets[k]]
    let levels = column.levels.levels
    let used = survey.targetCounts(k, levelCount: levels.count)
    let present = levels.indices.filter { used[$0] > 0 }
    let labels = present.map { levels[$0] }
    let numbers = labels.compactMap { reader.number(of: $0) }
    let classes = try TargetClasses(
      labels: labels, numbers: numbers.count == labels.count ? numbers : nil,
      rowCount: survey.keptCount, name: "column '\(column.name)'", path: reader.path,
      positive: options.positive, isTold: categorical.contains(targets[k]))
    var codes = [Int32](repeating: -1, count: levels.count)
    for (position, level) in present.enumerated() { codes[level] = classes.codes[position] }
    return (classes, codes)
  }

  private func response(_ survey: borrowing TableSurvey) throws -> Response {
    var found: [(TargetClasses, [Int32])] = []
    for k in targets.indices {
      let (classes, codes) = try classes(k, survey)
      found.append((classes, survey.targetCodes[k].map { codes[Int($0)] }))
    }
    if !options.multiLabel { return .classes(found[0].0, found[0].1) }
    for (k, label) in found.enumerated() where label.0.names.count != 2 {
      throw CommandFailure(
        .badData,
        """
        \(reader.path): with --multi-label each target has two values; '\(targetNames[k])' has \
        \(TargetClasses.listed(label.0.names))
        """)
    }
    return .labels(found.map { $0.1.map { Double($0) } }, names: found.map(\.0.names))
  }
}

/// Texts that say true or false.
enum BooleanTexts {
  static let all = ["false", "False", "FALSE", "true", "True", "TRUE"]

  static func value(_ text: String) -> Double? {
    all.firstIndex(of: text).map { $0 >= 3 ? 1 : 0 }
  }

  static func areBooleans(_ texts: [String]) -> Bool {
    !texts.isEmpty && texts.allSatisfy { value($0) != nil }
  }
}
