import Testing

@testable import trainer

/// Command lines that are wrong: exit code 64 and what to type instead.
@Suite struct CommandLineProcessTests {
  @Test(arguments: [
    ("", "expected a command, got none; try trainer --help"),
    ("trian", "unknown command trian; did you mean train?"),
    ("--bogus", "unknown option --bogus; --help lists them"),
    ("train", "expected DATA.csv, got nothing; --help shows the usage"),
    ("train d.csv", "option --output is required; add --output FILE"),
    ("train d.csv -o", "option -o needs a value, got nothing; write -o FILE"),
    ("train d.csv -o m --epoch 3", "unknown option --epoch; did you mean --epochs?"),
    ("train d.csv -o m --epochs many", "--epochs needs a whole number, got many"),
    ("train d.csv -o m --epochs -1", "--epochs must be 0 to 1000000, got -1"),
    ("train d.csv -o m --learning-rate nan", "--learning-rate needs a number, got nan"),
    ("train d.csv -o m --learning-rate 0", "--learning-rate must be 1e-08 to 10.0, got 0"),
    ("train d.csv -o m --model forest", "--model needs one of autoencoder, conv-autoencoder, "),
    (
      "train d.csv -o m --optimiser adamm",
      "--optimiser needs one of sgd, rmsprop, adam, adamw, got adamm; did you mean adam"
    ),
    ("train d.csv -o m --schedule exp", "--schedule needs one of constant, cosine, step, plateau, got exp"),
    ("train d.csv -o m --loss l2", "--loss needs one of mse, mae, huber, bce, got l2"),
    ("train d.csv -o m --momentum 0.5", "--momentum and --nesterov are for --optimiser sgd, got adam"),
    ("train d.csv -o m --optimiser sgd --nesterov --momentum 0", "--nesterov needs a --momentum above 0"),
    ("train d.csv -o m --optimiser sgd --momentum 1", "--momentum must be 0.0 to 0.9999, got 1"),
    ("train d.csv -o m --huber-delta 2", "--huber-delta means nothing without --loss huber"),
    ("train d.csv -o m --schedule-epochs 3", "--schedule-epochs is for --schedule step or plateau, got constant"),
    ("train d.csv -o m --schedule-factor 0.5", "--schedule-factor is for --schedule cosine, step or plateau"),
    ("train d.csv -o m --schedule step --schedule-factor 0", "--schedule-factor must be above 0 for --schedule step"),
    ("train d.csv -o m --trim 0.6", "--trim must be 0.0 to 0.5, got 0.6"),
    ("train d.csv -o m --clip-norm -1", "--clip-norm must be 0.0 to"),
    ("train d.csv -o m --curves c.png", "--curves must end in .csv or .svg, got c.png"),
    ("train d.csv -o m --curves m.svg,m.svg", "m.svg is an input or another output of this command"),
    ("train d.csv -o m --checkpoint d.csv", "d.csv is an input or another output of this command"),
    ("train d.csv -o m --checkpoint k --resume m", "m is an input or another output of this command"),
    ("train d.csv -o m --checkpoint-every 3", "--checkpoint-every needs --checkpoint FILE or --resume FILE"),
    ("train d.csv -o m --hidden 8,0", "--hidden must be 1 to 65536 in every layer, got 0"),
    ("train d.csv -o m --hidden=-8", "--hidden must be 1 to 65536 in every layer, got -8"),
    ("train d.csv -o m --normal class", "--normal expects COLUMN=VALUE such as class=1, got class"),
    ("train d.csv -o m --row-samples --window 8", "--window cannot be given with it"),
    ("train d.csv -o m --warn percentile:99.9 --alarm percentile:98", "must not be stricter than --alarm"),
    ("train d.csv -o m --delimiter x", "--delimiter needs comma, semicolon, tab, pipe, blanks or the character"),
    ("picture d.csv s.csv -o p.png", "--output must end in .svg or .html, got p.png"),
    ("inspect a.blob b.blob", "unexpected argument b.blob; --help shows the usage"),
  ])
  func eachMistakeHasItsSentence(line: String, fragment: String) throws {
    try TrainerProcess.run(line.split(separator: " ").map(String.init)).expectSentence(64, fragment)
  }

  @Test func helpAndVersionGoToStandardOutput() throws {
    for words in [["--help"], ["train", "-h"], ["--version"]] {
      let run = try TrainerProcess.run(words)
      run.expectDone()
      #expect(run.output.hasPrefix("trainer ") && run.error.isEmpty)
    }
  }
}
