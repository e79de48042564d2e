"""Week 2: cases and known mistakes of gradient descent."""

from helpers.assessment.asking import Ask
from helpers.exercises.exercise import DEFAULTS, Exercise, Rare, RarePart
from helpers.exercises.mistakes import Mistake
from helpers.exercises.numbers import PRINTS, PRINTS_COST, labels, normal
from helpers.exercises.week2 import stubs
from helpers.reference import week2 as reference


def descents(rng):
    """Short and longer runs whose rates and counts are not the defaults, one that is, and one that prints."""
    runs = ((2, 3, 1, 0.3), (3, 5, 2, 0.05), (1, 4, 5, 0.7), (4, 1, 3, 0.11))
    for n_x, m, count, rate in runs:
        start = {"w": normal(rng, n_x, 1, scale=0.7), "b": rng.integers(1, 9) / 10}
        data = {"X": normal(rng, n_x, m), "Y": labels(rng, m)}
        yield start | data | {"num_iterations": count, "learning_rate": rate}
    w, X = normal(rng, 3, 1), normal(rng, 3, 6, scale=2)
    fitting = {"w": w, "b": -0.4, "X": X, "Y": (w.T @ X > 0.4).astype(int)}  # labels as the start predicts them
    yield fitting | {"num_iterations": 103, "learning_rate": 0.1}
    yield Rare(DEFAULTS, {"w": normal(rng, 2, 1), "b": -0.3, "X": normal(rng, 2, 3), "Y": labels(rng, 3)})
    start = {"w": normal(rng, 2, 1), "b": 0.6, "X": normal(rng, 2, 4), "Y": labels(rng, 4)}
    yield Rare(PRINTS, start | {"num_iterations": 2, "learning_rate": 0.4, "print_cost": True}, Ask.PRINTED)


def wrong_optimize(
    *,
    sign=-1,
    first=0,
    further=0,
    every=100,
    at=0,
    rate=None,
    change_costs=lambda costs: costs,
    w_fixed=False,
    b_fixed=False,
    b_rate=None,
    again=False,
    after=False,
    gradients_at_start=False,
    change_answer=lambda params, grads: (params, grads),
):
    """`optimize` with one thing done otherwise."""

    def optimize(
        w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False, *, propagate=reference.propagate
    ):
        costs, start = [], (w, b)
        step = learning_rate if rate is None else rate
        for i in range(first, num_iterations + further):
            grads, cost = propagate(*(start if gradients_at_start else (w, b)), X, Y)
            w = w if w_fixed else w + sign * step * grads["dw"]
            b = b if b_fixed else b + sign * (step if b_rate is None else b_rate) * grads["db"]
            if after:
                _, cost = propagate(w, b, X, Y)
            if i % every == at:
                costs.append(cost)
        if again:
            grads, _ = propagate(w, b, X, Y)
        return *change_answer({"w": w, "b": b}, grads), change_costs(costs)

    return optimize


optimize = Exercise(
    reference.optimize,
    descents,
    ({"w": "w", "b": "b"}, {"dw": "dw", "db": "db"}, "costs"),
    weights={"w": 3, "b": 3, "dw": 1, "db": 1, "costs": 2},
    stubs=(stubs.propagate,),
    keeps_arguments=1,
    tolerance=(2e-6, 2e-8),  # see docs/tolerances.md
    rare_parts={PRINTS: RarePart(0.5, PRINTS_COST)},
    mistakes=(
        Mistake("uphill", "Watch the cost from one iteration to the next: does it rise?", wrong_optimize(sign=1)),
        Mistake("b stays", "How often is b updated in your loop?", wrong_optimize(b_fixed=True)),
        Mistake("one step short", "How many times does your loop run for num_iterations = 1?",
                wrong_optimize(first=1), raises=UnboundLocalError),
        Mistake("every cost", "How often should a cost be recorded?", wrong_optimize(every=1)),
        Mistake("one cost", "A list of costs is asked for, one number came.",
                wrong_optimize(change_costs=lambda costs: costs[-1])),
        Mistake("fixed rate", "Does your step change when the learning rate does?", wrong_optimize(rate=0.009)),
        Mistake("grads after the last step", "To which parameters do the returned grads belong?",
                wrong_optimize(again=True)),
        Mistake("gradients of the start", "Which w and b does propagate get in the second iteration?",
                wrong_optimize(gradients_at_start=True)),
        Mistake("gradient before the loop", "Is propagate called once, or in every iteration?",
                wrong_optimize(gradients_at_start=True), same_as="gradients of the start"),
        Mistake("w stays", "How often is w updated in your loop?", wrong_optimize(w_fixed=True)),
        Mistake("no rate", "Your step is the whole gradient: what became of the learning rate?",
                wrong_optimize(rate=1.0)),
        Mistake("no rate for b", "w moves as it should; does the step of b know the learning rate?",
                wrong_optimize(b_rate=1.0)),
        Mistake("one step too many", "How many times does your loop run for num_iterations = 1?",
                wrong_optimize(further=1)),
        Mistake("cost after the step", "The cost at iteration 0 is that of the w and b you were given, before any step.",
                wrong_optimize(after=True)),
        Mistake("no cost at the start", "The first cost belongs to iteration 0: which iterations does your condition pick?",
                wrong_optimize(at=99)),
        Mistake("costs of the last iteration too", "How many costs should there be for 101 iterations, and for 2?",
                wrong_optimize(change_costs=lambda costs: costs + costs[-1:])),
        Mistake("w and b exchanged in grads", "Which gradient belongs to which name? Look at the shapes.",
                wrong_optimize(change_answer=lambda params, grads: (params, {"dw": grads["db"], "db": grads["dw"]}))),
        Mistake("parameters in grads", "You return the parameters twice; the second place is for the gradients.",
                wrong_optimize(change_answer=lambda params, grads: (params, {"dw": params["w"], "db": params["b"]}))),
    ),
)  # fmt: skip
