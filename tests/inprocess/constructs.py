"""What a cell can do, by name: cells that end well, to be run one after the other by several engines."""

from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

RAISES = "# raises\n"
SKIPPED = "# skipped\n"

CONSTRUCTS: dict[str, tuple[str, ...]] = {
    "streams": (
        (
            "import sys\nfor at, stream in enumerate((sys.stdout, sys.stderr, sys.stdout)):\n"
            "    print(at, file=stream, flush=True)"
        ),
    ),
    "display": ("display(1, 'two', {'three': 3})\nprint('between')\ndisplay(4)",),
    "results": ("6 * 7", "_ + 1", "_, __, Out[max(Out)], In[-2]", "8;", "None"),
    "updates": (
        "shown = display('first', display_id='it')",
        "print('before')\ndisplay('second', display_id='it')",
        (
            "from IPython.display import update_display\n"
            "update_display('third', display_id='it')\nshown.update('fourth')"
        ),
    ),
    "clear": (
        (
            "from IPython.display import clear_output\nprint('gone')\n"
            "print('gone', flush=True)\nclear_output()\nprint('kept')"
        ),
        "print('gone')\ndisplay('gone')\nclear_output(wait=True)\nprint('kept')",
        "print('one', flush=True)\nprint('two', flush=True)\nclear_output(wait=True)",
    ),
    "figure without a magic": (
        "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2]);",
        "plt.figure(figsize=(2, 1))",
    ),
    "figure with a magic": ("%matplotlib inline\nplt.plot([3, 1, 2]);\nprint('drawn')",),
    "capture": ("%%capture kept\nprint('x')\ndisplay(1)\n2", "kept.stdout, len(kept.outputs)", "kept.show()"),
    "shell": ("%%bash\necho from bash", "!echo from a shell", "lines = !echo a; echo b\nlines"),
    "magics": (
        "%env INSPECTION_SEEN",
        "%env INSPECTION_SET=1",
        "import os\nos.environ['INSPECTION_SET']",
        "%cd -q beneath\nos.path.basename(get_ipython().run_line_magic('pwd', ''))",
        "%cd -q ..",
        "%%writefile written.py\nprint('I am', __name__)",
        "%run written.py",
        "%history 1-3",
        "%%html\n<b>bold</b>",
        "%%javascript\n1",
        "len?",
        "get_ipython().set_next_input('x = 1')",
        RAISES + "%nosuchmagic",
        RAISES + "%load_ext nosuch",
    ),
    "transformers": (
        (
            "shell = get_ipython()\n"
            "shell.input_transformers_cleanup.append(lambda lines: [one.replace('5', '7') for one in lines])"
        ),
        "print(5)",
        "shell.input_transformers_cleanup.pop();",
        "print(5)",
        "shell.input_transformer_manager = type(shell.input_transformer_manager)()",
        (
            "from IPython.core.inputtransformer2 import TransformerManager\n"
            "shell.input_transformer_manager = TransformerManager()"
        ),
        "%cd -q .",
    ),
    "subprocess": (
        "import subprocess, time\nsubprocess.run(['echo', 'from a subprocess'])\ntime.sleep(0.3)",
        "os.system('echo below')\ntime.sleep(0.3)",
        "code = subprocess.run('echo below >&2', shell=True).returncode\ntime.sleep(0.3)",
    ),
    "forks": (
        (
            "import multiprocessing\n"
            "work = multiprocessing.get_context('fork').Process(target=print, args=('from a fork',))\n"
            "work.start(); work.join()\ntime.sleep(0.3)"
        ),
    ),
    "threads": (
        (
            "import threading\nwork = threading.Thread(target=print, args=('from a thread',))\n"
            "work.start(); work.join()"
        ),
    ),
    "errors": (
        RAISES + "1 / 0",
        RAISES + "def inverse(x):\n    return 1 / x\n\nprint('before')\ninverse(0)",
        RAISES + "try:\n    {}['a']\nexcept KeyError as error:\n    raise ValueError('chained') from error",
        RAISES + "def (",
        RAISES + "%%nosuchmagic\n1",
        RAISES + "raise KeyboardInterrupt",
        RAISES + "sys.exit(3)",
        RAISES + "class Bad:\n    def __repr__(self):\n        raise ValueError('no name')\n\nBad()",
        RAISES + "display(Bad())",
        RAISES + "print('x'); raise ExceptionGroup('several', [ValueError(1)])",
        "print('goes on')",
    ),
    "await": ("import asyncio\nawait asyncio.sleep(0)\n'awaited'", "asyncio.get_running_loop().is_running()"),
    "tasks": (
        (
            "async def later():\n    await asyncio.sleep(0.01)\n"
            "    return 'done'\n\ntask = asyncio.create_task(later())"
        ),
        "await task",
    ),
    "context": (
        "import contextvars, decimal\nvariable = contextvars.ContextVar('variable')\nvariable.set(4)",
        "decimal.getcontext().prec = 5",
        "variable.get(), decimal.Decimal(1) / 3",
        "await asyncio.sleep(0)\nvariable.set(5)\nvariable.get()",
        "variable.get()",
    ),
    "nothing to run": ("", "   ", "# only a remark", SKIPPED + "print('never')"),
    "warnings": ("import warnings\nwarnings.warn('careful')\nwarnings.warn('old', DeprecationWarning)",),
    "logging": (
        "import logging\nlogging.basicConfig(level=logging.DEBUG)\nlogging.debug('seen')",
        "logging.info('again')\ndisplay(1)",
    ),
    "letters": ("print('Tiếng Việt ✓')\nprint('\\udcff')", "'\\u1ea1'"),
    "mime types": (
        (
            "class Rich:\n    def _repr_html_(self):\n        return '<i>x</i>'\n"
            "    def __repr__(self):\n        return 'x'\nRich()"
        ),
        "display({'application/json': {1: (2, 3)}, 'text/plain': 'j'}, raw=True, metadata={'a': (1,)})",
        (
            "from IPython.display import HTML, Image, Markdown, SVG, Latex\n"
            "display(HTML('<p>'), Markdown('*m*'), Latex('$x$'))"
        ),
    ),
    "the module": (
        "import pickle\nclass Kept:\n    pass\ntype(pickle.loads(pickle.dumps(Kept()))).__name__, __name__",
        "sys.stdout.isatty(), sys.stdout.encoding, hasattr(sys.stdout, 'buffer'), sys.stdin.read()",
    ),
    "a module beside": (
        "import beside\nbeside.SAID",
        "import json\njson.dumps([1])",
        "import html\nhtml.escape('<')",
    ),
}


