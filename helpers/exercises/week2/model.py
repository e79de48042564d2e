"""Week 2: cases and known mistakes of the whole model."""

import numpy as np

from helpers.assessment.asking import Ask
from helpers.exercises.exercise import Exercise, Rare, RarePart
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import PRINTS, PRINTS_COST, labels, normal
from helpers.exercises.week2 import stubs
from helpers.reference import week2 as reference


def trainings(rng):
    """Training and test sets of different sizes, with samples so near the border that other w and b give other labels."""
    for n_x, m, m_test, count, rate in ((2, 160, 7, 3, 0.3), (3, 9, 8, 103, 0.05), (4, 7, 9, 8, 0.8)):
        case = sets(rng, n_x, m, m_test)
        while m == 160 and not telling(case["X_train"], case["Y_train"], count, rate):
            case = sets(rng, n_x, m, m_test)
        params, _, _ = trained(case["X_train"], case["Y_train"], count, rate)
        yield case | {"X_test": near_border(case["X_test"], **params), "num_iterations": count, "learning_rate": rate}
    yield Rare(
        PRINTS,
        sets(rng, 2, 5, 3) | {"num_iterations": 2, "learning_rate": 0.6, "print_cost": True},
        Ask.PRINTED,
    )


NEAR = 0.002  # of w.T x + b


def trained(X, Y, count, rate):
    """What training from zero gives."""
    return reference.optimize(np.zeros((len(X), 1)), 0.0, X, Y, count, rate)


def telling(X, Y, count, rate):
    """Whether samples lie near the border on both sides, and a step more, another rate or rounding give other labels."""
    params = trained(X, Y, count, rate)[0]
    Z = params["w"].T @ X + params["b"]
    if max(Z[Z > 0].min(initial=1), -Z[Z < 0].max(initial=-1)) > 2 * NEAR:
        return False
    others = [
        trained(X, Y, *run)[0] for run in ((count + 1, rate), (2 * count, rate), (count, rate**0.5), (count, 0.1))
    ]
    others += [params | {"w": np.round(params["w"], 2)}]
    labels_of = [reference.predict(**one, X=X) for one in (params, *others)]
    return not any(np.array_equal(labels_of[0], other) for other in labels_of[1:])


def near_border(X, w, b):
    """Samples moved to both sides of the border in turn, as near as NEAR."""
    sides = NEAR * (-1) ** np.arange(X.shape[1])
    return X + w * (sides - w.T @ X - b) / np.sum(w**2)


def sets(rng, n_x, m, m_test):
    """A training set and a test set, with features of different sizes, so that w turns on its way."""
    sizes = np.array([[3.0], [0.3], [1.4], [0.7]])[:n_x]
    line = rng.permutation(np.array([[0.5], [2.0], [-1.0], [1.5]])[:n_x])
    X_train, X_test = (np.round(sizes * normal(rng, n_x, count), 3) for count in (m, m_test))
    Y_train = (line.T @ X_train + normal(rng, 1, m) > 0.4).astype(int)
    return {"X_train": X_train, "Y_train": Y_train, "X_test": X_test, "Y_test": labels(rng, m_test)}


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


def untrained(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False, **others):
    """`model` that predicts with the first w and b."""
    start = others.get("initialize_with_zeros", reference.initialize_with_zeros)(X_train.shape[0])
    predict = others.get("predict", reference.predict)
    answer = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate, **others)
    return answer | {"Y_prediction_test": predict(*start, X_test), "Y_prediction_train": predict(*start, X_train)}


def given_labels(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False, **others):
    """`model` that returns the right labels instead of its predictions."""
    answer = reference.model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate, **others)
    return answer | {"Y_prediction_test": Y_test, "Y_prediction_train": Y_train}


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
    weights={
        "costs": 2,
        "Y_prediction_test": 2,
        "Y_prediction_train": 2,
        "w": 2,
        "b": 1,
        "learning_rate": 0.5,
        "num_iterations": 0.5,
    },
    stubs=(stubs.initialize_with_zeros, stubs.optimize, stubs.predict),
    rare_parts={PRINTS: RarePart(0.5, PRINTS_COST)},
    mistakes=(
        Mistake("trained on the test set", "Which of the two sets may the model learn from?",
                wrong_model(lambda X, Y, X_test, Y_test, n, rate: (X_test, Y_test, X, Y, n, rate), swapped)),
        Mistake("fixed rate", "Does changing the argument learning_rate change your result?",
                wrong_model(lambda X, Y, X_test, Y_test, n, rate: (X, Y, X_test, Y_test, n, 0.5))),
        Mistake("fixed number of iterations", "Does changing the argument num_iterations change your result?",
                wrong_model(lambda X, Y, X_test, Y_test, n, rate: (X, Y, X_test, Y_test, 100, rate))),
        Mistake("defaults of optimize", "Does optimize get the rate and the number of iterations that model was given?",
                wrong_model(lambda X, Y, X_test, Y_test, n, rate: (X, Y, X_test, Y_test, 100, 0.009))),
        Mistake("predictions exchanged", "Which prediction belongs to which set? Look at the number of columns.",
                wrong_model(change_answer=swapped)),
        Mistake("predictions of one set", "Both predictions have as many columns as the training set.",
                wrong_model(change_answer=lambda a: a | {"Y_prediction_test": a["Y_prediction_train"]})),
        Mistake("predictions of the start", "Predictions are made with the trained w and b: which do you hand to predict?",
                untrained),
        Mistake("start returned", "w and b are those before training: which ones does the answer hold?",
                wrong_model(change_answer=lambda a: a | {"w": 0 * a["w"], "b": 0.0})),
        Mistake("labels for predictions", "You return the labels you were given; predictions are asked for.",
                given_labels),
    ),
)  # fmt: skip
