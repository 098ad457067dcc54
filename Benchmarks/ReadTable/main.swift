import Foundation
import Tables

// Reads a table of numbers and prints how long it took, for `Benchmarks/compare`. The reader is
// shared by our own targets only, and so this program belongs to the main package.
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 2 else {
  FileHandle.standardError.write(Data("usage: read-table-benchmark CASE FILE\n".utf8))
  exit(64)
}

var fastest = Double.infinity
var sum = 0.0
for _ in 0..<5 {
  let start = ContinuousClock.now
  let table = try Table.read(arguments[1])
  fastest = min(fastest, (ContinuousClock.now - start) / .seconds(1))
  sum = try table.columns.reduce(0) { total, column in
    try column.numbers().reduce(total, +)
  }
}
print(
  "{\"case\":\"\(arguments[0])\",\"peer\":\"ours\",\"seconds\":\(fastest),\"sum\":\(sum)}")
