"""The tables of bench-infer and what stands below them.

A row is a shape's dictionary from (side, kind) to a cell; a cell tells its `time(index)`, 0 the best and 1 the median
block, its `results()` and its `reasons`.
"""
import pathlib

OURS = "ours"
ADDITION = "addition"  # a model of one addition: what a peer's call costs beside its arithmetic
CALL = "call"  # no model at all: what Python adds to a peer's call


def instructions():
    """The widest instructions of the processor that matter to int8 and float kernels."""
    try:
        words = set(pathlib.Path("/proc/cpuinfo").read_text().split())
    except OSError:
        return "unknown"
    names = {"avx512_vnni": "AVX-512 VNNI", "avx_vnni": "AVX VNNI", "avx512f": "AVX-512 (no VNNI)",
             "avx2": "AVX2 (no VNNI)", "i8mm": "NEON i8mm", "asimddp": "NEON dotprod", "asimd": "NEON"}
    return next((name for word, name in names.items() if word in words), "the baseline of the architecture")


def number(value):
    """Microseconds or a ratio to three digits."""
    return "–" if value is None else f"{value:.0f}" if value >= 100 else f"{value:.{1 if value >= 10 else 2}f}"


def call(rows, side, index):
    """What Python adds to a call of this peer, where that was measured; else 0."""
    return next((cell.time(index) or 0 for (name, _), cell in rows.get(CALL, {}).items() if name == side), 0)


def best_peer(rows, shape, index):
    """(time, side, kind) of the fastest peer, without what Python adds to its call; None without one."""
    times = [(time - call(rows, key[0], index), *key) for key, cell in rows[shape].items()
             if key[0] != OURS and (time := cell.time(index)) is not None]
    return min(times, default=None)


def ratio(rows, shape, index):
    """Ours in int8 over the best peer."""
    peer, ours = best_peer(rows, shape, index), rows[shape].get((OURS, "int8"))
    if not peer or not ours or ours.time(index) is None:
        return None
    return ours.time(index) / peer[0]


def table(rows, index, limits):
    keys = list(dict.fromkeys(key for row in rows.values() for key in row))
    keys.sort(key=lambda key: key[0] != OURS)
    sides = ["" if i and keys[i - 1][0] == key[0] else key[0] for i, key in enumerate(keys)]
    lines = [["", *sides, "best peer", "", "ours int8", ""],
             ["shape", *(kind for _, kind in keys), "", "", "/ best", "limit"]]
    for shape, row in rows.items():
        peer, part = None if shape == CALL else best_peer(rows, shape, index), ["", ""]
        if shape in limits:
            part = [number(ratio(rows, shape, index)), number(limits[shape])]
        lines.append([shape, *(number(row[key].time(index)) if key in row else "" for key in keys),
                      f"{peer[1]} {peer[2]}" if peer else "–", number(peer[0] if peer else None), *part])
    widths = [max(len(line[i]) for line in lines[0 if i > len(keys) else 1:]) for i in range(len(lines[0]))]
    for line in lines:
        text = ""
        for i, (word, width) in enumerate(zip(line, widths)):
            # The name of a side stands over all its columns; names stand left, numbers right.
            left = i in (0, len(keys) + 1) or (line is lines[0] and i <= len(keys))
            text = text.ljust(sum(widths[:i]) + 2 * i) + (word if left else word.rjust(width))
        print(text.rstrip())


def notes(rows):
    """Which of two models was the faster, and why a time is missing."""
    lines = {}
    for shape, row in rows.items():
        for (side, kind), cell in row.items():
            results = cell.results()
            if len(results) > 1:
                times = ", ".join(f"{file.name} {number(best)}" for best, _, file in results)
                lines.setdefault(f"{side} {kind}, the fastest of {times}", []).append(shape)
            for reason in cell.reasons:
                lines.setdefault(f"{side} {kind} – {reason}", []).append(shape)
    for line, shapes in lines.items():
        print(f"{', '.join(shapes)}: {line}")


def report(rows, limits, processor, arguments):
    """Prints everything. 1 where this library was not measured or, if that is asked for, misses a limit; else 0."""
    print(f"{processor}, instructions: {instructions()}. Microseconds a window, one thread, batch 1, hot, "
          f"{arguments.rounds} alternating slices of {arguments.seconds} s\n")
    print("Fastest block of calls")
    table(rows, 0, limits)
    print("\nMedian block: what else ran on the machine counts")
    table(rows, 1, limits)
    print(f"\nOurs is anomaly_score: scaler, model, score and verdict. A peer runs its model alone. {ADDITION}: a "
          f"model of one addition. {CALL}: what\nPython adds to a peer's call, measured for LiteRT alone; the times hold it, the best peer's and the ratio do not.")
    notes(rows)
    status = 0
    for shape in (shape for shape in rows if shape in limits):
        for kind in (kind for side, kind in rows[shape] if side == OURS):
            if rows[shape][OURS, kind].time() is None:
                print(f"failed: {shape} {kind} gave no time")
                status = 1
        part = ratio(rows, shape, 0)
        if part is None and arguments.check:
            print(f"failed: {shape} has no peer to compare with")
            status = 1
        if part is not None and part > limits[shape]:
            print(f"missed: {shape} takes {part:.2f} of the best peer's time, the limit is {limits[shape]}")
            status = status or int(arguments.check)
    return status
