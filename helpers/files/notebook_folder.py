"""Where is "beside the notebook"? One answer, for worksheets, data sets, results and the lab report.

Students get the kit in a folder with their notebooks. So it is the kit's own place that tells, and not the working directory,
which is another one in Colab, in PyCharm, or after `%cd`. In an instructor's checkout one package serves the notebooks of all
weeks; there it is the folder that IPython was started in.
"""

from pathlib import Path

from IPython import get_ipython

PACKAGE = Path(__file__).parents[1]  # as it was imported, also through a link
ONLY_IN_A_CHECKOUT = Path("checking/instructor.py")
CAME_WITH_THE_KIT = "worksheets", "datasets"
DATASETS = "datasets"


def notebook_folder() -> Path:
    """Tell which folder the notebooks lie in.

    Returns:
        The folder that holds the kit. Where `helpers` is a link to a kit elsewhere, the link's folder if worksheets or data
        lie there, else the kit's. In a checkout: the folder that IPython, or else this process, was started in.
    """
    if not is_kit():
        shell = get_ipython()
        return Path(shell.starting_dir) if shell else Path.cwd()
    places = PACKAGE.parent, PACKAGE.resolve().parent
    return next((place for place in places if any((place / name).is_dir() for name in CAME_WITH_THE_KIT)), places[0])


def datasets_folder() -> Path:
    """Tell where the files of data sets lie.

    Returns:
        The folder `datasets`: beside the notebooks; in a checkout, beside the package.
    """
    return (notebook_folder() if is_kit() else PACKAGE.parent) / DATASETS


def is_kit() -> bool:
    """Tell a student's kit from an instructor's checkout, by what only the checkout holds.

    Returns:
        Whether this package is a student's kit.
    """
    return not (PACKAGE / ONLY_IN_A_CHECKOUT).is_file()
