#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Row-major elements, zero at first, with the padding behind them that the kernels read.
///
/// Not an array: its pages are touched first by the threads that fill it, not by one that sets
/// zeros, and several threads fill it at once. After ``DenseDesignBuilder/finish()`` nothing writes
/// to it.
@safe
package final class DenseValues: @unchecked Sendable {
  static let padding = 8
  let base: UnsafeMutablePointer<Double>
  package private(set) var count: Int

  init(count: Int) {
    self.count = count
    guard let memory = unsafe calloc(count + Self.padding, MemoryLayout<Double>.stride) else {
      fatalError("out of memory: \(count) elements")
    }
    unsafe base = memory.bindMemory(to: Double.self, capacity: count + Self.padding)
    unsafe adviseLargePages(memory, bytes: (count + Self.padding) * MemoryLayout<Double>.stride)
  }

  deinit { unsafe free(base) }

  /// Gives up the elements from `count` on, before the matrix is finished.
  func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count)
    self.count = count
  }

  package subscript(index: Int) -> Double {
    get {
      precondition(index >= 0 && index < count)
      return unsafe base[index]
    }
    set {
      precondition(index >= 0 && index < count)
      unsafe base[index] = newValue
    }
  }

  func withMutableElements(_ range: Range<Int>, _ body: (inout MutableSpan<Double>) -> Void) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    let part = unsafe UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
    var span = unsafe part.mutableSpan
    body(&span)
  }

  package func withElements<Result>(
    _ range: Range<Int>, _ body: (Span<Double>) -> Result
  ) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    let part = unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    return unsafe body(part.span)
  }
}

/// Solvers that visit rows in random order miss the table of pages with each row if pages are small.
private func adviseLargePages(_ memory: UnsafeMutableRawPointer, bytes: Int) {
  #if os(Linux)
    let page: UInt = 4096
    let address = UInt(bitPattern: memory)
    let start = (address + page - 1) / page * page
    let length = bytes - Int(start - address)
    guard length >= 1 << 22 else { return }
    // Where the system does not want to, nothing is lost.
    _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: start), length, MADV_HUGEPAGE)
  #endif
}
