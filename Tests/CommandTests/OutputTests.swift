import Foundation
import TestSupport
import Testing

/// Forms of the result, files, threads.
struct OutputTests {
  let command = Command("fit-growth")
  let plate = "data/growth/bactgrowth_wide.csv"

  @Test("The same bytes for any number of threads", arguments: ["table", "csv", "json"])
  func threads(_ format: String) throws {
    let one = try command.run([plate, "--format", format, "--threads", "1"])
    #expect(one.status == 0)
    for threads in ["2", "3", "8"] {
      let many = try command.run([plate, "--format", format, "--threads", threads])
      #expect(many.output == one.output)
    }
  }

  @Test("CSV has one row a series, and its numbers read back to the same doubles as JSON's")
  func csv() throws {
    let outcome = try command.run([plate, "--format", "csv"])
    let rows = outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
    let result = try FitGrowthResult.run([plate])
    #expect(rows.count == result.fits.count + 1)
    #expect(
      Array(rows[0].prefix(8)) == [
        "series", "model", "status", "verdicts", "L", "L_se", "L_lower", "L_upper",
      ])
    let column = Dictionary(uniqueKeysWithValues: rows[0].enumerated().map { ($1, $0) })
    for (row, fit) in zip(rows.dropFirst(), result.fits) {
      #expect(row[0] == fit.series)
      #expect(row[3] == fit.verdicts.joined(separator: ";"))
      for parameter in fit.parameters {
        #expect(Double(row[column[parameter.name]!]) == parameter.estimate)
        #expect(Double(row[column["\(parameter.name)_se"]!]) == parameter.standardError)
        #expect(Double(row[column["\(parameter.name)_upper"]!]) == parameter.upper)
      }
      for quantity in fit.derived {
        #expect(Double(row[column[quantity.name]!]) == quantity.estimate)
      }
    }
  }

  @Test("-o writes the same bytes to a file, replaces it whole, and leaves no temporary file")
  func outputFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("fits.csv", "older content that is longer than nothing")
    let printed = try command.run([plate, "--format", "csv"])
    let written = try command.run([plate, "--format", "csv", "-o", path])
    #expect(written.status == 0)
    #expect(written.output.isEmpty)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == printed.output)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")) == ["fits.csv"])
  }

  @Test("JSON says where it came from")
  func provenance() throws {
    let result = try FitGrowthResult.run(["data/growth/carlson_yeast_1913.csv"])
    #expect(result.schema == "fit-growth/1")
    #expect(result.input.path == "data/growth/carlson_yeast_1913.csv")
    let sum = try Process.sha256(of: Repository.data("growth/carlson_yeast_1913.csv"))
    #expect(result.input.sha256 == sum)
  }

  @Test("What is not known is null in JSON, not left out")
  func nulls() throws {
    let outcome = try command.run(
      ["-", "--format", "json"], input: Data("t,y\n0,1\n5,5\n10,9\n".utf8))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let fits = try #require(object["fits"] as? [[String: Any]])
    let parameters = try #require(fits.first?["parameters"] as? [[String: Any]])
    // Three points leave no degrees of freedom.
    for parameter in parameters {
      #expect(parameter["estimate"] is Double)
      for key in ["standardError", "lower", "upper", "unit"] {
        #expect(parameter[key] is NSNull, "\(key)")
      }
    }
  }

  @Test("Derived quantities of the logistic are its closed forms")
  func derivedQuantities() throws {
    let result = try FitGrowthResult.run(["data/growth/carlson_yeast_1913.csv"])
    let fit = try #require(result.fits.first)
    let l = try #require(fit.parameter("L")?.estimate)
    let k = try #require(fit.parameter("k")?.estimate)
    let x0 = try #require(fit.parameter("x0")?.estimate)
    func size(_ t: Double) -> Double { l / (1 + exp(-k * (t - x0))) }
    // ∫ L·σ(k(t − x0)) dt = (L/k)·ln(1 + e^{k(t − x0)}).
    func integral(_ t: Double) -> Double { l / k * log1p(exp(k * (t - x0))) }
    let expected = [
      "carryingCapacity": l, "inflectionTime": x0, "inflectionSize": l / 2,
      "maximumRate": l * k / 4, "intrinsicRate": k,
      "maximumSpecificRate": k * (1 - size(0) / l),
      "minimumDoublingTime": log(2) / (k * (1 - size(0) / l)), "lagTime": x0 - 2 / k,
      "lagTimeFromInitialSize": x0 - 2 / k + size(0) / (l * k / 4),
      "riseTime10to90": log(81) / k, "areaUnderCurve": integral(18) - integral(0),
      "initialSize": size(0),
    ]
    for (name, wanted) in expected {
      let found = try #require(fit.derived(name), "\(name)")
      #expect(logRelativeError(found, wanted, cap: 15) > 11, "\(name) \(found) \(wanted)")
    }
    #expect(fit.derived("areaUnderData") != nil)
    #expect(fit.derived.count == expected.count + 1)
  }

  @Test("The table for people holds the estimates and the verdict in words")
  func table() throws {
    let outcome = try command.run(["data/growth/us_census_1790_1910.csv"])
    #expect(outcome.output.contains("population_millions against year: 13 observations"))
    #expect(outcome.output.contains("x0           1914.2        3.08  1907.9 … 1921.8"))
    #expect(
      outcome.output.contains(
        "verdict: plateau-not-observed – the data end before the plateau"))
    #expect(outcome.errors.isEmpty)
  }

  @Test("Ctrl-C ends with 130 and leaves no half-written file")
  func interrupt() throws {
    let folder = try TemporaryFolder()
    // Enough work for some seconds.
    var text = "t," + (0..<4000).map { "s\($0)" }.joined(separator: ",") + "\n"
    for t in 0..<60 {
      text += "\(t)," + (0..<4000).map { "\(sin(Double($0 * 7 + t * t)))" }.joined(separator: ",")
      text += "\n"
    }
    let data = try folder.file("noise.csv", text)
    let process = try command.start([
      data, "-o", folder.path("out.json"), "--format", "json", "--model", "richards",
    ])
    Thread.sleep(forTimeInterval: 0.7)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")) == ["noise.csv"])
  }

  @Test("models lists every model with formula and source")
  func models() throws {
    let outcome = try command.run(["models"])
    #expect(outcome.status == 0)
    for text in [
      "logistic\n", "richards\n", "gompertz\n", "verhulst\n", "exponential\n", "logistic-offset\n",
      "N(t) = L/(1 + exp(-k*(t - x0)))", "Richards 1959", "carrying capacity",
    ] {
      #expect(outcome.output.contains(text), "\(text)")
    }
  }
}

extension Process {
  /// By the system's own tool.
  fileprivate static func sha256(of file: URL) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let tool = FileManager.default.isExecutableFile(atPath: "/usr/bin/sha256sum")
    process.arguments =
      (tool ? ["sha256sum"] : ["shasum", "-a", "256"]) + [file.path(percentEncoded: false)]
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data.prefix(64), as: UTF8.self)
  }
}
