"""Week 2: its exercises in the order of the notebooks."""

from helpers.exercises.week2_arrays import L1, L2, image2vector, normalize_rows, softmax
from helpers.exercises.week2_model import model
from helpers.exercises.week2_optimize import optimize
from helpers.exercises.week2_predict import predict
from helpers.exercises.week2_propagate import initialize_with_zeros, propagate
from helpers.exercises.week2_sigmoid import basic_sigmoid, sigmoid, sigmoid_derivative

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
