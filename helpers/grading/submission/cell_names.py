"""The notebook's names in a cell: which it binds, which it reads, and whether it may read others that do not stand in it."""

import ast
import re
import symtable
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field

from helpers.grading.student_kit import PARSING

# A cell in which one of these stands, as a name, an attribute or what is imported, may read or change whatever there is.
BY_ANY_NAME = set(
    """
    eval exec globals locals vars dir __import__ __builtins__ setattr delattr breakpoint get_type_hints
    __globals__ __main__ modules _getframe currentframe f_globals f_locals f_back tb_frame gi_frame get_objects get_referrers
    get_ipython user_ns user_global_ns user_module InteractiveShell run_cell run_line_magic embed
    builtins inspect importlib import_module gc runpy pdb timeit cProfile profile doctest unittest pickle pydoc rlcompleter *
    """.split()
)
# Names of what IPython keeps of earlier cells, and of its commands, which may be given without a %.
OF_IPYTHON = re.compile(r"In|Out|_{1,3}|_\d+|_i{1,3}|_i\d+|_[iod]h|store|who|whos|who_ls|pylab|reset")
LONGEST = 100_000  # characters of a cell that is looked into


@dataclass
class Names:
    """The notebook's names in a cell.

    bound: those that it binds; of these, fixed: by `import` or a plain `def`, constant: to numbers and texts, which nothing but
    a new binding changes; changed: those of whose objects it sets a part; read; used_inside: by its functions, whenever they are
    called. mentioned: all words by which it may read other names; modules: those that it imports.
    """

    bound: set[str] = field(default_factory=set)
    fixed: set[str] = field(default_factory=set)
    constant: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    used_inside: set[str] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)

    @property
    def reads_by_any_name(self) -> bool:
        """Whether it may read names that do not stand in it."""
        return bool((self.read | self.mentioned) & BY_ANY_NAME) or any(map(OF_IPYTHON.fullmatch, self.read))


def names_of(source: str) -> Names:
    """The notebook's names in a cell. Raises ValueError where they cannot be told."""
    try:
        if len(source) > LONGEST:
            raise ValueError("too long")
        with PARSING, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            top, tree = symtable.symtable(source, "cell", "exec"), ast.parse(source)
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise ValueError("not Python that can be looked into") from error
    names = Names()
    tables = [top]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            if table is top or symbol.is_global():
                name = symbol.get_name()
                if symbol.is_assigned() or symbol.is_imported():
                    names.bound.add(name)
                if symbol.is_imported() or symbol.is_namespace():
                    names.fixed.add(name)
                if symbol.is_referenced():
                    names.read.add(name)
                if table is not top:
                    names.used_inside.add(name)
    names.constant = _constants(tree) - names.fixed
    for node in ast.walk(tree):
        _note(node, names)
    return names


def _note(node: ast.AST, names: Names) -> None:
    """Add what a piece of code tells beyond the names that are bound and read in it."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            names.fixed.discard(name)
        case ast.Attribute(ctx=ast.Store() | ast.Del()) | ast.Subscript(ctx=ast.Store() | ast.Del()):
            names.changed |= _root(node)
        case ast.Global(names=declared):  # whoever calls the function may bind them anew
            names.fixed -= set(declared)
            names.constant -= set(declared)
        case ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
            names.fixed.discard(name)
        case ast.FunctionDef(name=name, args=arguments, decorator_list=decorators):
            defaults = [*arguments.defaults, *filter(None, arguments.kw_defaults)]
            if decorators or not all(isinstance(default, ast.Constant) for default in defaults):
                names.fixed.discard(name)  # it may keep something from call to call
        case ast.Import(names=imported):
            names.modules |= {alias.name.partition(".")[0] for alias in imported}
        case ast.ImportFrom(module=str(module)):
            names.modules.add(module.partition(".")[0])
    names.mentioned.update(_words(node))


def _constants(tree: ast.Module) -> set[str]:
    """The names that are bound to numbers and texts only."""
    stores = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)]
    plain: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            if all(isinstance(part, ast.Constant) for part in parts):
                plain |= {part for target in node.targets for part in ast.walk(target)}
    return {node.id for node in stores} - {node.id for node in stores if node not in plain}


def _words(node: ast.AST) -> Iterable[str]:
    """The words in a piece of code by which other names may be read; what is in texts, as far as it is no English."""
    match node:
        case ast.Attribute(attr=word):
            return [word]
        case ast.alias(name=dotted) | ast.ImportFrom(module=str(dotted)):
            return dotted.split(".")
        case ast.Constant(value=str(text)) if text != "__main__":  # which many compare with __name__
            return [word for word in re.findall(r"\w+", text) if "_" in word]
    return ()


def _root(node: ast.AST) -> set[str]:
    """The name at the beginning of a chain such as `x.part[0].part`; none where something else stands there."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()
