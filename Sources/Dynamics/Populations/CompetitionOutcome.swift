/// How competition between two species ends, by the Lotka–Volterra equations.
public enum CompetitionOutcome: String, Sendable {
  /// a12 < K1/K2 and a21 < K2/K1: each species is held back more by itself than by the other.
  case coexistence
  /// a12 < K1/K2 and a21 > K2/K1.
  case species1Wins = "species-1-wins"
  /// a12 > K1/K2 and a21 < K2/K1.
  case species2Wins = "species-2-wins"
  /// a12 > K1/K2 and a21 > K2/K1: who is more numerous at first excludes the other.
  case dependsOnStart = "depends-on-start"
  /// On the border between two of these.
  case neutral

  /// - Parameter p: r1, K1, a12, r2, K2, a21, as `CompetingPopulations` takes them.
  public init(_ p: [Double]) {
    precondition(p.count >= 6, "six parameters")
    let (k1, a12, k2, a21) = (p[1], p[2], p[4], p[5])
    // Whether a species can invade where the other is at its capacity.
    let (room1, room2) = (k1 - a12 * k2, k2 - a21 * k1)
    self =
      switch (room1, room2) {
      case _ where room1 > 0 && room2 > 0: .coexistence
      case _ where room1 > 0 && room2 < 0: .species1Wins
      case _ where room1 < 0 && room2 > 0: .species2Wins
      case _ where room1 < 0 && room2 < 0: .dependsOnStart
      default: .neutral
      }
  }

  /// A sentence for the reader.
  public var explanation: String {
    switch self {
    case .coexistence: "both species persist"
    case .species1Wins: "species 1 excludes species 2"
    case .species2Wins: "species 2 excludes species 1"
    case .dependsOnStart: "the species that is more numerous at first excludes the other"
    case .neutral: "on the border between coexistence and exclusion"
    }
  }
}
