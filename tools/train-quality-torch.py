"""PyTorch's side of train-quality: `train-quality-torch.py JOB.json` trains the job's model from each seed.

Prints `parameters COUNT`, then `seed epoch training-loss validation-loss` a line. Initial values are PyTorch's own.
"""
import json
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional as F

BATCH = 64


class Autoencoder(nn.Module):
    def __init__(self, steps, channels):
        super().__init__()
        size = steps * channels
        self.layers = nn.Sequential(
            nn.Linear(size, 64), nn.ReLU(), nn.Linear(64, 16), nn.ReLU(), nn.Linear(16, 64), nn.ReLU(),
            nn.Linear(64, size))

    def forward(self, x):
        return self.layers(x.flatten(1))


class Recurrent(nn.Module):
    def __init__(self, steps, channels):
        super().__init__()
        self.lstm = nn.LSTM(channels, 32, num_layers=2, batch_first=True)
        self.head = nn.Linear(32, channels)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


class Transformer(nn.Module):
    def __init__(self, steps, channels):
        super().__init__()
        self.embedding = nn.Linear(channels, 32)
        self.positions = nn.Parameter(torch.randn(steps, 32) * 0.02)
        self.blocks = nn.ModuleList(
            nn.TransformerEncoderLayer(32, 4, dim_feedforward=64, dropout=0.0, batch_first=True) for _ in range(2))
        self.head = nn.Linear(steps * 32, channels)

    def forward(self, x):
        x = self.embedding(x) + self.positions
        for block in self.blocks:
            x = block(x)
        return self.head(x.flatten(1))


MODELS = {"autoencoder": Autoencoder, "lstm": Recurrent, "transformer": Transformer}


def train(job, seed, windows, validation):
    """Yields training and validation loss of each epoch."""
    torch.manual_seed(seed)
    steps = job["graph"]["input"]["steps"]
    model = MODELS[job["model"]](steps, job["channels"])
    if seed == job["seeds"][0]:
        # PyTorch keeps a second bias in every LSTM, to no effect.
        print("parameters", sum(p.numel() for name, p in model.named_parameters() if "bias_hh" not in name))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def loss(batch):
        target = batch if steps == batch.shape[1] else batch[:, steps:]
        return F.mse_loss(model(batch[:, :steps]), target.flatten(1))

    for _ in range(job["epochs"]):
        total = 0.0
        for indices in torch.randperm(len(windows)).split(BATCH):
            optimizer.zero_grad()
            value = loss(windows[indices])
            value.backward()
            optimizer.step()
            total += value.item() * len(indices)
        with torch.no_grad():
            yield total / len(windows), loss(validation).item()


def main():
    job = json.loads(pathlib.Path(sys.argv[1]).read_text())
    # Small networks gain little from a second thread, and lose much on a busy machine.
    torch.set_num_threads(1)
    rows = torch.frombuffer(bytearray(pathlib.Path(job["rows"]).read_bytes()), dtype=torch.float32)
    rows = rows.reshape(-1, job["channels"])
    cut = lambda part: part.unfold(0, job["window"], 1).transpose(1, 2).contiguous()
    windows, validation = cut(rows[:job["split"]]), cut(rows[job["split"]:])
    for seed in job["seeds"]:
        for epoch, losses in enumerate(train(job, seed, windows, validation), 1):
            print(seed, epoch, *losses, flush=True)


main()
