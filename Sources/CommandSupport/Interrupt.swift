internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ctrl-C: the process ends with 130, and the temporary file of an output that was being written
/// goes with it.
package enum Interrupt {
  private static let temporary = Mutex<String?>(nil)
  /// Written once, by `watch`, before there is a second thread.
  private nonisolated(unsafe) static var source: (any DispatchSourceSignal)?

  /// Begins to watch. Call it once, before the work starts.
  package static func watch() {
    // The default action would end the process before the clean-up.
    signal(SIGINT, SIG_IGN)
    // A reader that has gone away is reported by the write itself.
    signal(SIGPIPE, SIG_IGN)
    let watcher = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    watcher.setEventHandler {
      temporary.withLock { path in
        if let path { unsafe unlink(path) }
        StandardStreams.note("\ninterrupted")
        _exit(130)
      }
    }
    watcher.resume()
    unsafe source = watcher
  }

  /// Names the file to remove when interrupted.
  static func remove(_ path: String) { temporary.withLock { $0 = path } }

  /// Forgets it.
  static func keep() { temporary.withLock { $0 = nil } }
}
