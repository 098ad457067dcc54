public import Foundation

/// Files of the package, found from where this source file stands.
public enum Repository {
  /// The folder that holds `Package.swift`.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file below `data/`.
  public static func data(_ path: String) -> URL {
    root.appending(path: "data").appending(path: path)
  }

  /// The lines of a small comma-separated file without quotes, split into fields; the header first.
  public static func rows(_ path: String) throws -> [[String]] {
    try String(contentsOf: data(path), encoding: .utf8)
      .split(separator: "\n")
      .map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      }
  }
}
