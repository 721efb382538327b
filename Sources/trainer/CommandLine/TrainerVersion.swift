/// The version of this program; it goes into the provenance of every model.
enum TrainerVersion {
  static let text = "0.1.0"
}
