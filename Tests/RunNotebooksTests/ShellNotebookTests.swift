import TestSupport
import Testing

/// Notebooks of shell blocks.
struct ShellNotebookTests {
  @Test("Outputs are written below their blocks, and a second run changes nothing")
  func outputs() throws {
    let folder = try NotebookFolder([
      "a": "# Title\n\n```sh\necho one; echo two >&2\n```\n\nText.\n\n```sh\ntrue\n```\nEnd\n"
    ])
    let written =
      "# Title\n\n```sh\necho one; echo two >&2\n```\n\n```output\none\ntwo\n```\n\nText.\n\n"
      + "```sh\ntrue\n```\nEnd\n"
    let first = try folder.run()
    #expect(first.status == 0)
    #expect(first.output == "written: a\n")
    #expect(try folder.text("a.md") == written)
    #expect(try folder.run().output == "unchanged: a\n")
    #expect(try folder.run("--check").output == "same: a\n")
    #expect(try folder.text("a.md") == written)
  }

  @Test("What is no block of ours is left alone, to the byte")
  func otherText() throws {
    let text =
      "````md\n```sh\nexit 9\n```\n````\n\n    ```sh\n\n```json\n{}\n```\n```\nplain\n```\n"
      + "```sh``` is code in a line\n\n<!-- picture -->\nno line end"
    let folder = try NotebookFolder(["a": text])
    #expect(try folder.run().status == 0)
    #expect(try folder.text("a.md") == text + "\n")
  }

  @Test("A fence is longer than any that the output holds")
  func fencesInOutputs() throws {
    let folder = try NotebookFolder(["a": "```sh\nprintf '```sh\\nx\\n````\\n'\n```\n"])
    #expect(try folder.run().status == 0)
    let text = try folder.text("a.md")
    #expect(text.hasSuffix("\n\n`````output\n```sh\nx\n````\n`````\n"))
    #expect(try folder.run("--check").output == "same: a\n")
  }

  @Test("An old output goes where a block prints nothing any more")
  func oldOutputs() throws {
    let folder = try NotebookFolder(["a": "```sh\ntrue\n```\n\n```output\nold\n```\n\nText\n"])
    #expect(try folder.run().status == 0)
    #expect(try folder.text("a.md") == "```sh\ntrue\n```\n\nText\n")
  }

  @Test("A check says what differs, changes nothing, and fails")
  func checks() throws {
    let text = "```sh\necho new\n```\n\n```output\nold\n```\n"
    let folder = try NotebookFolder(["a": text, "b": "```sh\necho b\n```\n\n```output\nb\n```\n"])
    let outcome = try folder.run("--check")
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        different: a.md
          line 6 was:    old
          line 6 is now: new
        same: b

        """)
    #expect(try folder.text("a.md") == text)
    #expect(try folder.run("--check", "b").status == 0)
  }

  @Test(
    "A notebook that cannot be run is named with its line",
    arguments: [
      ("Text\n```sh\necho x\n", "a.md:2: the block is never closed"),
      ("```sh\ntrue\n```\n```output\nx\n", "a.md:4: the block is never closed"),
      ("\n```sh\nexit 3\n```\n", "a.md:3: the block ended with 3 instead of 0"),
      ("```sh exit=1\ntrue\n```\n", "a.md:2: the block ended with 0 instead of 1"),
      ("```sh exit=1\nkill -KILL $$\n```\n", "a.md:2: the block ended with 137 instead of 1"),
      ("```sh\nfalse | true\n```\n", "a.md:2: the block ended with 1 instead of 0"),
      ("```sh\necho $NO_SUCH_NAME\n```\n", "a.md:2: the block ended with"),
      ("```sh once\ntrue\n```\n", "a.md:1: 'once' is not exit=STATUS"),
    ])
  func problems(text: String, message: String) throws {
    let folder = try NotebookFolder(["a": text, "b": "fine\n"])
    let outcome = try folder.run()
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("notebooks-md/\(message)"), "\(outcome.output)")
    #expect(outcome.output.hasSuffix("unchanged: b\n"))
    #expect(try folder.text("a.md") == text)
  }

  @Test("A block may fail on purpose, and its output stands below it all the same")
  func failingBlocks() throws {
    let folder = try NotebookFolder(["a": "```sh exit=2\necho no; exit 2\n```\n"])
    #expect(try folder.run().status == 0)
    #expect(try folder.text("a.md") == "```sh exit=2\necho no; exit 2\n```\n\n```output\nno\n```\n")
  }

  @Test("Blocks share a folder with data and the built commands, which goes with the run")
  func surroundings() throws {
    let folder = try NotebookFolder([
      "a":
        "```sh\nls; echo x > left.txt\n```\n\n```sh\ncat left.txt; run-notebooks --help | grep -c USAGE\n```\n",
      "b": "```sh\nls\n```\n",
    ])
    #expect(try folder.run().status == 0)
    let a = try folder.text("a.md")
    #expect(a.contains("```output\na\ndata\n```"))
    #expect(a.contains("```output\nx\n1\n```"))
    #expect(try folder.text("b.md").contains("```output\nb\ndata\n```"))
  }

  @Test("A notebook that is not there is an error that names it")
  func missingNotebooks() throws {
    let outcome = try NotebookFolder(["a": "\n"]).run("none")
    #expect(outcome.status == 1)
    #expect((outcome.output + outcome.errors).contains("none"))
  }
}
