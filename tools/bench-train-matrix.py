"""GFLOP/s of PyTorch's product of two square matrices, for bench-train: a line "SECONDS" is answered by a number.

Usage: bench-train-matrix.py THREADS
"""
import sys
import time

import torch

SIZE = 1536

threads = int(sys.argv[1])
torch.set_num_threads(threads)
clock = time.process_time if threads == 1 else time.perf_counter
a, b = torch.randn(SIZE, SIZE), torch.randn(SIZE, SIZE)
for line in sys.stdin:
    a @ b
    done, start = 0, clock()
    while clock() - start < float(line):
        a @ b
        done += 1
    print(2e-9 * SIZE**3 * done / (clock() - start), flush=True)
