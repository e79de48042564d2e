"""The three models of the course on the same pictures: `python benchmarks/three_models.py [seeds [iterations]]`.

Prints training and test accuracy, mean ± standard deviation over the initial seeds, and seconds a training run, with
one thread of BLAS. The answer key does the work, at the settings of the notebooks: 32×32 pixels, rate 0.0075.
"""

import os
import sys
import time
from pathlib import Path

os.environ |= {"OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # before numpy comes
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np  # noqa: E402

from helpers.data.pictures import load_pictures  # noqa: E402
from helpers.reference import week2, week4  # noqa: E402
from helpers.training.initialization import scale_initialization  # noqa: E402

LEARNING_RATE = 0.0075
SIZE = 32


def logistic_regression(X, Y, num_iterations):
    w, b = week2.initialize_with_zeros(X.shape[0])
    params, _, _ = week2.optimize(w, b, X, Y, num_iterations, LEARNING_RATE)
    return lambda X: week2.predict(params["w"], params["b"], X)


def two_layers(X, Y, num_iterations):
    parameters, _ = week4.two_layer_model(X, Y, (X.shape[0], 7, 1), LEARNING_RATE, num_iterations)
    return lambda X: week4.predict(X, parameters)


def four_layers(X, Y, num_iterations):
    initialize = scale_initialization(week4.initialize_parameters_deep)
    layers_dims = [X.shape[0], 20, 7, 5, 1]
    parameters, _ = week4.L_layer_model(
        X, Y, layers_dims, LEARNING_RATE, num_iterations, initialize_parameters_deep=initialize
    )
    return lambda X: week4.predict(X, parameters)


MODELS = {
    "logistic regression": logistic_regression,
    "2 layers (7-1)": two_layers,
    "4 layers (20-7-5-1)": four_layers,
}


def measure(train, pictures, seeds=5, num_iterations=2500):
    """Train a model from several starts. Returns an array (seeds, 3): training and test accuracy in %, seconds."""
    # pixels 0 … 255 become numbers 0 … 1, a picture becomes a column
    X, T = (x.reshape(len(x), -1).T / 255 for x in (pictures.train_x, pictures.test_x))
    rows = []
    for seed in range(1 if train is logistic_regression else seeds):  # which starts from zeros whatever the seed
        np.random.seed(seed)
        start = time.perf_counter()
        predict = train(X, pictures.train_y, num_iterations)
        seconds = time.perf_counter() - start
        accuracies = [100 * np.mean(predict(A) == y) for A, y in ((X, pictures.train_y), (T, pictures.test_y))]
        rows.append([*accuracies, seconds])
    return np.array(rows)


def main(seeds=5, num_iterations=2500):
    print(f"{SIZE}×{SIZE} pixels, rate {LEARNING_RATE}, {num_iterations} iterations, {seeds} starts\n")
    print(f"{'model':<22}{'training %':>14}{'test %':>14}{'seconds':>10}")
    pictures = load_pictures(SIZE)
    for name, train in MODELS.items():
        runs = measure(train, pictures, seeds, num_iterations)
        columns = [f"{column.mean():.1f} ± {column.std():.1f}" for column in runs.T]
        print(f"{name:<22}{columns[0]:>14}{columns[1]:>14}{columns[2]:>12}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
