"""Week 2: the cases and known mistakes of logistic regression."""

import numpy as np

from helpers.exercises import week2_stand_ins as stand_ins
from helpers.exercises.exercise import Exercise, Mistake, labels, normal
from helpers.reference import week2 as reference
from helpers.wire import Normal

SIZES = ((2, 3), (3, 5), (1, 4), (4, 1), (5, 2))  # (n_x, m): never equal, m = 1 and n_x = 1 among them

initialize_with_zeros = Exercise(
    reference.initialize_with_zeros,
    lambda rng: [{"dim": int(dim)} for dim in (2, 1, 3, rng.integers(4, 9), 120)],
    ("w", "b"),
    (
        Mistake(
            "rank 1",
            "w.shape is (dim,): an array of rank 1. A column has a second dimension.",
            lambda dim: (np.zeros(dim), 0.0),
        ),
        Mistake("a row", "You made a row; w is a column.", lambda dim: (np.zeros((1, dim)), 0.0)),
        Mistake(
            "random",
            "Logistic regression has one unit: there is no symmetry to break, zeros will do.",
            lambda dim: (Normal((dim, 1), 0.01), 0.0),
        ),
        Mistake("ones", "Look at the value you fill w with.", lambda dim: (np.ones((dim, 1)), 0.0)),
        Mistake(
            "b is an array",
            "b is one number, whatever the dimension.",
            lambda dim: (np.zeros((dim, 1)), np.zeros((dim, 1))),
        ),
    ),
)


def batches(rng):
    """Small training sets with a start that is not 0: both classes, then all ones, then all zeros."""
    for n_x, m in SIZES:
        yield {
            "w": normal(rng, n_x, 1, scale=0.7),
            "b": 0.4 + rng.integers(1, 9) / 10,
            "X": normal(rng, n_x, m),
            "Y": labels(rng, m),
        }
    for label in (1, 0):
        yield {"w": normal(rng, 3, 1, scale=0.7), "b": -0.7, "X": normal(rng, 3, 4), "Y": np.full((1, 4), label)}


def wrong_propagate(dw=None, db=None, cost=None, A=None):
    """`propagate` with one formula replaced; each replacement takes (A, Y, X, m)."""

    def propagate(w, b, X, Y, *, sigmoid=reference.sigmoid):
        m = X.shape[1]
        probability = sigmoid(w.T @ X + b) if A is None else A(w, b, X, sigmoid)
        grads = {"dw": X @ (probability - Y).T / m, "db": (probability - Y).sum() / m}
        loss = reference.cross_entropy(probability, Y)
        if dw:
            grads["dw"] = dw(probability, Y, X, m)
        if db:
            grads["db"] = db(probability, Y, X, m)
        return grads, loss if cost is None else cost(probability, Y, X, m)

    return propagate


