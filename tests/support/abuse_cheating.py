"""Cases that want points for wrong answers, mostly for L1; whoever breaks the kit with it loses what comes later, too."""

from helpers.assessment.serialization import MIME
from tests.support.abuse_case import Case
from tests.support.course import SOLUTIONS

WRONG = "\ndef L1(yhat, y):\n    return 0.0\n"
RIGHT = "\n" + SOLUTIONS["L1"] + "\n"


def in_L1(name, code, costs=("L1",), **facts):
    """A case whose code stands in the cell of L1."""
    return Case(name, {"L1": code}, costs, **facts)


PAYLOAD = f"""
import json
import helpers.checking as kit
from IPython.display import display
from helpers.assessment.case_runner import Answer, answers_to_json
from helpers.assessment.worksheet import HIDDEN, read_worksheet

MIME = {MIME!r}

def payload(exercise="L1", value=0.0, **more):
    cases = read_worksheet(HIDDEN)[exercise].cases
    return {{"message": json.dumps({{"exercise": exercise, "answers": answers_to_json([Answer(value)] * len(cases))}} | more)}}
"""

CHEATING = [
    in_L1(
        "patches numpy's comparisons",
        "np.allclose = np.array_equal = np.isclose = lambda *a, **k: True\n"
        "np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None" + WRONG,
    ),
    in_L1("patches numpy's functions", "np.abs = np.absolute = lambda *a, **k: 0.0" + RIGHT),
    in_L1(
        "patches the array itself by ctypes",
        """
import gc
attempt(lambda: setattr(np.ndarray, "__eq__", lambda *a: True))
methods = gc.get_referents(np.ndarray.__dict__)[0]
methods["__eq__"] = methods["all"] = lambda *a, **k: True
ctypes.pythonapi.PyType_Modified(ctypes.py_object(np.ndarray))
"""
        + WRONG,
    ),
    in_L1("freezes numpy's random numbers", "np.random.seed = np.random.default_rng = lambda *a: None" + WRONG),
    in_L1(
        "patches builtins",
        "import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.all = lambda *a: True\n"
        "builtins.any = lambda *a: False\nbuiltins.abs = lambda *a: 0" + WRONG,
        trouble="killed",
    ),
    in_L1("patches open and print", "import builtins\nbuiltins.open = builtins.print = lambda *a, **k: None" + WRONG),
    in_L1(
        "patches the import",
        "import builtins\ndef found(name, *a, **k):\n    raise ImportError(name)\nbuiltins.__import__ = found" + WRONG,
        trouble="stuck",
    ),
    in_L1("replaces check", "check = lambda function: print('L1: right in all 5 visible cases.')" + WRONG),
    in_L1("replaces submit", PAYLOAD + "kit.submit = lambda f: display({'text/plain': '10.0'}, raw=True)" + WRONG),
    in_L1(
        "replaces the kit's comparison",
        "import helpers.checking, helpers.assessment.assess, helpers.assessment.comparison\n"
        "helpers.assessment.comparison.compare = helpers.assessment.assess.compare = lambda *a, **k: None\n"
        "helpers.checking.assess = helpers.assessment.assess.assess = lambda *a, **k: []" + WRONG,
    ),
    in_L1(
        "replaces the kit in sys.modules",
        """
import types
for name in [name for name in sys.modules if name.startswith("helpers")]:
    sys.modules[name] = types.ModuleType(name)
"""
        + WRONG,
    ),
    in_L1(
        "rewrites the kit on the disk",
        """
import importlib, glob
for path in glob.glob("helpers/**/*.py", recursive=True):
    open(path, "w").write("class NotDoneYet(Exception): pass\\ndef submit(f): print(10.0)\\ncheck = submit\\n")
for name in [name for name in sys.modules if name.startswith("helpers")]:
    del sys.modules[name]
from helpers.checking import check, submit
"""
        + WRONG,
    ),
    in_L1("rewrites the visible worksheet", "open('worksheets/visible.json', 'w').write('{}')" + WRONG),
    in_L1(
        "rewrites the hidden worksheet",
        """
import json
sheets = json.load(open("worksheets/hidden.json"))
for case in sheets["L1"]["cases"]:
    case["arguments"] = {"dict": [[name, 0.0] for name, _ in case["arguments"]["dict"]]}
json.dump(sheets, open("worksheets/hidden.json", "w"))
"""
        + WRONG,
    ),
    in_L1("removes the hidden worksheet", "os.remove('worksheets/hidden.json')" + WRONG),
    in_L1(
        "writes expected answers into the hidden worksheet",
        """
import json
sheets = json.load(open("worksheets/hidden.json"))
for case in sheets["L1"]["cases"]:
    case["expected"] = 0.0
json.dump(sheets, open("worksheets/hidden.json", "w"))
"""
        + WRONG,
    ),
    in_L1(
        "rewrites json.dumps",
        'import json\njson.dumps = lambda *a, **k: \'{"fraction": 1.0, "score": 10}\'' + WRONG,
        trouble="stuck",
    ),
    in_L1("rewrites base64", "import base64\nbase64.b64encode = lambda data: b'AAAAAAAAAAA='" + WRONG),
    in_L1("rewrites display", "import IPython.display\nIPython.display.display = lambda *a, **k: None" + WRONG),
    in_L1(
        "rewrites the display publisher",
        "get_ipython().display_pub.publish = lambda *a, **k: None\n"
        "get_ipython().display_formatter.format = lambda *a, **k: ({'text/plain': '10.0'}, {})" + WRONG,
    ),
    in_L1(
        "rewrites the display hook",
        "sys.displayhook = lambda value: print(10.0)\nsys.excepthook = lambda *a: None" + WRONG,
    ),
    in_L1(
        "strips the tests by an input transformer",
        "get_ipython().input_transformers_cleanup.append(\n"
        "    lambda lines: [line for line in lines if 'submit' not in line and 'check' not in line] + ['10.0\\n'])"
        + WRONG,
    ),
    in_L1(
        "strips the tests by an AST transformer",
        """
import ast
class Strip(ast.NodeTransformer):
    def visit_Call(self, node):
        return ast.Constant(10.0) if getattr(node.func, "id", "") in ("submit", "check") else node
get_ipython().ast_transformers.append(Strip())
"""
        + WRONG,
    ),
    in_L1(
        "answers from hooks before and after cells",
        PAYLOAD
        + """
events = get_ipython().events
events.register("pre_run_cell", lambda info: globals().update(L1=lambda yhat, y: 0.0))
events.register("post_run_cell", lambda result: display({"text/plain": "10.0"}, raw=True))
"""
        + WRONG,
    ),
    in_L1(
        "sends answers of its own after each cell",
        PAYLOAD
        + "get_ipython().events.register('post_run_cell', lambda r: display({MIME: payload()}, raw=True))"
        + WRONG,
    ),
    in_L1(
        "traces the tests for what they expect",
        """
seen = {}
def trace(frame, event, argument):
    seen.update({k: v for k, v in frame.f_locals.items() if "expect" in k})
    return trace
sys.settrace(trace), sys.setprofile(trace)
def L1(yhat, y):
    return seen.get("expected", 0.0)
""",
    ),
    in_L1("looks at its caller", "def L1(yhat, y):\n    return sys._getframe(1).f_locals['case'].expected"),
    in_L1(
        "looks at the answer key by import",
        "try:\n    from helpers.reference.week2 import L1\n"
        "except ImportError:\n    from helpers.checking import read_worksheet as L1",
    ),
]
