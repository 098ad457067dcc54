/// The relative distance of two numbers, 0 for equal infinities and for two values below 1e-307.
func relativeError(_ actual: Double, _ expected: Double) -> Double {
  if actual == expected { return 0 }
  if expected == 0 { return abs(actual) < 1e-307 ? 0 : .infinity }
  return abs(actual - expected) / abs(expected)
}

/// The largest relative error in a table, and where it is.
struct WorstError: CustomStringConvertible {
  var error = 0.0
  var place: [Double] = []

  mutating func note(_ actual: Double, _ expected: Double, at place: [Double]) {
    let error = relativeError(actual, expected)
    if !(error <= self.error) {
      self.error = error
      self.place = place
    }
  }

  var description: String { "\(error) at \(place)" }
}
