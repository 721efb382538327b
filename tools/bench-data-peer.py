"""One reading of a table by a peer: seconds of processor time, growth of the peak memory in bytes, rows, columns."""
import resource
import sys
import time


def reader(name):
    """What reads a file; the import does not count."""
    if name.startswith("pandas"):
        import pandas
        kind = {"dtype": "float32"} if name.endswith("float32") else {}
        return lambda path: pandas.read_csv(path, engine="c", **kind)
    import polars
    return polars.read_csv


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main():
    name, path = sys.argv[1:]
    read = reader(name)
    before, start = peak(), time.process_time()
    table = read(path)
    print(time.process_time() - start, peak() - before, *table.shape)


main()
