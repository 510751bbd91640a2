// Addresses, however users write them.

import SparCore
import SparModels
import Testing

@Suite("Base URL")
struct BaseURLTests {
  @Test(
    "every way to write an address has one normal form",
    arguments: [
      ("https://api.openai.com", "https://api.openai.com/v1"),
      ("https://api.openai.com/v1", "https://api.openai.com/v1"),
      ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
      ("https://API.OpenAI.com:443/v1//", "https://api.openai.com/v1"),
      ("  https://api.openai.com/v1/chat/completions ", "https://api.openai.com/v1"),
      ("api.openai.com", "https://api.openai.com/v1"),
      ("localhost:8000", "http://localhost:8000/v1"),
      ("127.0.0.1:8080/", "http://127.0.0.1:8080/v1"),
      ("http://[::1]:11434", "http://[::1]:11434/v1"),
      ("http://10.0.0.7:80", "http://10.0.0.7/v1"),
      ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1"),
      ("https://api.groq.com/openai", "https://api.groq.com/openai/v1"),
      (
        "https://generativelanguage.googleapis.com/v1beta/openai/",
        "https://generativelanguage.googleapis.com/v1beta/openai"
      ),
      ("https://host/custom/chat/completions", "https://host/custom"),
      ("https://api.anthropic.com", "https://api.anthropic.com/v1"),
      ("https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1"),
    ])
  func normalForm(written: String, normal: String) throws {
    #expect(try BaseURL(written).description == normal)
  }

  @Test(
    "what is no address is refused",
    arguments: [
      "", "http://", "ftp://host", "https://user:secret@host/v1", "http://host:99999", "http://host:x",
      "http://ho st", "http://host/v1?key=1", "http://host/v1\r\nX: y",
    ])
  func malformed(text: String) {
    #expect(throws: BaseURL.Malformed.self) { try BaseURL(text) }
  }

  @Test("the same address has the same key, another has another, and the key does not show the host")
  func key() throws {
    #expect(try BaseURL("localhost:8000/").key == BaseURL("http://localhost:8000/v1").key)
    #expect(try BaseURL("localhost:8000").key != BaseURL("localhost:8001").key)
    #expect(try !BaseURL("localhost:8000").key.description.contains("localhost"))
  }
}
