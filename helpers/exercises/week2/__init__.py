"""Week 2: its exercises in the order of the notebooks."""

from helpers.exercises.week2.arrays import L1, L2, image2vector, normalize_rows, softmax
from helpers.exercises.week2.model import model
from helpers.exercises.week2.optimize import optimize
from helpers.exercises.week2.predict import predict
from helpers.exercises.week2.propagate import initialize_with_zeros, propagate
from helpers.exercises.week2.sigmoid import basic_sigmoid, sigmoid, sigmoid_derivative

EXERCISES = (
    basic_sigmoid,
    sigmoid,
    sigmoid_derivative,
    image2vector,
    normalize_rows,
    softmax,
    L1,
    L2,
    initialize_with_zeros,
    propagate,
    optimize,
    predict,
    model,
)
