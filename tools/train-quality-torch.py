"""PyTorch's side of train-quality: `train-quality-torch.py JOB.json` trains the job's model from each seed.

Prints `parameters COUNT`, then `seed epoch training-loss validation-loss` a line. Initial values are PyTorch's own, or
those of the job's file `initial`.
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
        # A second bias beside the first would only make the first learn at twice the rate.
        for name, values in self.lstm.named_parameters():
            if name.startswith("bias_hh"):
                nn.init.zeros_(values).requires_grad_(False)
        self.head = nn.Linear(32, channels)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


class Positions(nn.Module):
    def __init__(self, steps, channels):
        super().__init__()
        self.table = nn.Parameter(torch.randn(steps, channels) * 0.02)

    def forward(self, x):
        return x + self.table


class Transformer(nn.Module):
    def __init__(self, steps, channels):
        super().__init__()
        self.embedding = nn.Linear(channels, 32)
        self.positions = Positions(steps, 32)
        self.blocks = nn.ModuleList(
            nn.TransformerEncoderLayer(32, 4, dim_feedforward=64, dropout=0.0, batch_first=True) for _ in range(2))
        self.head = nn.Linear(steps * 32, channels)

    def forward(self, x):
        x = self.positions(self.embedding(x))
        for block in self.blocks:
            x = block(x)
        return self.head(x.flatten(1))


MODELS = {"autoencoder": Autoencoder, "lstm": Recurrent, "transformer": Transformer}


def learned(model):
    """The tensors that are learned, in the order in which the trainer keeps them: a norm stands behind its sum."""
    place = lambda name: name.replace("norm1", "self_attn_norm")
    groups = {}
    for name, values in model.named_parameters():
        if values.requires_grad:
            groups.setdefault(place(name).rpartition(".")[0], []).append(values)
    names = list(groups)
    for norm in [name for name in names if name.endswith("self_attn_norm")]:
        names.remove(norm)
        names.insert(names.index(norm.replace("self_attn_norm", "self_attn.out_proj")) + 1, norm)
    return [values for name in names for values in groups[name]]


def train(job, seed, windows, validation):
    """Yields training and validation loss of each epoch."""
    torch.manual_seed(seed)
    steps = job["graph"]["input"]["steps"]
    model = MODELS[job["model"]](steps, job["channels"])
    count = sum(values.numel() for values in learned(model))
    if seed == job["seeds"][0]:
        print("parameters", count)
    if "initial" in job:
        with open(job["initial"], "rb") as file:
            file.seek(job["seeds"].index(seed) * count * 4)
            values = torch.frombuffer(bytearray(file.read(count * 4)), dtype=torch.float32)
        nn.utils.vector_to_parameters(values, learned(model))
    optimizer = torch.optim.Adam((p for p in model.parameters() if p.requires_grad), lr=1e-3)

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
