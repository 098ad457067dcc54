/// What to compute beyond the coefficients.
public struct InferenceOptions: Sendable, Equatable {
  /// Of all intervals.
  public var confidence: Double
  /// Whether to compute profile intervals, which take some ten Newton steps for each coefficient; nil:
  /// where they take about a second at most.
  public var computesProfiles: Bool?
  /// Of the test of Hosmer and Lemeshow.
  public var groupCount: Int
  public var threads: Int

  /// - Parameters:
  ///   - confidence: between 0 and 1.
  ///   - groupCount: at least 3.
  public init(
    confidence: Double = 0.95, computesProfiles: Bool? = nil, groupCount: Int = 10,
    threads: Int = 1
  ) {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    precondition(groupCount >= 3, "at least three groups")
    precondition(threads > 0, "at least one thread is needed")
    self.confidence = confidence
    self.computesProfiles = computesProfiles
    self.groupCount = groupCount
    self.threads = threads
  }
}
