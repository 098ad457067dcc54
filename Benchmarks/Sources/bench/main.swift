import Activations
import Foundation
import GrowthCurves

// The measurements of `Benchmarks/compare`, which says what each prints.
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "sigmoid":
  for size in arguments.dropFirst().compactMap({ Int($0) }) { try sigmoid(size) }
case "fit" where arguments.count == 3:
  try fit(arguments[1], file: arguments[2])
case "batch" where arguments.count == 5, "epoch" where arguments.count == 5:
  guard let rows = Int(arguments[3]), let columns = Int(arguments[4]) else { usage() }
  let training = try TrainingBenchmark(
    arguments[1], file: arguments[2], rows: rows, columns: columns)
  if arguments[0] == "batch" { try training.batch() } else { try training.epoch() }
default: usage()
}

func usage() -> Never {
  let text = "usage: bench sigmoid SIZE… | fit CASE FILE | batch|epoch CASE FILE ROWS COLUMNS\n"
  FileHandle.standardError.write(Data(text.utf8))
  exit(64)
}

/// σ over numbers evenly from −20 to 20 into an existing array.
func sigmoid(_ size: Int) throws {
  let x = (0..<size).map { -20 + 40 * Double($0) / Double(max(size - 1, 1)) }
  var y = [Double](repeating: 0, count: size)
  let seconds = secondsPerCall {
    var span = y.mutableSpan
    Sigmoid().values(of: x.span, into: &span)
  }
  try report([
    "case": "sigmoid/\(size)", "peer": "ours", "secondsPerElement": seconds / Double(size),
  ])
}

/// One fit of the logistic curve from the peers' start values, with covariance and statistics.
func fit(_ name: String, file: String) throws {
  let rows = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
    .map { $0.split(separator: ",").map { Double($0)! } }
  let series = try GrowthSeries(times: rows.map { $0[0] }, sizes: rows.map { $0[1] })
  let options = GrowthFitOptions(startValues: ["L": 2, "k": 0.5, "x0": 10])
  let fitter = GrowthFitter()
  let answer = fitter.fit(Logistic(), to: series, options: options)
  let seconds = secondsPerCall {
    _ = fitter.fit(Logistic(), to: series, options: options)
  }
  try report([
    "case": name, "peer": "ours", "secondsPerFit": seconds, "parameters": answer.values,
    "standardErrors": answer.parameters.map { $0.standardError ?? .nan },
  ])
}
