import Charts
import CommandSupport
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Pictures as gnuplot makes them.
struct RenderingTests {
  static let samples = SampleFigures.all.map { $0.name }

  private func sample(_ name: String) throws -> Figure {
    try #require(SampleFigures.all.first { $0.name == name }).figure
  }

  @Test("gnuplot draws every sample without a word, as SVG and as PDF", arguments: samples)
  func silence(_ name: String) throws {
    for format in [ChartFormat.svg, .pdf] {
      let folder = try TemporaryFolder()
      let script = try folder.file(
        "script", ChartRenderer.script(try sample(name), format))
      let process = Process()
      let errors = Pipe()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["gnuplot", "-d", script]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = errors
      try process.run()
      let said = try errors.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
        // About the fonts of the machine, not about the script.
        .filter { !$0.contains("ontconfig") }
      #expect(lines.isEmpty, "\(name): \(lines)")
    }
  }

  @Test(
    "SVG is well-formed, with ids that are unique and links that lead to them", arguments: samples)
  func wellFormed(_ name: String) throws {
    let svg = try ChartRenderer().svg(try sample(name), idPrefix: "a1")
    let document = try SVGDocument(svg)
    #expect(Set(document.ids).count == document.ids.count)
    #expect(document.ids.allSatisfy { $0.hasPrefix("a1-") })
    #expect(document.links.allSatisfy { document.ids.contains(String($0.dropFirst())) })
    #expect(!svg.lowercased().contains("gnuplot"))
  }

  @Test(
    "The same bytes each time, alone or among others, in another language and at another time zone")
  func deterministic() throws {
    var other = ProcessInfo.processInfo.environment
    other["LANG"] = "de_DE.UTF-8"
    other["LC_ALL"] = "de_DE.UTF-8"
    other["LC_NUMERIC"] = "de_DE.UTF-8"
    other["TZ"] = "Asia/Tokyo"
    let figures = SampleFigures.all.filter { $0.name != "large" }.map { $0.figure }
    let together = try ChartRenderer().svgs(figures, idPrefix: "p")
    #expect(together.count == figures.count)
    let again = try ChartRenderer(environment: other).svgs(figures, idPrefix: "p")
    #expect(again == together)
    for index in [0, 4, 7] {
      #expect(try ChartRenderer().svg(figures[index], idPrefix: "p\(index + 1)") == together[index])
    }
  }

  @Test("Pictures in one document have no id in common")
  func disjointIds() throws {
    let figures = [SampleFigures.growth, SampleFigures.roc, SampleFigures.growth]
    let ids = try ChartRenderer().svgs(figures, idPrefix: "well").flatMap { svg in
      try SVGDocument(svg).ids
    }
    #expect(Set(ids).count == ids.count)
    #expect(!ids.isEmpty)
  }

  @Test("Every text comes out as it is")
  func texts() throws {
    let document = try SVGDocument(ChartRenderer().svg(SampleFigures.texts))
    let tricky = SampleFigures.tricky
    // Title, subtitle, label in the plot, legend, first note; and the label of the x axis.
    #expect(document.texts.filter { $0 == tricky }.count == 5)
    #expect(document.texts.contains("\(tricky) (µm²)"))
    #expect(document.texts.contains("二 ÷   z"))
    #expect(document.texts.contains("line") && document.texts.contains("break"))
    #expect(document.title == tricky)
    #expect(document.summary.hasPrefix(tricky))
  }

  @Test("Nothing is drawn outside the page, and no text begins or ends there", arguments: samples)
  func insideThePage(_ name: String) throws {
    let svg = try ChartRenderer().svg(try sample(name))
    let document = try SVGDocument(svg)
    for point in document.places {
      #expect(point.x >= -0.5 && point.x <= document.width + 0.5, "\(name) x \(point.x)")
      #expect(point.y >= -0.5 && point.y <= document.height + 0.5, "\(name) y \(point.y)")
    }
    #expect(!document.places.isEmpty)
  }

  @Test("A hundred thousand points become a picture of a few thousand")
  func thinning() throws {
    let svg = try ChartRenderer().svg(
      Figure(
        Chart(
          x: Axis("x"), y: Axis("y"),
          layers: [
            .line(
              x: (0..<100_000).map { Double($0) },
              y: (0..<100_000).map { $0 == 51_234 ? 9 : sin(Double($0) / 5000) })
          ])))
    #expect(svg.utf8.count < 120_000)
    // The one high point is there: the axis ends just above it.
    let document = try SVGDocument(svg)
    let top = document.paths.flatMap { $0 }.map { $0.y }.min() ?? 99
    #expect(top < 15)
  }

  @Test("PNG and PDF have the width in print")
  func formats() throws {
    let renderer = try ChartRenderer()
    let png = try renderer.png(SampleFigures.growth, dotsPerInch: 300)
    #expect(Array(png.prefix(4)) == [0x89, 0x50, 0x4E, 0x47])
    let width = png[16..<20].reduce(0) { $0 * 256 + Int($1) }
    // 85 mm are 1004 dots; the page has whole points.
    #expect(abs(width - 1004) <= 4)
    let pdf = String(decoding: try renderer.pdf(SampleFigures.growth), as: UTF8.self)
    #expect(pdf.hasPrefix("%PDF-"))
    #expect(pdf.contains("/MediaBox [ 0 0 241 ") || pdf.contains("/MediaBox [0 0 241 "))
  }
}
