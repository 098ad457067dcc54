import Activations
import CommandSupport
import Tables

/// An activation in numbers.
struct ActivationTable: Encodable {
  struct Row: Encodable {
    var x: Double
    @Nullable var value: Double?
    @Nullable var slope: Double?
    var saturated: Bool
  }

  struct SaturationEntry: Encodable {
    var fraction: Double
    var largestSlope: Double
    var threshold: Double
    /// Saturated at and to the left of it; `null` where the left tail is not saturated.
    @Nullable var left: Double?
    @Nullable var right: Double?
  }

  let schema = "activation-table/1"
  let name: String
  let formula: String
  let parameters: [String: Double]
  let saturation: SaturationEntry
  let rows: [Row]

  /// - Parameter fraction: the part of the largest |slope| below which a tail is saturated.
  init(_ chosen: ChosenActivation, at points: [Double], fraction: Double) {
    let activation = chosen.activation
    let facts = SlopeFacts(activation, fraction: fraction)
    name = activation.name
    formula = activation.formula
    parameters = Dictionary(uniqueKeysWithValues: chosen.parameters.map { ($0.name, $0.value) })
    saturation = SaturationEntry(
      fraction: fraction, largestSlope: facts.largest, threshold: facts.threshold,
      left: facts.saturation.left, right: facts.saturation.right)
    rows = points.map { x in
      let (value, slope) = activation.valueAndSlope(x)
      return Row(
        x: x, value: value.isFinite ? value : nil, slope: slope.isFinite ? slope : nil,
        saturated: facts.saturation.contains(x))
    }
  }

  var text: String {
    var table = TextTable(["x", "value", "slope", "saturated"], [.right, .right, .right, .left])
    for row in rows {
      table.append([
        NumberText.text(row.x), row.value.map { SignificantDigits.text($0) } ?? "",
        row.slope.map { SignificantDigits.text($0) } ?? "", row.saturated ? "yes" : "",
      ])
    }
    return table.text
  }

  var csv: [UInt8] {
    var writer = CSVWriter()
    for column in ["x", "value", "slope", "saturated"] { writer.append(column) }
    writer.endRow()
    for row in rows {
      writer.append(row.x)
      writer.append(row.value ?? .nan)
      writer.append(row.slope ?? .nan)
      writer.append(row.saturated ? "true" : "false")
      writer.endRow()
    }
    return writer.bytes
  }

  func json() throws(CommandFailure) -> [UInt8] { try JSONText.encode(self) }
}
