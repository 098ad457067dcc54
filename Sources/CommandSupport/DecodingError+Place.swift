extension DecodingError {
  /// What is wrong, and where.
  package var place: String {
    func path(_ context: Context) -> String {
      context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    }
    return switch self {
    case .keyNotFound(let key, let context): "\(path(context)).\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      "\(path(context)) is not what it should be"
    @unknown default: "it cannot be understood"
    }
  }
}
