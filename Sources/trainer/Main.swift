@main struct Trainer { static func main() { print("trainer") } }
