import Foundation
import Statistics
import TestSupport
import Testing

/// Training in passes over a file, interrupted and resumed.
struct StreamTests {
  /// Rows with columns a, b, c and a label drawn from a logistic model.
  private static func rows(_ count: Int, seed: UInt32 = 4) -> [(columns: [String], label: Int)] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in
      let values = (0..<3).map { _ in (stream.uniform() * 4 - 2) }
      let score = 0.8 * values[0] - 0.5 * values[1] + 0.1
      return (
        values.map { String(format: "%.4f", $0) },
        stream.uniform() < 1 / (1 + exp(-score)) ? 1 : 0
      )
    }
  }

  private static func table(_ rows: [(columns: [String], label: Int)]) -> String {
    "a,b,c,y\n"
      + rows.map { $0.columns.joined(separator: ",") + ",\($0.label)\n" }.joined()
  }

  private static func sparse(_ rows: [(columns: [String], label: Int)]) -> String {
    rows.map { row in
      "\(row.label) "
        + row.columns.enumerated().map { "\($0 + 1):\($1)" }.joined(separator: " ") + "\n"
    }.joined()
  }

  private static func gzip(_ path: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-k", "-1", path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private static func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path))
  }

  @Test("A table, gzip and libsvm give the solution in memory")
  func formats() throws {
    let folder = try TemporaryFolder()
    let rows = Self.rows(70_000)
    let table = try folder.file("rows.csv", Self.table(rows))
    let sparse = try folder.file("rows.svm", Self.sparse(rows))
    try Self.gzip(table)
    try Self.gzip(sparse)
    let known = try summary([table, "--target", "y", "--inference", "wald"])
    for path in [table, table + ".gz", sparse, sparse + ".gz"] {
      let isTable = !path.contains("svm")
      let found = try summary(
        [path, "--stream"] + (isTable ? ["--target", "y"] : [])
          + ["--solver", path.hasSuffix("gz") ? "sgd" : "svrg"])
      #expect(found.text("status") == "converged")
      for key in ["estimate", "standardError"] {
        let pairs = zip(
          found.coefficients(key).sorted { $0.key < $1.key },
          known.coefficients(key).sorted { $0.key < $1.key })
        for (a, b) in pairs { #expect(logRelativeError(a.value, b.value, cap: 15) > 10) }
      }
      for key in ["logLikelihood", "deviance", "nullDeviance"] {
        let (a, b) = (found.number(key) ?? 0, known.number(key) ?? 1)
        #expect(logRelativeError(a, b, cap: 15) > 11)
      }
    }
  }

  @Test("Texts, gaps, weights, products and classes go the same way as in memory")
  func encodings() throws {
    let folder = try TemporaryFolder()
    var text = "n,colour,flag,weight,kind\n"
    var stream = RandomStream(seed: 2)
    for row in 0..<600 {
      let colour = ["red", "green", "", "blue"][stream.integer(below: 4)]
      let number = row % 50 == 7 ? "NA" : String(format: "%.3f", stream.uniform())
      let flag = stream.uniform() < 0.5 ? "true" : "false"
      let kind = row % 90 == 3 ? "" : ["x", "y", "z"][stream.integer(below: 3)]
      text += "\(number),\(colour),\(flag),\(1 + row % 3),\(kind)\n"
    }
    let data = try folder.file("mixed.csv", text)
    for missing in ["drop", "impute"] {
      let arguments = [
        data, "--target", "kind", "--missing", missing, "--sample-weight", "weight",
        "--class-weight", "balanced", "--interactions", "n:flag", "--polynomial", "2",
        "--inference", "wald", "--quiet",
      ]
      let known = try summary(arguments)
      let found = try summary(arguments + ["--stream"])
      #expect(found.number("observations") == known.number("observations"))
      let pairs = zip(found.list("coefficients"), known.list("coefficients"))
      #expect(found.list("coefficients").count == known.list("coefficients").count)
      for (a, b) in pairs {
        #expect(a.text("name") == b.text("name"))
        #expect(
          logRelativeError(a.number("estimate") ?? 0, b.number("estimate") ?? 1, cap: 15) > 8)
      }
    }
  }

  @Test("Killed at several places and resumed: the same bytes, for any number of threads")
  func resumes() throws {
    let folder = try TemporaryFolder()
    let data = try folder.file("rows.csv", Self.table(Self.rows(180_000)))
    let checkpoint = folder.path("run.checkpoint")
    let arguments = [
      "train", data, "--target", "y", "--stream", "--solver", "asgd", "--epochs", "4", "--seed",
      "9", "--quiet",
    ]
    func files(_ name: String) -> [String] {
      ["-o", folder.path(name + ".json"), "--history", folder.path(name + ".csv")]
    }
    let whole = try classify.run(arguments + files("whole") + ["--threads", "1"])
    #expect(whole.status == 0, "\(whole.errors)")

    let kept = ["--checkpoint", checkpoint, "--checkpoint-every", "65536"]
    for signal in [SIGKILL, SIGINT, SIGKILL, SIGKILL] {
      // Ends once the checkpoint has changed a few times.
      let process = try classify.start(arguments + files("resumed") + kept)
      var last = try? Self.bytes(checkpoint)
      var changes = 0
      while process.isRunning, changes < 3 {
        let now = try? Self.bytes(checkpoint)
        if now != last { changes += 1 }
        last = now
        usleep(1000)
      }
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      guard changes == 3 else { break }
      if signal == SIGINT { #expect(process.terminationStatus == 130) }
    }
    #expect(FileManager.default.fileExists(atPath: checkpoint))
    let end = try classify.run(arguments + files("resumed") + kept + ["--threads", "2"])
    #expect(end.status == 0, "\(end.errors)")
    #expect(end.output == whole.output)
    for suffix in [".json", ".csv"] {
      #expect(
        try Self.bytes(folder.path("resumed" + suffix))
          == Self.bytes(folder.path("whole" + suffix)))
    }
    #expect(!FileManager.default.fileExists(atPath: checkpoint), "removed when all is written")
  }

  @Test("A checkpoint of other data or options, or a damaged one, is refused with the difference")
  func refused() throws {
    let folder = try TemporaryFolder()
    let rows = Self.rows(70_000)
    let data = try folder.file("rows.csv", Self.table(rows))
    let checkpoint = folder.path("run.checkpoint")
    let kept = ["--stream", "--checkpoint", checkpoint, "--checkpoint-every", "1"]
    let process = try classify.start(["train", data, "--target", "y", "--epochs", "50"] + kept)
    while process.isRunning, !FileManager.default.fileExists(atPath: checkpoint) { usleep(1000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let stored = try Self.bytes(checkpoint)

    func refusal(_ arguments: [String], _ file: String = data) throws -> String {
      let outcome = try classify.run(["train", file, "--target", "y"] + kept + arguments)
      #expect(outcome.status == 65)
      #expect(try Self.bytes(checkpoint) == stored || arguments.isEmpty)
      return outcome.errors
    }
    #expect(try refusal(["--epochs", "50", "--seed", "2"]).contains("--seed was 1, and now is 2"))
    #expect(try refusal([]).contains("--epochs was 50, and now is not given"))
    var changed = rows
    changed[50].label = 1 - changed[50].label
    let other = try folder.file("other.csv", Self.table(changed))
    #expect(try refusal(["--epochs", "50"], other).contains("SHA-256"))
    let longer = try folder.file("longer.csv", Self.table(rows + rows.prefix(1)))
    #expect(try refusal(["--epochs", "50"], longer).contains("bytes"))

    try stored.prefix(stored.count / 2).write(to: URL(filePath: checkpoint))
    #expect(try refusal([]).contains("cut short"))
    var damaged = stored
    let place = try #require(damaged.range(of: Data("\"attempts\"".utf8))).upperBound + 4
    damaged[place] = damaged[place] == 0x31 ? 0x32 : 0x31
    try damaged.write(to: URL(filePath: checkpoint))
    #expect(try refusal([]).contains("checksum"))
  }

  @Test(
    "Options that passes over a file have no way for are 64 and say what to do",
    arguments: [
      (["--firth"], "--lambda"), (["--solver", "newton"], "sgd, asgd, svrg"),
      (["--solver", "saga"], "sgd, asgd, svrg"), (["--inference", "profile"], "wald"),
      (["--lambda", "1", "--l1-ratio", "0.5", "--solver", "sgd"], "squares"),
      (["--multiclass", "one-vs-rest"], "softmax"), (["--history-interval", "5"], "--history"),
      (["--solver", "sgd", "--plain"], "memory"), (["--checkpoint-every", "9"], "--checkpoint"),
    ])
  func usage(options: [String], hint: String) throws {
    let outcome = try classify.run(
      ["train", "data/classification/pima_tr.csv", "--target", "type", "--stream"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
  }

  @Test("Standard input and a checkpoint without --stream are 64")
  func otherUsage() throws {
    let standard = try classify.run(["train", "-", "--target", "y", "--stream"])
    #expect(standard.status == 64)
    let kept = try classify.run(
      ["train", "data/classification/pima_tr.csv", "--target", "type", "--checkpoint", "c"])
    #expect(kept.status == 64)
  }

  @Test("Bad fields far into the file are named with their line")
  func badFields() throws {
    let folder = try TemporaryFolder()
    let lines = Self.rows(300_000).map { $0.columns.joined(separator: ",") + ",\($0.label)\n" }
    for (place, line, expected) in [
      (30, "word,1,1,1\n", "rows.csv:32"), (200_000, "word,1,1,1\n", "rows.csv:200002"),
      (9, ",1,1,1\n", "rows.csv:11"),
    ] {
      var changed = lines
      changed[place] = line
      let data = try folder.file("rows.csv", "a,b,c,y\n" + changed.joined())
      let outcome = try classify.run(["train", data, "--target", "y", "--stream"])
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains(expected), "\(outcome.errors)")
    }
  }

  @Test("Separation and one block of one class get their status")
  func statuses() throws {
    let folder = try TemporaryFolder()
    let text = (0..<400).map { "\(Double($0) / 7),\($0 % 13),\($0 < 150 ? "n" : "y")\n" }.joined()
    let data = try folder.file("apart.csv", "a,b,kind\n" + text)
    let outcome = try classify.run(["train", data, "--target", "kind", "--stream"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("separated (complete)"))
    let ridge = try summary([data, "--target", "kind", "--stream", "--lambda", "0.01"])
    let known = try summary([data, "--target", "kind", "--lambda", "0.01"])
    for (name, value) in known.coefficients() {
      #expect(logRelativeError(ridge.coefficients()[name] ?? 0, value, cap: 15) > 9)
    }
  }

  #if os(Linux)
    @Test("Training and prediction on 100 MB, plain and gzip, take little memory")
    func memory() throws {
      let folder = try TemporaryFolder()
      let part = Self.rows(40_000, seed: 1).map {
        ($0.columns + $0.columns + $0.columns).joined(separator: ",") + ",\($0.label)\n"
      }.joined()
      let data = folder.path("large.csv")
      try Data("a,b,c,d,e,f,g,h,i,y\n".utf8).write(to: URL(filePath: data))
      let handle = try FileHandle(forWritingTo: URL(filePath: data))
      try handle.seekToEnd()
      let copies = 100_000_000 / part.utf8.count
      for _ in 0..<copies { try handle.write(contentsOf: Data(part.utf8)) }
      try handle.close()
      let model = folder.path("model.json")
      let training = try peak([
        "train", data, "--target", "y", "--exclude", "d,e,f,g,h,i", "--stream", "--epochs", "1",
        "--no-polish", "--inference", "none", "-o", model, "--threads", "2",
      ])
      #expect(training < 90_000, "\(training) kB")
      let prediction = try peak(["predict", model, data, "--force", "-o", folder.path("out.csv")])
      #expect(prediction < 60_000, "\(prediction) kB")
      try Self.gzip(data)
      let packed = try peak([
        "predict", model, data + ".gz", "--force", "-o", folder.path("packed.csv"),
      ])
      #expect(packed < 60_000, "\(packed) kB")
      #expect(
        try Self.bytes(folder.path("out.csv")) == Self.bytes(folder.path("packed.csv")))
    }

    /// The largest memory of a run, in kB, as far as it was seen.
    private func peak(_ arguments: [String]) throws -> Int {
      let process = try classify.start(arguments)
      var largest = 0
      while process.isRunning {
        let path = "/proc/\(process.processIdentifier)/status"
        if let text = try? String(contentsOfFile: path, encoding: .utf8),
          let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
          let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        {
          largest = max(largest, Int(number) ?? 0)
        }
        usleep(5000)
      }
      process.waitUntilExit()
      #expect(process.terminationStatus <= 1)
      #expect(largest > 5000, "it was seen")
      return largest
    }
  #endif
}
