#!/usr/bin/env python3
"""A second implementation of int8 blobs, written from BlobFormat.md and ArithmeticContract.md; standard library only.

usage: tools/second-reader.py BLOB [WINDOWS.csv]

Scores windows, one a line of window x columns numbers, nan where missing; without a file the window of the self-test,
whose bits it compares. Prints bits of the score, score, p-value, verdict and missing values. Knows every operation of
int8 programs. It checks magic, version and checksum and trusts the rest.
"""
import bisect, collections, ctypes, functools, math, pathlib, struct, sys

INT8, PLANES, INT16, KINDS = 1, 4, 6, {1: "b", 5: "i", 6: "h"}
MISSING, LARGEST_FLOAT = -2**31, (2 - 2**-23) * 2.0**127
VERDICTS = ("normal", "warn", "alarm", "unknown")
RECORD = "<8B7Ii2Ii6Ii7If2I3B5x"
Operation = collections.namedtuple("Operation", """
    code inputType weightType outputType activation sink variant preshift inputOffset inputCount outputOffset
    outputCount weights bias multipliers outputZero secondOffset secondCount secondZero parameter0 parameter1 positions
    inputStride inputPadding inputLength inputZero curve secondCurve secondWeights secondBias secondMultipliers
    scratchOffset scratchBytes scoreUnit parameter2 parameter3 flags secondPreshift secondType""")
CRC_TABLE = [functools.reduce(lambda c, _: c >> 1 ^ (c & 1) * 0x82F63B78, range(8), byte) for byte in range(256)]

# Python computes in double precision: rounding each operation to single gives the bits of single precision.
def f32(v): return ctypes.c_float(v).value
def bits(v): return struct.unpack("<I", struct.pack("<f", v))[0]
def clamp(v, low, high): return min(max(v, low), high)
def int8(v): return clamp(v, -128, 127)
def int16(v): return clamp(v, -2**15, 2**15 - 1)
def wrap32(v): return (v + 2**31) % 2**32 - 2**31
def scaled(a, m, s): return (wrap32(a << s) * m + 2**31) >> 32
def dot(row, values): return sum(w * x for w, x in zip(row, values))
def pad4(count): return count + 3 & ~3

def curve(table, a):
    u = int16(a) + 2**15
    low, high = table[u >> 8], table[(u >> 8) + 1]
    return low + (((high - low) * (u & 255) + 2**7) >> 8)

def exp2(d):
    x, p = (d & 0xFFFF) << 14, 7265623
    for coefficient in (-57025608, 257051636, -744161876, 1073741824):
        p = coefficient + ((p * x) >> 30)
    return p >> (d >> 16) if d >> 16 < 30 else 0

def sum_to_f32(total):
    """An integer rounded once to single precision: what is cut off before stays as a last bit that breaks ties."""
    drop = max(total.bit_length() - 50, 0)
    return f32(float((total >> drop | (total % (1 << drop) > 0)) << drop))

def crc32c(data):
    return functools.reduce(lambda c, byte: c >> 8 ^ CRC_TABLE[(c ^ byte) & 255], data, 2**32 - 1) ^ 2**32 - 1