propagate = Exercise(
    reference.propagate,
    batches,
    ({"dw": "dw", "db": "db"}, "cost"),
    (
        Mistake(
            "no mean in dw",
            "dw came out m times too large: is it a sum or a mean over the samples?",
            wrong_propagate(dw=lambda A, Y, X, m: X @ (A - Y).T),
        ),
        Mistake(
            "no mean in db",
            "db came out m times too large: is it a sum or a mean over the samples?",
            wrong_propagate(db=lambda A, Y, X, m: (A - Y).sum()),
        ),
        Mistake(
            "Y - A",
            "Right size, wrong sign: which way should the gradient point when A is larger than Y?",
            wrong_propagate(dw=lambda A, Y, X, m: X @ (Y - A).T / m, db=lambda A, Y, X, m: (Y - A).sum() / m),
        ),
        Mistake(
            "cost without minus",
            "Logarithms of probabilities are negative. Can a cost be?",
            wrong_propagate(cost=lambda A, Y, X, m: -reference.cross_entropy(A, Y)),
        ),
        Mistake(
            "cost without mean",
            "Your cost grows with the number of samples: is it a sum or a mean?",
            wrong_propagate(cost=lambda A, Y, X, m: m * reference.cross_entropy(A, Y)),
        ),
        Mistake(
            "cost of the ones only",
            "What does a sample with label 0 contribute to your sum?",
            wrong_propagate(cost=lambda A, Y, X, m: -(Y * np.log(A)).sum() / m),
        ),
        Mistake(
            "1 - log A",
            "Read again what stands inside the second logarithm.",
            wrong_propagate(cost=lambda A, Y, X, m: -(Y * np.log(A) + (1 - Y) * (1 - np.log(A))).sum() / m),
        ),
        Mistake(
            "other logarithm",
            "Off by a constant factor: which logarithm belongs to the derivative you used?",
            wrong_propagate(cost=lambda A, Y, X, m: reference.cross_entropy(A, Y) / np.log(10)),
        ),
        Mistake(
            "logarithm to base 2",
            "Off by a constant factor: which logarithm belongs to the derivative you used?",
            wrong_propagate(cost=lambda A, Y, X, m: reference.cross_entropy(A, Y) / np.log(2)),
        ),
        Mistake(
            "cost of each sample",
            "You return a loss for each sample; the cost of a batch is a single number.",
            wrong_propagate(cost=lambda A, Y, X, m: -(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m),
        ),
        Mistake(
            "elementwise dw",
            "dw must look like w. Which product makes the samples' axis disappear?",
            wrong_propagate(dw=lambda A, Y, X, m: X * (A - Y) / m),
        ),
        Mistake(
            "no b",
            "Your numbers are those of b = 0: does b enter the forward pass?",
            wrong_propagate(A=lambda w, b, X, sigmoid: sigmoid(w.T @ X)),
        ),
        Mistake(
            "no activation",
            "Your A is the linear part itself: can a probability be 3?",
            wrong_propagate(A=lambda w, b, X, sigmoid: w.T @ X + b),
        ),
    ),
    weights={"dw": 4, "db": 2, "cost": 3},
    stand_ins=(stand_ins.sigmoid,),
)


def descents(rng):
    """Short and longer runs whose rates and counts are not the defaults, and one that is."""
    runs = ((2, 3, 1, 0.3), (3, 5, 2, 0.05), (1, 4, 5, 0.7), (4, 1, 3, 0.11), (3, 4, 101, 0.02))
    for n_x, m, count, rate in runs:
        start = {"w": normal(rng, n_x, 1, scale=0.7), "b": rng.integers(1, 9) / 10}
        data = {"X": normal(rng, n_x, m), "Y": labels(rng, m)}
        yield start | data | {"num_iterations": count, "learning_rate": rate}
    yield {"w": normal(rng, 2, 1), "b": -0.3, "X": normal(rng, 2, 3), "Y": labels(rng, 3)}


def wrong_optimize(
    *, sign=-1, first=0, every=100, rate=None, last_only=False, b_fixed=False, again=False, gradients_at_start=False
):
    """`optimize` with one thing done otherwise."""

    def optimize(
        w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False, *, propagate=reference.propagate
    ):
        costs, start = [], (w, b)
        step = learning_rate if rate is None else rate
        for i in range(first, num_iterations):
            grads, cost = propagate(*(start if gradients_at_start else (w, b)), X, Y)
            w = w + sign * step * grads["dw"]
            b = b if b_fixed else b + sign * step * grads["db"]
            if i % every == 0:
                costs.append(cost)
        if again:
            grads, _ = propagate(w, b, X, Y)
        return {"w": w, "b": b}, grads, costs[-1] if last_only else costs

    return optimize


optimize = Exercise(
    reference.optimize,
    descents,
    ({"w": "w", "b": "b"}, {"dw": "dw", "db": "db"}, "costs"),
    (
        Mistake("uphill", "Watch the cost from one iteration to the next: does it rise?", wrong_optimize(sign=1)),
        Mistake("b stays", "How often is b updated in your loop?", wrong_optimize(b_fixed=True)),
        Mistake("one step short", "How many times does your loop run for num_iterations = 1?", wrong_optimize(first=1)),
        Mistake("every cost", "How often should a cost be recorded?", wrong_optimize(every=1)),
        Mistake("one cost", "A list of costs is asked for, one number came.", wrong_optimize(last_only=True)),
        Mistake("fixed rate", "Does your step change when the learning rate does?", wrong_optimize(rate=0.009)),
        Mistake(
            "grads after the last step", "To which parameters do the returned grads belong?", wrong_optimize(again=True)
        ),
        Mistake(
            "gradients of the start",
            "Which w and b does propagate get in the second iteration?",
            wrong_optimize(gradients_at_start=True),
        ),
    ),
    weights={"w": 3, "b": 3, "dw": 1, "db": 1, "costs": 2},
    stand_ins=(stand_ins.propagate,),
    keeps_arguments=1,
)


def points(rng):
    """Samples on both sides, none near the border; leaving out b, or comparing Z with one half, changes other labels."""
    for n_x, m in ((2, 7), (3, 5), (1, 6), (4, 9), (5, 1)):
        while True:
            case = {"w": normal(rng, n_x, 1), "b": 0.5 + rng.integers(1, 9) / 10, "X": normal(rng, n_x, m, scale=1.5)}
            Z = case["w"].T @ case["X"] + case["b"]
            labelings = [Z > 0, Z > case["b"], Z > 0.5, Z > -np.inf]
            distinct = len({tuple(labeling.ravel()) for labeling in labelings}) == len(labelings)
            if np.abs(Z).min() > 0.02 and (m == 1 or distinct):
                yield case
                break
    near = np.array([[-0.3, -0.12, 0.14, 0.33, -2.1, 2.6]]) + normal(rng, 1, 6, scale=0.01)  # sigmoid(0.4) is 0.6
    yield {"w": np.array([[2.0]]), "b": 1.5, "X": (rng.permutation(near.T).T - 1.5) / 2}


def thresholded(test):
    """`predict` with another test; it takes (A, Z, X)."""

    def predict(w, b, X, *, sigmoid=reference.sigmoid):
        Z = w.T @ X + b
        return test(sigmoid(Z), Z, X)

    return predict


predict = Exercise(
    reference.predict,
    points,
    "labels",
    (
        Mistake(
            "no b",
            "Compare with the formula used in training: what is missing?",
            lambda w, b, X, *, sigmoid=reference.sigmoid: (sigmoid(w.T @ X) > 0.5) * 1.0,
        ),
        Mistake(
            "probabilities",
            "You return probabilities; labels of 0 and 1 are asked for.",
            thresholded(lambda A, Z, X: A),
        ),
        Mistake(
            "threshold on Z",
            "What are you comparing with one half: the probability, or what goes into the sigmoid?",
            thresholded(lambda A, Z, X: (Z > 0.5) * 1.0),
        ),
        Mistake(
            "threshold on X", "What are you comparing with one half?", thresholded(lambda A, Z, X: (X > 0.5) * 1.0)
        ),
        Mistake(
            "upside down",
            "Every label is the opposite of what it should be.",
            thresholded(lambda A, Z, X: (A <= 0.5) * 1.0),
        ),
        Mistake(
            "another border",
            "Only samples near the border are wrong: how large is the probability there?",
            thresholded(lambda A, Z, X: (A > 0.4) * 1.0),
        ),
        Mistake(
            "cut off",
            "Every label is 0: a probability without its decimals is 0, whatever it was.",
            thresholded(lambda A, Z, X: np.trunc(A)),
        ),
        Mistake(
            "rank 1",
            "The labels are right, but in an array of rank 1; (1, m) is asked for.",
            thresholded(lambda A, Z, X: (A > 0.5)[0] * 1.0),
        ),
        Mistake(
            "all ones", "Every label is 1: is the comparison ever made?", thresholded(lambda A, Z, X: np.ones_like(A))
        ),
    ),
    stand_ins=(stand_ins.sigmoid,),
)


def trainings(rng):
    """Training and test sets of different sizes; test labels that are not those one would predict."""
    for n_x, m, m_test, count, rate in ((2, 7, 4, 3, 0.3), (3, 5, 8, 102, 0.05), (4, 9, 6, 8, 0.8)):
        yield {
            "X_train": normal(rng, n_x, m),
            "Y_train": labels(rng, m),
            "X_test": normal(rng, n_x, m_test),
            "Y_test": labels(rng, m_test),
            "num_iterations": count,
            "learning_rate": rate,
        }


def wrong_model(change_arguments=lambda *a: a, change_answer=lambda answer: answer):
    """`model` called with other arguments, or whose answer is changed."""

    def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False, **others):
        used = change_arguments(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
        answer = change_answer(reference.model(*used, **others))
        return answer | {"learning_rate": learning_rate, "num_iterations": num_iterations}

    return model


def swapped(answer):
    """Predictions of the two sets exchanged."""
    return answer | {
        "Y_prediction_test": answer["Y_prediction_train"],
        "Y_prediction_train": answer["Y_prediction_test"],
    }


model = Exercise(
    reference.model,
    trainings,
    {
        "costs": "costs",
        "Y_prediction_test": "Y_prediction_test",
        "Y_prediction_train": "Y_prediction_train",
        "w": "w",
        "b": "b",
        "learning_rate": "learning_rate",
        "num_iterations": "num_iterations",
    },
    (
        Mistake(
            "trained on the test set",
            "Which of the two sets may the model learn from?",
            wrong_model(lambda X, Y, X_test, Y_test, n, rate: (X_test, Y_test, X, Y, n, rate), swapped),
        ),
        Mistake(
            "fixed rate",
            "Does changing the argument learning_rate change your result?",
            wrong_model(lambda X, Y, X_test, Y_test, n, rate: (X, Y, X_test, Y_test, n, 0.5)),
        ),
        Mistake(
            "fixed number of iterations",
            "Does changing the argument num_iterations change your result?",
            wrong_model(lambda X, Y, X_test, Y_test, n, rate: (X, Y, X_test, Y_test, 100, rate)),
        ),
        Mistake(
            "defaults of optimize",
            "Does optimize get the rate and the number of iterations that model was given?",
            wrong_model(lambda X, Y, X_test, Y_test, n, rate: (X, Y, X_test, Y_test, 100, 0.009)),
        ),
        Mistake(
            "predictions exchanged",
            "Which prediction belongs to which set? Look at the number of columns.",
            wrong_model(change_answer=swapped),
        ),
        Mistake(
            "predictions of one set",
            "Both predictions have as many columns as the training set.",
            wrong_model(change_answer=lambda a: a | {"Y_prediction_test": a["Y_prediction_train"]}),
        ),
    ),
    weights={
        "costs": 2,
        "Y_prediction_test": 2,
        "Y_prediction_train": 2,
        "w": 2,
        "b": 1,
        "learning_rate": 0.5,
        "num_iterations": 0.5,
    },
    stand_ins=(stand_ins.initialize_with_zeros, stand_ins.optimize, stand_ins.predict),
)

EXERCISES = (initialize_with_zeros, propagate, optimize, predict, model)
