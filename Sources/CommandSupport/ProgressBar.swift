internal import Foundation
internal import Synchronization

/// A bar on standard error with rate and remaining time, for work that takes more than a second on
/// a terminal. Safe from any thread.
package final class ProgressBar: Sendable {
  private struct State {
    var lastDrawn: ContinuousClock.Instant
    var isVisible = false
  }

  private let total: Int
  private let noun: String
  private let isEnabled: Bool
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  /// - Parameters:
  ///   - noun: what is counted, in the plural.
  ///   - isQuiet: whether nothing is shown at all.
  package init(total: Int, noun: String, isQuiet: Bool) {
    self.total = total
    self.noun = noun
    isEnabled = !isQuiet && total > 0 && StandardStreams.errorIsTerminal
    state = Mutex(State(lastDrawn: ContinuousClock.now))
  }

  package func update(_ done: Int) {
    guard isEnabled else { return }
    let now = ContinuousClock.now
    let text: String? = state.withLock { state in
      guard now - start > .seconds(1), now - state.lastDrawn > .milliseconds(100) else {
        return nil
      }
      state.lastDrawn = now
      state.isVisible = true
      return line(done, elapsed: now - start)
    }
    if let text { StandardStreams.draw(text) }
  }

  /// Removes the bar.
  package func finish() {
    let wasVisible = state.withLock { $0.isVisible }
    if wasVisible { StandardStreams.draw("\r\u{1B}[K") }
  }

  private func line(_ done: Int, elapsed: Duration) -> String {
    Self.line(done, of: total, noun: noun, seconds: elapsed / .seconds(1))
  }

  /// The bar as text, for the work done in a number of seconds.
  package static func line(_ done: Int, of total: Int, noun: String, seconds: Double) -> String {
    let width = 24
    let filled = width * done / max(total, 1)
    let rate = Double(done) / max(seconds, 1e-9)
    let left = Int((Double(total - done) / max(rate, 1e-9)).rounded(.up))
    let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled)
    let clock = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)"
    return "\r[\(bar)] \(done)/\(total) \(noun), \(Int(rate))/s, \(clock) left\u{1B}[K"
  }
}

extension StandardStreams {
  fileprivate static func draw(_ text: String) {
    try? writeAll(Array(text.utf8), to: 2, named: "standard error")
  }
}
