/// Every command by the name one types, in the order of the help text.
enum CommandName: String, CaseIterable {
  case synth

  var type: any Command.Type {
    switch self {
    case .synth: Synth.self
    }
  }
}
