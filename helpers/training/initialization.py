"""A better spread of a deep network's first weights."""

import functools
from collections.abc import Callable, Sequence

import numpy as np

SMALL = 0.01  # standard deviation of the weights that students draw
UNSCALED = "unscaled"  # attribute of a scaled initialization: the one it was made of


def scale_initialization(initialize: Callable) -> Callable:
    """Make an initialization whose weights have standard deviation 1/√n of the layer before instead of 0.01.

    Args:
        initialize: A function from layer_dims to parameters, its W1 … WL of standard deviation 0.01. A scaled one is not
            scaled again.

    Returns:
        A function of the same name, arguments and keys.

    Source: Y. LeCun et al., Efficient BackProp, 1998, section 4.6.
    """
    initialize = getattr(initialize, UNSCALED, initialize)

    @functools.wraps(initialize)
    def scaled(layer_dims: Sequence[int]) -> dict[str, np.ndarray]:
        parameters = initialize(layer_dims)
        return {
            name: value / (SMALL * np.sqrt(value.shape[1])) if name.startswith("W") else value
            for name, value in parameters.items()
        }

    vars(scaled)[UNSCALED] = initialize
    return scaled
