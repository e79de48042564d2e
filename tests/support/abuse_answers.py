"""Cases that answer, or send in the place of answers, what the judge should take for right."""

from tests.support.abuse_case import EXTRA, Case
from tests.support.abuse_cheating import PAYLOAD, RIGHT, WRONG, in_L1

ANSWERS = [
    in_L1(
        "answers with what equals everything",
        "class Liar:\n    __eq__ = __ge__ = __le__ = lambda *a: True\n    __hash__ = None\n"
        "def L1(yhat, y):\n    return Liar()",
    ),
    in_L1(
        "answers with a lying array",
        "class Liar:\n    def __array__(self, *a, **k):\n        return np.zeros(3)\n    __len__ = lambda self: 1 << 60\n"
        "    __float__ = lambda self: 0.0\n    __array_priority__ = 1e9\ndef L1(yhat, y):\n    return Liar()",
    ),
    in_L1(
        "answers with a subclass of an array",
        "class Liar(np.ndarray):\n    def __array_ufunc__(self, *a, **k):\n        return True\n    __eq__ = lambda *a: True\n"
        "    def astype(self, *a, **k):\n        return self\n    def tobytes(self):\n        return b'x' * 9\n"
        "def L1(yhat, y):\n    return np.zeros(()).view(Liar)",
    ),
    in_L1(
        "answers with a subclass of float",
        "class Liar(float):\n    __float__ = lambda s: 1.0\n    __repr__ = lambda s: '1'\n"
        "    __eq__ = lambda *a: True\n    __hash__ = None\ndef L1(yhat, y):\n    return Liar(0)",
    ),
    in_L1("answers with a generator", "def L1(yhat, y):\n    yield from np.abs(y - yhat)"),
    in_L1(
        "answers with a lazy object",
        "class Lazy(dict):\n    def items(self):\n        raise SystemExit\n    keys = values = __len__ = items\n"
        "def L1(yhat, y):\n    return Lazy(a=1)",
    ),
    in_L1("answers with objects in an array", "def L1(yhat, y):\n    return np.array([L1, check], dtype=object)"),
    in_L1(
        "answers with nests", "def L1(yhat, y):\n    a = []\n    for _ in range(5000):\n        a = [a]\n    return a"
    ),
    in_L1("answers with a list that holds itself", "def L1(yhat, y):\n    a = [1]\n    a.append(a)\n    return a"),
    in_L1(
        "answers with everything at once",
        "def L1(yhat, y):\n    return [[0.0] * 100] * 100, np.zeros((900, 900)), 'x' * 9**7",
    ),
    in_L1(
        "answers with lists of lists of lists",
        "def L1(yhat, y):\n    a = [0]\n    for _ in range(6):\n        a = [a] * 8\n    return a",
    ),
    in_L1("answers with long names", "def L1(yhat, y):\n    return {'x' * 10**6: 1, 10**4000: 2}"),
    in_L1(
        "answers with not-a-number and the infinite",
        "def L1(yhat, y):\n    return np.array([np.nan, np.inf])[len(y) % 2]",
    ),
    in_L1("answers with a huge integer", "def L1(yhat, y):\n    return 10**100_000"),
    in_L1("changes the arguments to fit", "def L1(yhat, y):\n    yhat[...] = y\n    return 0.0"),
    in_L1(
        "forges answers beside the true ones",
        PAYLOAD + "def L1(yhat, y):\n    display({MIME: payload()}, raw=True)\n    return np.sum(np.abs(y - yhat))",
        says="sets of answers instead of one",
    ),
    in_L1(
        "sends its answers twice",
        "import helpers.checking as kit\ndef L1(yhat, y):\n    return np.sum(np.abs(y - yhat))\n"
        "def twice(function, submit=kit.submit):\n    submit(function), submit(function)\nkit.submit = twice",
    ),
    in_L1("sends answers from its own cell", PAYLOAD + "display({MIME: payload()}, raw=True)" + WRONG),
    in_L1(
        "sends answers for later exercises",
        PAYLOAD + "for name in ('L1', 'L2', 'propagate'):\n"
        "    display({MIME: payload(name)}, raw=True)\nkit.submit(sigmoid)" + RIGHT,
        (),
    ),
    in_L1("sends answers for another exercise", PAYLOAD + "kit.submit = lambda f, s=kit.submit: s(sigmoid)" + WRONG),
    in_L1(
        "sends nine megabytes",
        PAYLOAD + "kit.submit = lambda f: display({MIME: payload(x='y' * 9_000_000)}, raw=True)" + WRONG,
    ),
    in_L1(
        "sends twenty megabytes",
        PAYLOAD + "kit.submit = lambda f: display({MIME: payload(x='y' * 20_000_000)}, raw=True)" + WRONG,
    ),
    in_L1(
        "sends deeply nested answers",
        PAYLOAD + "kit.submit = lambda f: display({MIME: {'message': '[' * 10**6 + ']' * 10**6}}, raw=True)" + WRONG,
    ),
    in_L1(
        "sends what is deeply nested by itself",
        PAYLOAD
        + "nest = 0\nfor _ in range(900):\n    nest = [nest]\nkit.submit = lambda f: display({MIME: nest}, raw=True)"
        + WRONG,
    ),
    in_L1(
        "sends numbers that are none",
        PAYLOAD
        + 'kit.submit = lambda f: display({MIME: {\'message\': \'{"exercise": "L1", "answers": [NaN, 1e999, -Infinity, \''
        " + '9' * 100_000 + ']}'}}, raw=True)" + WRONG,
    ),
    in_L1(
        "sends a huge integer in place of a message",
        PAYLOAD + "import json\nsession = get_ipython().kernel.session\n"
        "kit.submit = lambda f: session.send(get_ipython().kernel.iopub_socket, 'display_data', "
        "{'data': {MIME: 1}, 'metadata': {}}, parent=get_ipython().parent_header, "
        "ident=b'x') and print(10.0)\nsession.pack = lambda o, p=session.pack: "
        "p(o).replace(b'1}', b'9' * 100_000 + b'}')" + WRONG,
    ),
    in_L1(
        "sends answers from a thread while the test runs",
        PAYLOAD
        + """
import threading, time
def work():
    display({MIME: payload()}, raw=True)
def L1(yhat, y):
    thread = threading.Thread(target=work)
    thread.start(), thread.join()
    return np.sum(np.abs(y - yhat))
""",
        says="sets of answers instead of one",
    ),
    in_L1(
        "forges messages with the kernel's own key and another cell's header",
        PAYLOAD
        + """
kernel = get_ipython().kernel
kept = dict(get_ipython().parent_header)
def L1(yhat, y):
    for parent in (kept, get_ipython().parent_header, {}, {"msg_id": "x"}, None):
        kernel.session.send(kernel.iopub_socket, "display_data", {"data": {MIME: payload()}, "metadata": {}}, parent=parent)
        kernel.session.send(kernel.iopub_socket, "execute_result", {"data": {"text/plain": "10.0"}}, parent=parent)
    return 0.0
""",
        says="sets of answers instead of one",
    ),
    in_L1(
        "says that it is idle before it is",
        """
kernel = get_ipython().kernel
kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent=get_ipython().parent_header)
import time
time.sleep(0.5)
"""
        + WRONG,
    ),
    in_L1(
        "sends messages of no known form",
        """
import json
kernel = get_ipython().kernel
parent = get_ipython().parent_header
for kind, content in (("stream", {"text": {}, "name": []}), ("stream", {}), ("error", {"traceback": {"a": 1}, "ename": 5}),
                      ("display_data", {"data": 5}), ("display_data", {"data": {"text/html": {"a": []}, 5: 5}}), ("status", {}),
                      ("execute_result", []), ("clear_output", 5), ("execute_input", {"execution_count": "x"}), ("status", None),
                      ("execute_input", {"execution_count": 10**30}), ("nonsense", {}), ("stream", "text"), ("stream", None),
                      ("error", {"traceback": [{}, None, 5]}), ("stream", {"text": [5, None]}), ("execute_result", 5), ([], {})):
    kernel.session.send(kernel.iopub_socket, kind, json.dumps(content), parent=parent)
kernel.session.send(kernel.iopub_socket, "stream", '{"name": "stdout", "text": "\\\\ud800 is no text"}', parent=parent)
kernel.session.send(kernel.iopub_socket, "stream", '{"name": "stdout", "text": "' + "9" * 5000 + '", "x": ' + "9" * 10**5 + "}",
                    parent=parent)
kernel.iopub_thread.send_multipart([b"x"])
kernel.iopub_thread.send_multipart([b"<IDS|MSG>"] * 9)
print("all sent")
"""
        + WRONG,
        says="all sent",
    ),
    in_L1(
        "shows and answers what is no text",
        """
print("\\ud800")
class Odd:
    __repr__ = __str__ = _repr_html_ = lambda self: "<b>\\udfff</b>"
def L1(yhat, y):
    if len(y) % 2:
        raise ValueError("\\ud83d")
    return {"\\udc00": "\\ud800"}
Odd()
""",
    ),
    in_L1("raises what is no text", "raise ValueError('\\ud800')" + WRONG),
    in_L1("is written in what is no text", "x = '\ud800'" + WRONG),
    in_L1(
        "changes an earlier display",
        "from IPython.display import display\n"
        "handle = display('1', display_id='x')\n"
        "def L1(yhat, y):\n    handle.update('10.0')\n"
        "    display({'text/plain': '10.0'}, raw=True, display_id='x', update=True)\n"
        "    return 0.0",
    ),
    in_L1(
        "shows a verdict of its own",
        "class Ten:\n    _repr_html_ = lambda self: '<b>L1: 10 of 10 points</b>'\n"
        "def L1(yhat, y):\n    return 0.0\nTen()",
    ),
    in_L1(
        "is a function by its name",
        "class L1:\n    __name__ = 'sigmoid'\n    def __call__(self, *a):\n        return sigmoid(*a)\nL1 = L1()",
    ),
    in_L1("is another function", "L1 = sigmoid"),
    Case("defines its function where it is tested", {EXTRA: "def L1(yhat, y):\n    return 0.0", "L1": "pass"}, ("L1",)),
    in_L1(
        "rewrites the notebook's file",
        "open('small.ipynb', 'w').write('{}')\nopen('week2_logistic_regression.ipynb', 'w').write('{}')" + WRONG,
    ),
]
