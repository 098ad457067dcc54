internal import Dispatch
internal import Synchronization

/// Blocks that are read on another thread while the one before is worked on: at most two wait.
final class ReadAhead: RowBlocks {
  private struct State {
    var waiting: [Result<TrainingData?, any Error>] = []
    var isAbandoned = false
  }

  private final class Channel: Sendable {
    let state = Mutex(State())
    let room = DispatchSemaphore(value: 0)
    let ready = DispatchSemaphore(value: 0)

    init() {
      // Not by the first value, below which a semaphore must not be given up.
      for _ in 0..<2 { room.signal() }
    }

    func send(_ block: Result<TrainingData?, any Error>) {
      state.withLock { $0.waiting.append(block) }
      ready.signal()
    }
  }

  private let channel = Channel()
  private var isAtEnd = false

  init(_ source: any RowBlockSource) {
    let channel = channel
    DispatchQueue.global().async {
      do {
        var blocks = try source.blocks()
        while true {
          channel.room.wait()
          guard !channel.state.withLock({ $0.isAbandoned }) else { return }
          let block = try blocks.next()
          channel.send(.success(block))
          if block == nil { return }
        }
      } catch {
        channel.send(.failure(error))
      }
    }
  }

  deinit {
    channel.state.withLock { $0.isAbandoned = true }
    channel.room.signal()
  }

  func next() throws -> TrainingData? {
    guard !isAtEnd else { return nil }
    channel.ready.wait()
    let result = channel.state.withLock { $0.waiting.removeFirst() }
    channel.room.signal()
    switch result {
    case .success(let block):
      isAtEnd = block == nil
      return block
    case .failure(let error):
      isAtEnd = true
      throw error
    }
  }
}
