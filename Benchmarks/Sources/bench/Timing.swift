import Foundation

/// The fastest of five runs, each of as many calls as fill a fifth of a second; the peers measure in
/// the same way.
func secondsPerCall(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  func run(_ calls: Int) -> Double {
    clock.measure { for _ in 0..<calls { body() } } / .seconds(1)
  }
  var calls = 1
  var elapsed = run(calls)
  while elapsed < 0.2 {
    calls = max(calls + 1, Int(1.2 * Double(calls) * 0.2 / max(elapsed, 1e-9)))
    elapsed = run(calls)
  }
  let others = (1..<5).map { _ in run(calls) }
  return ([elapsed] + others).min()! / Double(calls)
}

/// One JSON object on a line.
func report(_ fields: [String: Any]) throws {
  let data = try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys])
  print(String(decoding: data, as: UTF8.self))
  fflush(nil)
}
