import Foundation
import TestSupport

/// `classify` as a user runs it.
let classify = Command("classify")

/// A JSON document as dictionaries and arrays.
func document(_ text: String) throws -> [String: Any] {
  try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
}

extension [String: Any] {
  func number(_ key: String) -> Double? { self[key] as? Double }
  func text(_ key: String) -> String? { self[key] as? String }
  func list(_ key: String) -> [[String: Any]] { self[key] as? [[String: Any]] ?? [] }

  /// The coefficients of a summary, by name.
  func coefficients(_ key: String = "estimate") -> [String: Double] {
    [String: Double](
      list("coefficients").compactMap { entry in
        entry.text("name").flatMap { name in entry.number(key).map { (name, $0) } }
      }, uniquingKeysWith: { first, _ in first })
  }
}

/// Trains and returns the summary as JSON.
func summary(_ arguments: [String], status: Int32 = 0) throws -> [String: Any] {
  let outcome = try classify.run(["train"] + arguments + ["--format", "json"])
  guard outcome.status == status else {
    throw UnexpectedStatus(found: outcome.status, errors: outcome.errors)
  }
  return try document(outcome.output)
}

struct UnexpectedStatus: Error {
  var found: Int32
  var errors: String
}
