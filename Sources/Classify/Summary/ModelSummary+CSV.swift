import Tables

extension ModelSummary {
  /// One row a coefficient.
  var csv: [UInt8] {
    var writer = CSVWriter()
    if hasOutputs { writer.append("class") }
    for name in ["name", "estimate", "standard_error", "z", "p", "lower", "upper"] {
      writer.append(name)
    }
    for name in ["profile_lower", "profile_upper", "odds_ratio"] { writer.append(name) }
    writer.endRow()
    for row in rows {
      if hasOutputs { writer.append(row.output ?? "") }
      writer.append(row.name)
      writer.append(row.estimate)
      let values = [
        row.standardError, row.z, row.p, row.lower, row.upper, row.profileLower,
        row.profileUpper, row.oddsRatio,
      ]
      for value in values { writer.append(value ?? .nan) }
      writer.endRow()
    }
    return writer.bytes
  }
}
