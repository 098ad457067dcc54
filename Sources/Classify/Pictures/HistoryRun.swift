import CommandSupport
import Foundation
import Tables

/// One minimisation as `classify train --history` has written it.
struct HistoryRun {
  /// The file's name without its ending, and the class where each was trained by itself.
  var name: String
  /// What is minimised: the class, or empty.
  var problem = ""
  /// Passes over the rows, with parts of a pass where there are rows within one.
  var passes: [Double] = []
  var objectives: [Double] = []
  var gradientNorms: [Double] = []
  var coefficientNames: [String] = []
  /// Of each name.
  var coefficients: [[Double]] = []
  /// The last; nil of a history without them.
  var seconds: Double?

  var least: Double { objectives.filter(\.isFinite).min() ?? .nan }
}

/// A file of `--history`.
struct HistoryFile {
  var runs: [HistoryRun]

  private init(runs: [HistoryRun]) { self.runs = runs }

  static func read(_ path: String) throws(CommandFailure) -> HistoryFile {
    // A training that needed no pass has written nothing.
    if let size = try? URL(filePath: path).resourceValues(forKeys: [.fileSizeKey]).fileSize,
      size == 0
    {
      return HistoryFile(runs: [])
    }
    do {
      return try HistoryFile(
        Table.read(
          path, options: DelimitedTextOptions(delimiter: .comma, decimal: .point, hasHeader: true)))
    } catch {
      throw CommandFailure(error)
    }
  }

  private init(_ table: Table) throws(TableError) {
    let name = URL(filePath: table.path).deletingPathExtension().lastPathComponent
    let passes = try table.column(named: "pass").numbers()
    let objectives = try table.column(named: "objective").numbers()
    let norms = try table.column(named: "gradient_norm").numbers()
    let known = ["class", "pass", "updates", "objective", "gradient_norm", "step", "seconds"]
    let names = table.columns.map(\.name)
    let own = Array(table.columns.drop { known.contains($0.name) })
    let values = try own.map { column throws(TableError) in try column.numbers() }
    let seconds = try names.contains("seconds") ? table.column(named: "seconds").numbers() : nil
    let updates = try names.contains("updates") ? table.column(named: "updates").numbers() : nil
    let classes = try names.first == "class" ? table.columns[0].text() : nil
    runs = []
    for row in 0..<table.rowCount {
      let problem = classes?[row] ?? ""
      if runs.last?.problem != problem || runs.isEmpty {
        runs.append(
          HistoryRun(
            name: problem.isEmpty ? name : "\(name): \(problem)", problem: problem,
            coefficientNames: own.map(\.name), coefficients: own.map { _ in [] }))
      }
      let last = runs.count - 1
      runs[last].passes.append(
        Self.pass(row, passes, updates, isFirst: runs[last].passes.isEmpty))
      runs[last].objectives.append(objectives[row])
      runs[last].gradientNorms.append(norms[row])
      runs[last].seconds = seconds?[row]
      for index in own.indices { runs[last].coefficients[index].append(values[index][row]) }
    }
  }

  /// The pass with its part, where the steps of a pass tell.
  private static func pass(
    _ row: Int, _ passes: [Double], _ updates: [Double]?, isFirst: Bool
  ) -> Double {
    guard let updates, let whole = passes.indices.first(where: { passes[$0] >= 1 }) else {
      return passes[row]
    }
    let steps = updates[whole] / passes[whole]
    let exact = updates[row] / steps
    return exact >= passes[row] && exact < passes[row] + 1 ? exact : passes[row]
  }
}
