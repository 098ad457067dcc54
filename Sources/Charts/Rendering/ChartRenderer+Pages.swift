extension ChartRenderer {
  /// The PDF of several figures, a page each. All pages are as large as the largest figure.
  package func pdf(_ figures: [Figure]) throws(ChartError) -> [UInt8] {
    var script = GnuplotScript()
    script.append(pages: figures.map(PageLayout.canvas), Terminal(kind: .pdf))
    return try run(script.text).bytes
  }
}
