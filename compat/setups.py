"""The set-ups that are tried: which Python, which packages, and what the first cell should say."""

from dataclasses import dataclass, field

from helpers.setup.versions import OLDEST

SLIDERS, NO_SLIDERS, REFUSED = "sliders", "no sliders", "refused"
OLD = {  # the first that know numpy 2, or what people had beside them
    **{name: f"=={version}" for name, version in OLDEST.items()},
    "ipywidgets": "==8.0.0",
    "ipython": "==8.25.0",
    "ipykernel": "==6.29.0",
    "matplotlib-inline": "==0.1.7",
    "tqdm": "==4.60.0",
    "h5py": "==3.11.0",
    "pillow": "==10.3.0",
    "scikit-learn": "==1.5.0",
    "scipy": "==1.13.0",
    "nbconvert": "==7.16.5",
    "nbformat": "==5.10.0",
}


@dataclass(frozen=True)
class Setup:
    """A machine of a student's.

    python: "oldest" or "newest" of those that the course is for, or "too old"; pinned: whether other packages are those that
    the bundle pins, or the newest; versions: by package; without: packages that are missing; ends: SLIDERS, NO_SLIDERS or
    REFUSED; says: what stands in the sentence of the first cell or, where there are no sliders, below the figures;
    export_says: what stands in the sentence of an export that makes no page.
    """

    name: str
    python: str = "oldest"
    pinned: bool = True
    versions: dict[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    ends: str = SLIDERS
    says: str = ""
    export_says: str = ""


SETUPS = [
    Setup("as the bundle pins, oldest Python"),
    Setup("as the bundle pins, newest Python", "newest"),
    Setup("newest of everything", "newest", pinned=False),
    Setup("oldest of everything", pinned=False, versions=OLD),
    Setup(
        "oldest matplotlib, newest IPython",
        pinned=False,
        versions={"matplotlib": f"=={OLDEST['matplotlib']}", "numpy": "<2.3"},
    ),
    Setup(
        "nbconvert older than its mistune",
        versions={"nbconvert": "==7.16.0"},
        export_says="run `python -m pip install --upgrade nbconvert mistune`",
    ),
    Setup("ipywidgets 7", versions={"ipywidgets": "==7.8.5"}, ends=NO_SLIDERS, says="ipywidgets>=8"),
    Setup("no ipywidgets, no tqdm", without=("ipywidgets", "tqdm"), ends=NO_SLIDERS, says="ipywidgets>=8"),
    Setup(
        "numpy 1.26",
        pinned=False,
        versions={"numpy": "==1.26.4"},
        ends=REFUSED,
        says=f'numpy 1.26.4 is too old for this course: run `%pip install "numpy>={OLDEST["numpy"]}"`',
    ),
    Setup(
        "matplotlib 3.7",
        pinned=False,
        versions={"matplotlib": "==3.7.5", "numpy": "<2"},
        ends=REFUSED,
        says="matplotlib 3.7.5 are too old",
    ),
    Setup(
        "h5py made for numpy 1",
        pinned=False,
        versions={"h5py": "==3.10.0"},
        ends=REFUSED,
        says="run `%pip install --upgrade h5py numpy`",
    ),
    Setup("no h5py", without=("h5py",), ends=REFUSED, says="h5py is not installed"),
    Setup("Python too old", "too old", pinned=False, ends=REFUSED, says="the course needs 3.11 or newer"),
]
