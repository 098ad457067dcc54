import TestSupport
import Testing

/// The files that blocks write into the folder named after the notebook.
struct PictureTests {
  private let text = "```sh\nmkdir -p a/b; printf x > a/one.svg; printf y > a/b/two.svg\n```\n"

  @Test func picturesAreWrittenComparedAndRemoved() throws {
    let folder = try NotebookFolder(["a": text])
    #expect(try folder.run().output == "written: a\n")
    #expect(try folder.text("a/one.svg") == "x")
    #expect(try folder.text("a/b/two.svg") == "y")
    #expect(try folder.run("--check").output == "same: a\n")

    try folder.write("z", to: "a/one.svg")
    try folder.write("old", to: "a/three.svg")
    let check = try folder.run("--check")
    #expect(check.status == 1)
    #expect(check.output == "different: a.md\n  picture one.svg\n  picture three.svg\n")
    #expect(try folder.run("--check", "--text-only").output == "same: a\n")

    #expect(try folder.run("--text-only").status == 0)
    #expect(try folder.text("a/one.svg") == "z")
    #expect(try folder.run().status == 0)
    #expect(try folder.text("a/one.svg") == "x")
    #expect(!folder.exists("a/three.svg"))
  }
}