def notebook_of(*sources: str | NotebookNode) -> NotebookNode:
    """A notebook of code cells; the first line of a source may give the cell a tag."""
    cells = [source if isinstance(source, NotebookNode) else _cell(source) for source in sources]
    return new_notebook(
        cells=cells,
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )


def constructs_notebook() -> NotebookNode:
    """All constructs in one notebook, with text between; a cell's metadata names its construct."""
    notebook = notebook_of(new_markdown_cell("# Text"), new_raw_cell("raw"))
    for name, sources in CONSTRUCTS.items():
        for source in sources:
            cell = _cell(source)
            cell.metadata.construct = name
            notebook.cells.append(cell)
    return notebook


def write_folder(folder: Path) -> None:
    """What the constructs find in their folder.

    A folder, a module, and two that are called as Python's own.
    """
    (folder / "beneath").mkdir()
    (folder / "beside.py").write_text("SAID = 'from beside'\n", encoding="utf-8")
    for name in ("html.py", "json.py"):
        (folder / name).write_text("raise RuntimeError('not this one')\n", encoding="utf-8")


def _cell(source: str) -> NotebookNode:
    tags = {RAISES: ["raises-exception"], SKIPPED: ["skip-execution"]}
    return new_code_cell(source, metadata={"tags": tags.get(source.partition("\n")[0] + "\n", [])})
