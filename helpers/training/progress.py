"""A progress bar for long loops."""

from collections.abc import Iterable, Sized

from tqdm.auto import tqdm

LONG = 500


def progress(steps: Iterable) -> Iterable:
    """Go through steps with a progress bar if they are many, without one if they are few.

    Args:
        steps: Anything to loop over that knows its length, such as range(num_iterations).

    Returns:
        The same steps.
    """
    many = isinstance(steps, Sized) and len(steps) >= LONG
    return tqdm(steps, leave=False, mininterval=0.2) if many else steps
