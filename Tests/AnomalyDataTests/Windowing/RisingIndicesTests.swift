import AnomalyData
import Testing

@Suite struct RisingIndicesTests {
  @Test(arguments: [
    [], [5], [5, 9], [0, 1, 2, 3], [0, 3, 6, 7, 8, 9, 20], [1, 2, 4, 8, 16, 32, 33, 34, 35],
  ]) func holdWhatTheyAreMadeOf(_ indices: [Int]) {
    let found = RisingIndices(indices)
    #expect(Array(found) == indices && found.count == indices.count)
    #expect(found.indices.map { found[$0] } == indices)
    #expect(found == RisingIndices(indices) && (indices.isEmpty || found != RisingIndices(indices.dropLast())))
    #expect(Array(found.dropFirst(2)) == Array(indices.dropFirst(2)))
  }

  @Test func theSameIndicesAreEqualHoweverTheyWereAdded() {
    // Added one by one, 0 and 5 begin a stretch that 6 and 7 leave.
    let all = RisingIndices([0, 5, 6, 7])
    var rest: RisingIndices = [0]
    for index in [5, 6, 7] { rest.append(index) }
    #expect(all == rest && all == [0, 5, 6, 7])
  }
}
