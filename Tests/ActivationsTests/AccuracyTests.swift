#if arch(x86_64)
  import Activations
  import Foundation
  import Testing

  import TestSupport

  /// The error bounds that the documentation states, checked on more than a million points a
  /// function and instruction set.
  ///
  /// `UPDATE_DOCS=1 swift test --filter AccuracyTests` writes the table of the documentation anew.
  @Suite struct AccuracyTests {
    static let pointCount = 1 << 20

    static let documentation = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Activations/Activations.docc/Accuracy.md").standardized

    @Test func noErrorExceedsItsBound() async throws {
      let rows = await withTaskGroup(of: (Int, [Row]).self) { group in
        for (index, bound) in AccuracyBound.all.enumerated() {
          group.addTask { (index, Self.rows(bound)) }
        }
        return await group.reduce(into: [(Int, [Row])]()) { $0.append($1) }
      }.sorted { $0.0 < $1.0 }.flatMap { $0.1 }

      let table = Row.header + rows.map { $0.line + "\n" }.joined()
      print(table)
      if ProcessInfo.processInfo.environment["UPDATE_DOCS"] == "1" {
        let old = try String(contentsOf: Self.documentation, encoding: .utf8)
        let text = old.prefix(upTo: old.range(of: Row.header)?.lowerBound ?? old.endIndex)
        try (text + table).write(to: Self.documentation, atomically: true, encoding: .utf8)
      }
      let committed = try String(contentsOf: Self.documentation, encoding: .utf8)
      for row in rows {
        #expect(row.worst <= row.bound, "\(row.line)")
        #expect(
          committed.contains(row.key), "UPDATE_DOCS=1 has not been run for \(row.key)")
      }
      #expect(rows.count == AccuracyBound.all.count * 2 * InstructionSet.supported.count)
    }

    /// The worst error of the values and of the slopes on each instruction set.
    static func rows(_ bound: AccuracyBound) -> [Row] {
      let activation = ActivationGallery.named(bound.name)!
      let oracle = Oracle.named[bound.name]!
      let points = Points.mixed(pointCount, seed: 20_260_101)
      let exactValues = points.map(oracle.value), exactSlopes = points.map(oracle.slope)
      var rows: [Row] = []
      for set in InstructionSet.supported {
        var values = [Double](repeating: 0, count: points.count), slopes = values
        var valueSpan = values.mutableSpan, slopeSpan = slopes.mutableSpan
        if let kernel = activation.kernel {
          kernel.valuesAndSlopes(of: points.span, into: &valueSpan, slopes: &slopeSpan, on: set)
        } else {
          activation.valuesAndSlopes(of: points.span, into: &valueSpan, slopes: &slopeSpan)
        }
        var value = Row(bound: bound, form: "value", set: set, limit: bound.value)
        var slope = Row(bound: bound, form: "slope", set: set, limit: bound.slope)
        for i in points.indices {
          value.add(ulps(of: values[i], against: exactValues[i]), at: points[i])
          if let zero = bound.slopeZero, abs(points[i] - zero) < 0.5 {
            // Relative to the slope's size near by; the slope itself passes through 0.
            let error = Double(abs(Float80(slopes[i]) - exactSlopes[i]))
            slope.add(error / bound.nearZero * bound.slope, at: points[i])
          } else {
            slope.add(ulps(of: slopes[i], against: exactSlopes[i]), at: points[i])
          }
        }
        rows += [value, slope]
      }
      return rows
    }
  }

  /// What the documentation promises of one function, in ulps.
  struct AccuracyBound: Sendable {
    var name: String
    var value: Double
    var slope: Double
    /// Where the slope passes through 0, and the bound of its absolute error within ½ of that.
    var slopeZero: Double?
    var nearZero = 0.0

    static let all = [
      AccuracyBound(name: "binary-step", value: 0, slope: 0),
      AccuracyBound(name: "linear", value: 0, slope: 0),
      AccuracyBound(name: "sigmoid", value: 1, slope: 1),
      AccuracyBound(name: "log-sigmoid", value: 1, slope: 1),
      AccuracyBound(name: "softplus", value: 1, slope: 1),
      AccuracyBound(name: "hard-sigmoid", value: 1, slope: 0.5),
      AccuracyBound(name: "tanh", value: 1, slope: 1),
      AccuracyBound(name: "relu", value: 0, slope: 0),
      AccuracyBound(name: "leaky-relu", value: 0.5, slope: 0),
      AccuracyBound(name: "prelu", value: 0.5, slope: 0),
      AccuracyBound(name: "elu", value: 1.3, slope: 1),
      AccuracyBound(name: "selu", value: 1.3, slope: 1),
      AccuracyBound(name: "gelu", value: 3, slope: 3, slopeZero: -0.75, nearZero: 0x1p-53),
      AccuracyBound(name: "gelu-tanh", value: 1.1, slope: 2, slopeZero: -0.75, nearZero: 0x1p-54),
      AccuracyBound(name: "silu", value: 1.1, slope: 2, slopeZero: -1.28, nearZero: 0x1p-55),
      AccuracyBound(name: "mish", value: 1.1, slope: 4, slopeZero: -1.19, nearZero: 0x1p-53),
      AccuracyBound(name: "softsign", value: 0.6, slope: 2),
    ]
  }

  /// A line of the table.
  struct Row: Sendable {
    static let header = """
      | function | form | instruction set | bound | worst | at |
      | --- | --- | --- | --- | --- | --- |

      """

    var key: String
    var bound: Double
    var worst = 0.0
    var point = 0.0

    init(bound: AccuracyBound, form: String, set: InstructionSet, limit: Double) {
      key = "| \(bound.name) | \(form) | \(set.rawValue) | \(limit) |"
      self.bound = limit
    }

    mutating func add(_ error: Double, at x: Double) {
      if error > worst || error.isNaN { (worst, point) = (error, x) }
    }

    var line: String { "\(key) \((worst * 1000).rounded(.up) / 1000) | \(point) |" }
  }
#endif
