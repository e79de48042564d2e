"""Make a page and a PDF of a lab report, each a single file that needs nothing from the net.

python -m helpers.lab_report.export report.ipynb
"""

import os
import sys

from helpers.setup.shadowing import hiding_files

# Nothing else is imported up here: a student's `random.py` in this folder would be taken for Python's own.

FEWER_FIGURES = (
    "{page} lacks figures of {cells}: run the notebook anew (Kernel → Restart Kernel and Run All Cells…), look whether the "
    "figures are there, save it, and export it again."
)


def main(words: list[str]) -> int:
    """Run the command.

    Args:
        words: The command line, without the program's name.

    Returns:
        0, or 1 where there is no such report or no PDF came of it.
    """
    for sentence in hiding_files(os.getcwd()):
        print(sentence, file=sys.stderr)

    import argparse
    from pathlib import Path

    from helpers.lab_report.exporting import export_report
    from helpers.lab_report.printing import find_browser, where_looked

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path, help="the notebook")
    parser.add_argument("--browser", default=find_browser(), help="the Chromium, Chrome or Edge that prints the PDF")
    options = parser.parse_args(words)
    try:
        exported = export_report(options.report, options.browser)
    except (OSError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    page = exported.files[0]
    print("Written:", *exported.files)
    if exported.without_figures:
        cells = ", ".join(f"[{number}]" for number in exported.without_figures)
        print(FEWER_FIGURES.format(page=page, cells=f"the cells run as {cells}"), file=sys.stderr)
    if not options.browser:
        print(
            f"No browser was found that prints a PDF by itself ({where_looked()}): open {page} in any browser and print "
            "it, “Save as PDF”, or name a Chrome or Edge after --browser."
        )
    return 0


if __name__ == "__main__":
    sys.path[:] = [place for place in sys.path if os.path.abspath(place) != os.getcwd()]  # the kit is found already
    sys.exit(main(sys.argv[1:]))
