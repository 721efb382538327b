import Testing

@testable import trainer

@Suite struct ArgumentParserTests {
  @Test func defaultsStand() throws {
    let command = try SampleCommand.reading("")
    #expect(command.model == "m.blob")
    #expect(command.data == ["d.csv"])
    #expect(command.window == 32 && command.rate == 0.5 && command.flavour == .sweet)
    #expect(command.seed == nil && command.limit == nil)
    #expect(command.columns.isEmpty && !command.quiet)
  }

  @Test func everyWayToGiveAValue() throws {
    let command = try SampleCommand.readingExactly(
      "-o=out -w 8 --rate=0.25 m.blob --seed 18446744073709551615 a.csv --flavour sour -q --columns a,b b.csv --columns c"
    )
    #expect(command.output == "out" && command.window == 8 && command.rate == 0.25)
    #expect(command.seed == .max && command.flavour == .sour && command.quiet)
    #expect(command.columns == ["a", "b", "c"])
    #expect(command.model == "m.blob" && command.data == ["a.csv", "b.csv"])
  }

  @Test func dashesThatAreNotOptions() throws {
    #expect(try SampleCommand.reading("- -5").data == ["d.csv", "-", "-5"])
    #expect(try SampleCommand.reading("-- --window -q").data == ["d.csv", "--window", "-q"])
    #expect(try SampleCommand.reading("--columns=--odd=name").columns == ["--odd=name"])
  }

  @Test func projectedValueTellsWhetherItWasGiven() throws {
    #expect(try SampleCommand.reading("--window 32").$window)
    #expect(try !SampleCommand.reading("").$window)
  }

  @Test func commandsDoNotShareValues() throws {
    let first = try SampleCommand.reading("--window 8")
    let second = try SampleCommand.reading("")
    #expect(first.window == 8 && second.window == 32)
  }

  @Test(arguments: [
    ("--windw 3", "unknown option --windw; did you mean --window?"),
    ("-x", "unknown option -x; --help lists them"),
    ("--zzzzzz", "unknown option --zzzzzz; --help lists them"),
    ("--window", "option --window needs a value, got nothing; write --window ROWS"),
    ("--window --quiet", "option --window needs a value, got nothing; write --window ROWS"),
    ("--columns=", "option --columns needs a value, got nothing; write --columns TEXT"),
    ("--window x", "--window needs a whole number, got x"),
    ("--window=", "--window needs a whole number, got \"\""),
    ("--window 2.5", "--window needs a whole number, got 2.5"),
    ("--window 99999999999999999999", "--window needs a whole number, got 99999999999999999999"),
    ("--window 0", "--window must be 1 to 4096, got 0"),
    ("--rate -0.1", "--rate must be 0.0 to 1.0, got -0.1"),
    ("--rate nan", "--rate needs a number, got nan"),
    ("--seed -1", "--seed needs a whole number from 0, got -1"),
    ("--limit 0", "--limit must be at least 1, got 0"),
    ("--flavour swet", "--flavour needs one of sweet, sour, got swet; did you mean sweet?"),
    ("--quiet=yes", "option --quiet takes no value, got yes; leave it out"),
    ("--quiet -q", "--quiet was given twice; give it once"),
    ("-w 3 --window 4", "--window was given twice; give it once"),
  ])
  func eachMistakeHasItsSentence(line: String, sentence: String) {
    #expect(SampleCommand.sentence(line) == sentence)
  }

  @Test func whatMustBeGiven() {
    #expect(throws: CommandLineError.missingPositional("MODEL")) { try SampleCommand.readingExactly("") }
    #expect(throws: CommandLineError.missingPositional("DATA.csv")) { try SampleCommand.readingExactly("m -o x") }
    #expect(throws: CommandLineError.missingOption("--output", valueName: "FILE")) {
      try SampleCommand.readingExactly("m d")
    }
    #expect(
      CommandLineError.missingOption("--output", valueName: "FILE").description
        == "option --output is required; add --output FILE")
  }

  @Test func helpComesBeforeComplaints() throws {
    var parser = ArgumentParser(SampleCommand())
    guard case .help = try parser.read(["--help", "--nonsense"]) else {
      Issue.record("expected help")
      return
    }
  }
}
