import Charts
import CommandSupport
import Foundation
import TestSupport
import Testing

/// Pictures that are not made.
struct FailureTests {
  @Test("Without gnuplot the packages are named", arguments: ["", "/nowhere:/none", nil])
  func missing(_ path: String?) throws {
    var environment: [String: String] = [:]
    environment["PATH"] = path
    let error = #expect(throws: ChartError.self) { try ChartRenderer(environment: environment) }
    #expect(error == .gnuplotNotFound)
    let text = try #require(error).description
    #expect(text.contains("gnuplot-nox") && text.contains("brew install gnuplot"))
    #expect(error?.failure.code == .unavailable)
  }

  /// A folder with a program named gnuplot.
  private func folder(script: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let path = try folder.file("gnuplot", "#!/bin/sh\n\(script)\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return folder
  }

  @Test("What gnuplot says is in the error")
  func failing() throws {
    let folder = try folder(script: "echo 'line 3: no such terminal' >&2; exit 7")
    let renderer = try ChartRenderer(environment: ["PATH": folder.path("")])
    #expect(throws: ChartError.gnuplotFailed(status: 7, message: "line 3: no such terminal")) {
      try renderer.svg(SampleFigures.growth)
    }
  }

  @Test(
    "A gnuplot that writes nothing, or something else, is an error", arguments: ["true", "echo x"])
  func silent(_ script: String) throws {
    let folder = try folder(script: script)
    let renderer = try ChartRenderer(environment: ["PATH": folder.path("")])
    #expect(throws: ChartError.self) { try renderer.svg(SampleFigures.growth) }
    let path = folder.path("out.svg")
    #expect(throws: CommandFailure.self) { try renderer.write(SampleFigures.growth, to: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(
    "The format follows from the ending of the name",
    arguments: [
      ("a.svg", ChartFormat.svg), ("b/c.d.PDF", .pdf), ("x.Png", .png), ("a.jpg", nil),
      ("svg", nil),
      ("a.svg/b", nil), ("", nil),
    ])
  func formats(_ path: String, _ format: ChartFormat?) throws {
    guard let format else {
      let error = #expect(throws: ChartError.unknownFormat(path: path)) {
        try ChartFormat(path: path)
      }
      let text = try #require(error).description
      #expect(["svg", "png", "pdf"].allSatisfy { text.contains($0) })
      return
    }
    #expect(try ChartFormat(path: path) == format)
  }

  @Test("A folder that does not exist is said, and nothing is written")
  func unwritable() throws {
    let error = #expect(throws: CommandFailure.self) {
      try ChartRenderer().write(SampleFigures.roc, to: "/nowhere/at/all.svg")
    }
    #expect(error?.code == .cannotWrite)
  }
}
