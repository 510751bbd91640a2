// Every reason for which texts cannot be compared or grouped.

internal import SparCore

package enum CurationError: SparError, Equatable {
  case badOption(String)
  /// Vectors of different lengths in one table; `index` counts from 0.
  case unevenVectors(index: Int, length: Int, expected: Int)
  /// Fewer points than something needs.
  case tooFew(String)

  package var code: String {
    switch self {
    case .badOption: "curation.option_invalid"
    case .unevenVectors: "curation.vectors_uneven"
    case .tooFew: "curation.too_few"
    }
  }

  package var message: String {
    switch self {
    case .badOption(let reason): "Curation option: \(reason)."
    case .unevenVectors(let index, let length, let expected):
      "Vector \(index + 1) has \(length) numbers, and the first has \(expected)."
    case .tooFew(let reason): "There is too little to work on: \(reason)."
    }
  }

  package var hint: String? {
    switch self {
    case .unevenVectors: "All vectors must come from one model."
    case .badOption, .tooFew: nil
    }
  }
}
