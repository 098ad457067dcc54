/// How many rows a block of a stream has: 65,536, fewer of many columns.
///
/// The blocks are the windows within which training visits rows at random, and so decide its result:
/// they depend on the number of columns alone.
enum BlockSize {
  static let rows = 65_536
  /// 32 MB.
  static let elements = 1 << 22

  static func rows(columns: Int) -> Int { min(rows, max(elements / max(columns, 1), 256)) }
}