class Detector:
    def __init__(self, blob):
        magic, major, minor, length, checksum = struct.unpack_from("<8s2H2I", blob.ljust(20))
        if (magic, major, minor) != (b"ANOMALY\x87", 1, 0):
            sys.exit("expected a blob of format version 1.0")
        if length > len(blob) or checksum != crc32c(blob[:16] + blob[20:length]):
            sys.exit("the blob is damaged: the checksum does not match")
        (arena_bytes, self.window, self.columns, _, op_count, *types, self.input_shift,
         self.input_zero) = struct.unpack_from("<5I3Bxi", blob, 28)
        if types != [1, 1]:
            sys.exit("a program in floating point, expected int8")
        self.blob, self.arena, self.values = blob, bytearray(arena_bytes), []
        self.residual_count, self.target, self.warn, self.alarm = struct.unpack_from("<2I2f", blob, 80)
        self.sections = list(struct.iter_unpack("<2I", blob[128:256]))
        self.scaler = [self.numbers(0, 32 * i, 5, "f") for i in range(self.columns)]
        records = blob[self.sections[2][0]:][:128 * op_count]
        self.program = [Operation(*record) for record in struct.iter_unpack(RECORD, records)]

    def numbers(self, section, offset, count, kind):
        return struct.unpack_from(f"<{count}{kind}", self.blob, self.sections[section][0] + offset)

    def tensor(self, offset, count, kind="i"): return self.numbers(3, offset, count, kind)
    def table(self, offset): return self.tensor(offset, 257, "h")
    def curved(self, op, a): return [curve(self.table(op.curve), v) for v in a] if op.activation == 8 else a

    @functools.cache
    def matrix(self, offset, rows, columns):
        """The rows of an int8 matrix in blocked layout."""
        stored, grouped, result = self.tensor(offset, rows * columns, "b"), columns & ~3, []
        edges = sorted({*range(0, rows, 16), rows & ~3, rows})
        for b, end in zip(edges, edges[1:]):
            for r in range(b, end):
                rest = rows * grouped + r * (columns - grouped)
                places = [b * grouped + (c // 4 * (end - b) + r - b) * 4 + c % 4 for c in range(grouped)]
                result.append([stored[i] for i in (*places, *range(rest, rest + columns - grouped))])
        return result

    def read(self, offset, count, kind):
        if kind == PLANES:
            low, high = self.read(offset, count, INT8), self.read(offset + pad4(count), count, INT8)
            return [a + 256 * b for a, b in zip(low, high)]
        return struct.unpack_from(f"<{count}{KINDS[kind]}", self.arena, offset)

    def rows(self, offset, positions, stride, count, kind):
        values = self.read(offset, (positions - 1) * stride + count, kind)
        return [values[p * stride:p * stride + count] for p in range(positions)]

    def write(self, offset, values, kind):
        if kind == PLANES:
            self.write(offset, [(v + 128) % 256 - 128 for v in values], INT8)
            self.write(offset + pad4(len(values)), [(v + 128) >> 8 for v in values], INT8)
        else:
            struct.pack_into(f"<{len(values)}{KINDS[kind]}", self.arena, offset, *values)

    # Operations. What they return is added to the score.

    def dense(self, op):
        matrix, m = self.matrix(op.weights, op.outputCount, op.inputCount), self.tensor(op.multipliers, op.outputCount)
        step, length, a = pad4(op.outputCount) * (op.flags & 1), op.inputLength or op.inputCount, []
        bias = self.tensor(op.bias, step * (op.positions - 1) + op.outputCount)
        inputs = self.read(op.inputOffset, length, op.inputType)
        for p in range(op.positions):
            first = p * op.inputStride - op.inputPadding
            x = [inputs[i] if 0 <= i < length else op.inputZero for i in range(first, first + op.inputCount)]
            a += [scaled(wrap32(bias[p * step + r] + dot(w, x)), m[r], op.preshift) for r, w in enumerate(matrix)]
        a = self.curved(op, a)
        if op.sink == 1:
            return self.residual(op, a)
        if op.outputType == INT8:
            low = op.outputZero if op.activation == 1 else -128
            a = [int8((v + 128) >> 8) if op.activation == 8 else clamp(op.outputZero + v, low, 127) for v in a]
        return self.write(op.outputOffset, [int16(v) for v in a] if op.outputType == INT16 else a, op.outputType)

    def residual(self, op, a):
        if op.activation == 8:
            a = [wrap32(scaled(v, op.parameter2, op.secondPreshift) + op.parameter3) for v in a]
        pairs = [(t, y) for t, y in zip(self.targets(), a) if t != MISSING]
        total = sum((t - clamp(y, -2**22, 2**22))**2 for t, y in pairs)
        return f32(f32(sum_to_f32(total) * op.scoreUnit) / len(pairs)) if pairs and op.scoreUnit else None

    def softmax(self, op):
        results = []
        for s in self.rows(op.inputOffset, op.positions, op.inputCount, op.inputCount, op.inputType):
            if op.variant == 1:
                query = sum((q - op.secondZero)**2 for q in self.read(op.secondOffset, op.secondCount, INT8))
                inverse = 2**44 // math.isqrt(query << 26) if query else 0
                s = [wrap32((v * inverse + 2**30) >> 31) for v in s]
            logits = [scaled(v, op.parameter0, op.preshift) for v in s]
            e = [exp2(max(logits) - v) for v in logits]
            w = [(v * (2**61 // sum(e)) + 2**46) >> 47 for v in e]
            kept = sum(v for v in w if v > op.parameter1)
            if op.parameter1 > 0 and kept > 0:
                w = [(v * (2**30 // kept) + 2**15) >> 16 if v > op.parameter1 else 0 for v in w]
            results += w
        self.write(op.outputOffset, results, op.outputType)

    def recurrent(self, op):
        units, gates, group = op.outputCount, (1, 4, 3)[op.variant], (64, 16, 16)[op.variant]
        matrix = self.matrix(op.weights, gates * units, op.inputCount)
        recurrent = self.matrix(op.secondWeights, gates * units, units)
        bias, m, n = (self.tensor(t, gates * units) for t in (op.bias, op.multipliers, op.secondMultipliers))
        extra = self.tensor(op.secondBias, units) if op.variant == 2 else None
        sigmoid, tanh = self.table(op.curve), self.table(op.secondCurve)
        state, h, results = [0] * units, [0] * units, []
        for x in self.rows(op.inputOffset, op.positions, op.inputStride, op.inputCount, op.inputType):
            hidden = []
            for j in range(units):
                f = j - j % group
                place = [f * gates + g * min(group, units - f) + j - f for g in range(gates)]
                a = [scaled(wrap32(bias[r] + dot(matrix[r], x)), m[r], op.preshift) for r in place]
                b = [wrap32(dot(recurrent[r], h) + (extra[j] if extra and r == place[2] else 0)) for r in place]
                b = [scaled(v, n[r], op.secondPreshift) for v, r in zip(b, place)]
                y = [wrap32(v + w) for v, w in zip(a, b)]
                if op.variant == 0:
                    v = curve(tanh, y[0])
                elif op.variant == 1:
                    i, f, o = (curve(sigmoid, y[k]) for k in (0, 1, 3))
                    product = (i * curve(tanh, y[2])) >> (2 + op.parameter0)
                    state[j] = int16((f * state[j] + product + 2**14) >> 15)
                    v = (o * curve(tanh, state[j] << op.parameter0) + 2**14) >> 15
                else:
                    r, z = curve(sigmoid, y[0]), curve(sigmoid, y[1])
                    candidate = curve(tanh, wrap32(a[2] + scaled(b[2], r << 16, 1)))
                    v = state[j] = int16(wrap32(z * state[j] + (2**15 - z) * candidate + 2**14) >> 15)
                hidden.append(clamp((v * op.parameter1 + 2**11) >> 12, -32768, 32639))
            high = [(v + 128) >> 8 for v in hidden]
            h = hidden if op.secondType == PLANES else high
            results = (results if op.flags & 1 else []) + (hidden if op.outputType == PLANES else high)
        self.write(op.outputOffset, results, op.outputType)

    def attention(self, op):
        heads, width, row, results = op.parameter1, op.outputCount // op.parameter1, op.secondCount // op.parameter2, []
        queries = self.rows(op.inputOffset, op.positions, op.inputStride, op.inputCount, INT8)
        second = self.rows(op.secondOffset, op.parameter2, row, row, INT8)
        second = [[max(v, -127) for v in values[op.parameter3:]] for values in second]
        m, n = self.tensor(op.multipliers, op.outputCount), self.tensor(op.secondMultipliers, heads)
        table = self.tensor(op.curve, 256, "h")
        for t, query in enumerate(queries):
            seen = second[:t + 1] if op.variant == 1 else second
            for head in range(heads):
                first = head * width
                a = [dot(query[first:first + width], values[first:]) for values in seen]
                d = [scaled(max(a) - v, n[head], op.secondPreshift) % 2**32 for v in a]
                e = [table[v & 255] >> min(v >> 8, 15) for v in d]
                z = 32 - sum(e).bit_length()
                inverse = (2**31 - 1) // (sum(e) << z >> 16) << 9
                for c in range(first, first + width):
                    b = sum(w * values[op.outputCount + c] for w, values in zip(e, seen))
                    results.append(int8(op.outputZero + scaled(scaled(b, inverse, z - 8), m[c], op.preshift)))
        self.write(op.outputOffset, results, op.outputType)

    def operands(self, op, count, stride):
        """Rows of one operand, of the sum of two, or of two side by side, in their common unit."""
        rows = self.rows(op.inputOffset, op.positions, op.inputStride, op.inputCount, op.inputType)
        rows = [[scaled(v - op.inputZero, op.parameter0, op.preshift) for v in row] for row in rows]
        if op.secondCount == 0:
            return rows
        second = self.rows(op.secondOffset, op.positions, stride, count, op.secondType)
        second = [[scaled(v - op.secondZero, op.parameter1, op.secondPreshift) for v in row] for row in second]
        return [a + b if op.variant == 1 else [v + w for v, w in zip(a, b)] for a, b in zip(rows, second)]

    def layer_norm(self, op):
        n, epsilon, results = op.inputCount, (op.parameter3 << 32) + op.parameter2, []
        scale, shift = self.tensor(op.multipliers, n), self.tensor(op.bias, n)
        for r in self.operands(op, n, n):
            mean = abs(sum(r)) // n * (1 if sum(r) > 0 else -1)
            r = [wrap32(v - mean) for v in r]
            power = (sum(v * v for v in r) + epsilon) % 2**64 | 1
            z = 64 - power.bit_length() & ~1
            inverse = (2**62 - 1) // math.isqrt(power << z)
            normal = [scaled(v, inverse, max(z // 2 - 1, 0)) for v in r]
            results += [clamp(wrap32(b + scaled(v, k, 1)), -32768, 32639) for v, k, b in zip(normal, scale, shift)]
        is_int8 = op.outputType == INT8
        self.write(op.outputOffset, [(v + 128) >> 8 for v in results] if is_int8 else results, op.outputType)

    def combine(self, op):
        rows = self.operands(op, op.secondCount, op.parameter3)
        values = self.curved(op, [wrap32(v + op.parameter2) for row in rows for v in row])
        if op.outputType == INT8:
            values = [int8(wrap32(v + 128) >> 8) for v in values]
        low = op.outputZero if op.activation == 1 else -2**15
        self.write(op.outputOffset, [max(int16(v), low) for v in values], op.outputType)

    def distance(self, op):
        x = [(v - op.inputZero) << op.preshift for v in self.read(op.inputOffset, op.inputCount, INT8)]
        slots = zip(*[iter(self.tensor(op.weights, op.secondCount * op.inputCount, "h"))] * op.inputCount)
        return f32(sum_to_f32(min(sum((a - b)**2 for a, b in zip(x, slot)) for slot in slots)) * op.scoreUnit)

    def divergence(self, op):
        x, half = self.read(op.inputOffset, op.inputCount, INT8), op.inputCount // 2
        means, variances = self.tensor(op.weights, 256, "I"), self.tensor(op.secondWeights, 256, "I")
        return f32(sum_to_f32(sum(means[v + 128] for v in x[:half]) + sum(variances[v + 128] for v in x[half:]))
                   * op.scoreUnit)

    OPERATIONS = (dense, softmax, recurrent, attention, layer_norm, combine, distance, divergence)

    def physical(self, readings):
        scaler = [self.scaler[i % self.columns] for i in range(len(readings))]
        return [f32(f32(r * scale) + offset) for r, (*_, scale, offset) in zip(readings, scaler)]

    def targets(self): return self.values[self.target:self.target + self.residual_count]

    def score(self, samples):
        """Score, p-value, verdict and missing values of a window in physical units."""
        self.values, inputs = [], []
        for i, x in enumerate(samples):
            center, gain, fill, *_ = self.scaler[i % self.columns]
            t = MISSING if x != x else round(clamp(f32(f32(x - center) * gain), -2**21, 2**21))
            steps = ((int(fill) if x != x else t) + (1 << self.input_shift - 1)) >> self.input_shift
            self.values.append(t)
            inputs.append(int8(steps + self.input_zero))
        self.write(0, inputs, INT8)
        score, missing, is_known = 0.0, self.values.count(MISSING), any(t != MISSING for t in self.targets())
        for op in self.program:
            term = self.OPERATIONS[op.code - 1](self, op)
            score = score if term is None else f32(score + term)
        score = min(score, LARGEST_FLOAT) if is_known else 0.0
        is_known = is_known and 2 * missing <= len(inputs)
        verdict = 3 if not is_known else 2 if score > self.alarm else 1 if score > self.warn else 0
        return score, self.p_value(score), verdict, missing

    def p_value(self, score):
        points = self.numbers(4, 0, self.sections[4][1] // 4, "f")
        s, p = points[::2], points[1::2]
        b = bisect.bisect_right(s, score)
        if b == 0 or b == len(p):
            return p[max(b - 1, 0)] if p else 1.0
        part = f32(f32(score - s[b - 1]) / f32(s[b] - s[b - 1]))
        return max(f32(p[b - 1] + f32(f32(p[b] - p[b - 1]) * part)), p[b])

def main(blob_path, windows_path=None):
    def report(name, score, p_value, verdict, missing):
        print(f"{name}: {bits(score):08X} {score:.9g} p {p_value:.9g} {VERDICTS[verdict]}, {missing} missing")

    detector = Detector(pathlib.Path(blob_path).read_bytes())
    count = detector.window * detector.columns
    if not windows_path:
        result, (expected,) = detector.score(detector.numbers(5, 16, count, "f")), detector.numbers(5, 0, 1, "I")
        report("self-test", *result)
        sys.exit(f"expected {expected:08X}" if bits(result[0]) != expected else 0)
    for number, line in enumerate(pathlib.Path(windows_path).read_text().splitlines(), 1):
        samples = [f32(float(word)) for word in line.split(",")]
        if len(samples) != count:
            sys.exit(f"{windows_path}: line {number} holds {len(samples)} numbers, expected window x columns, {count}")
        report(number, *detector.score(samples))

if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) in (2, 3) and sys.argv[1][0] != "-" else sys.exit(__doc__)
