// Uploads in the form of RFC 7578.

import CurlKit
import LoopKit
import SparTesting
import Testing

@Suite("Multipart form")
struct MultipartFormTests {
  private func text(_ form: MultipartForm) -> String { String(decoding: form.body, as: UTF8.self) }

  @Test("fields come first, then the file with its name and type, each behind a boundary")
  func parts() {
    let file = MultipartForm.File(name: "batch.jsonl", contentType: "application/jsonl", bytes: Array("{}\n".utf8))
    let form = MultipartForm(fields: ["purpose": "batch"], field: "file", file: file) { "AaB03x" }
    #expect(form.contentType == "multipart/form-data; boundary=AaB03x")
    #expect(
      text(form)
        == [
          "--AaB03x", #"Content-Disposition: form-data; name="purpose""#, "", "batch",
          "--AaB03x", #"Content-Disposition: form-data; name="file"; filename="batch.jsonl""#,
          "Content-Type: application/jsonl", "", "{}\n", "--AaB03x--", "",
        ].joined(separator: "\r\n"))
  }

  @Test("a boundary that occurs in the file or in a field is not taken")
  func boundaryInContent() {
    var candidates = ["one", "two", "three"]
    let file = MultipartForm.File(name: "f", contentType: "text/plain", bytes: Array("at\r\n--one\r\n".utf8))
    let form = MultipartForm(fields: ["a": "--two"], field: "file", file: file) { candidates.removeFirst() }
    #expect(form.contentType.hasSuffix("boundary=three"))
  }

  @Test("quotes and line ends in a name cannot end its header line")
  func names() {
    let file = MultipartForm.File(name: "a\"\r\nX: y.txt", contentType: "text/plain", bytes: [])
    let form = MultipartForm(fields: ["é\"": ""], field: "file", file: file) { "b" }
    #expect(text(form).contains(#"filename="a%22%0D%0AX: y.txt""#) && text(form).contains(#"name="é%22""#))
  }

  @Test("no two forms share a boundary, and any bytes arrive as they are")
  func upload() async throws {
    let server = try StubServer { _ in StubReply("ok") }
    let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let file = MultipartForm.File(name: "f", contentType: "application/octet-stream", bytes: bytes)
    let forms = (0..<2).map { _ in MultipartForm(fields: [:], field: "file", file: file) }
    #expect(forms[0].contentType != forms[1].contentType)
    let form = forms[0]
    _ = try await onHost(.plain) { client in
      let headers = HTTPHeaders(["Content-Type": form.contentType])
      return try await client.send(HTTPRequest(.post, server.url, headers: headers, body: form.body))
    }
    let sent = try #require(server.requests.first)
    let boundary = try #require(sent.headers["content-type"]?.split(separator: "=").last)
    let body = try #require(sent.body.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound)
    #expect(Array(sent.body[body...].dropLast("\r\n--\(boundary)--\r\n".utf8.count)) == bytes)
  }
}
