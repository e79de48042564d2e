"""Week 4: all exercises of the deep network, in the notebook's order."""

from helpers.exercises.week4_backward import EXERCISES as BACKWARD
from helpers.exercises.week4_forward import EXERCISES as FORWARD
from helpers.exercises.week4_models import EXERCISES as MODELS

EXERCISES = FORWARD + BACKWARD + MODELS
