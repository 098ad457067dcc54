import TestSupport
import Testing

/// Notebooks of Swift blocks, compiled against the libraries as they were built.
struct SwiftNotebookTests {
  @Test("Blocks are one program, and run in turn with the shell's")
  func session() throws {
    let folder = try NotebookFolder([
      "a": """
      ```swift
      import GrowthCurves
      let curve = Verhulst()
      try "1".write(toFile: "from-swift", atomically: true, encoding: .utf8)
      print("one")
      ```

      ```sh
      cat from-swift; echo; echo 2 > from-shell
      ```

      ```swift
      import Foundation
      print(curve.size(at: 0, [10, 5, 1]), terminator: "")
      print(try String(contentsOfFile: "from-shell", encoding: .utf8), terminator: "")
      ```

      """
    ])
    let outcome = try folder.run()
    #expect(outcome.status == 0, "\(outcome.output)")
    let text = try folder.text("a.md")
    #expect(text.contains("print(\"one\")\n```\n\n```output\none\n```\n"))
    #expect(text.contains("from-shell\n```\n\n```output\n1\n```\n"))
    #expect(text.hasSuffix("```output\n5.02\n```\n"))
  }

  @Test("The compiler's messages name the lines of the notebook")
  func compileErrors() throws {
    let text = "# T\n\n```swift\nprint(1)\n```\n\ntext\n\n```swift\n\nprint(missing)\n```\n"
    let folder = try NotebookFolder(["a": text])
    let outcome = try folder.run()
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("a.md:11:7: error: cannot find 'missing' in scope"))
    #expect(try folder.text("a.md") == text)
  }

  @Test("An error that is thrown ends the notebook at its block")
  func thrownErrors() throws {
    let text =
      "```swift\nimport GrowthCurves\nprint(0)\n```\n\n```swift\nprint(1)\n"
      + "_ = try GrowthSeries(name: \"x\", times: [0], sizes: [])\n```\n"
    let folder = try NotebookFolder(["a": text])
    let outcome = try folder.run()
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("notebooks-md/a.md:7: the program ended with"))
    #expect(try folder.text("a.md") == text)
  }
}
