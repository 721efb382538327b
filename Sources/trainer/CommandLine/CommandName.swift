/// Every command by the name one types, in the order of the help text.
enum CommandName: String, CaseIterable {
  case picture
  case synth

  var type: any Command.Type {
    switch self {
    case .picture: Picture.self
    case .synth: Synth.self
    }
  }
}
