/// What is needed to draw each kind of ``Layer``.

package enum Dash: Sendable, Hashable {
  case solid
  case dashed
  case dotted
}

package struct LineLayer: Sendable {
  /// Where a stair rises: at the next point, at this one, or halfway.
  package enum Steps: Sendable, Hashable {
    case after
    case before
    case middle
  }

  package var x: [Double]
  package var y: [Double]
  package var name: String?
  package var ink: Ink
  package var width: Double
  package var dash: Dash
  package var steps: Steps?
  package var endLabel: String?
}

package struct PointLayer: Sendable {
  package enum Shape: Sendable, Hashable {
    case circle
    case square
    case triangle
    case diamond
    case plus
    case cross
  }

  package var x: [Double]
  package var y: [Double]
  package var xLimits: [(lower: Double, upper: Double)]?
  package var yLimits: [(lower: Double, upper: Double)]?
  package var name: String?
  package var ink: Ink
  package var shape: Shape
  package var isFilled: Bool
  package var size: Double
}

package struct BandLayer: Sendable {
  package var x: [Double]
  package var lower: [Double]
  package var upper: [Double]
  package var name: String?
  package var ink: Ink
  package var opacity: Double
}

package struct BarLayer: Sendable {
  package var lower: [Double]
  package var upper: [Double]
  package var heights: [Double]
  package var base: Double
  package var name: String?
  package var ink: Ink
  package var opacity: Double
}

package enum AxisName: Sendable, Hashable {
  case x
  case y
}

package struct RuleLayer: Sendable {
  /// The axis on which the position lies.
  package var axis: AxisName
  package var position: Double
  package var label: String?
  package var name: String?
  package var ink: Ink
  package var width: Double
  package var dash: Dash
}

package struct ShadeLayer: Sendable {
  package var axis: AxisName
  package var range: ClosedRange<Double>
  package var name: String?
  package var ink: Ink
  package var opacity: Double
}

package struct TextLayer: Sendable {
  package enum Anchor: Sendable, Hashable {
    case left
    case center
    case right
    /// The text stands above the place, in its middle.
    case below
  }

  package var text: String
  package var x: Double
  package var y: Double
  package var anchor: Anchor
  package var ink: Ink
  package var size: Double
}
