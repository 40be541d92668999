"""The small changes: a comparison turned, a number one larger, a statement left out."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


class Function(NamedTuple):
    """The outermost function that something is in the body of."""

    name: str
    """Such as `Vault.lock`."""
    line: int
    """The first, with its decorators, as Python counts it."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one module: where, what, and the changed module."""

    line: int
    what: str
    """Such as `< becomes <=`; with the text of the line it names the change for good."""
    within: Function | None
    lines: range
    """Of the whole statement: a change in its third line is passed through with the first."""
    _module: ast.Module = field(repr=False)
    _place: int
    _change: ast.AST

    @property
    def tree(self) -> ast.Module:
        """The changed module, made anew each time: there are too many to keep."""
        return _changed(self._module, self._place, self._change)


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every change there is to a module's source, in the order of its lines."""
    tree = ast.parse(source)
    spared, functions, lines = _spared(tree), _functions(tree), _lines(tree)
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in spared or not hasattr(node, "lineno"):
            continue
        for what, change in _changes(node):
            within = functions.get(id(node))
            through = lines.get(id(node), _own(node))
            yield Mutant(node.lineno, what, within, through, tree, place, change)


def _functions(tree: ast.AST, before: str = "") -> dict[int, Function]:
    """The function each node of a body is in; defaults and decorators are outside of theirs."""
    found: dict[int, Function] = {}
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                inside = (inner for each in node.body for inner in ast.walk(each))
                line = min(each.lineno for each in (node, *node.decorator_list))
                found |= {id(inner): Function(before + node.name, line) for inner in inside}
            case ast.ClassDef():
                found |= _functions(node, f"{before}{node.name}.")
            case _:
                found |= _functions(node, before)
    return found


def _lines(tree: ast.Module) -> dict[int, range]:
    """The lines of the smallest simple statement, or head of a compound one, a node is in."""
    found: dict[int, range] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not hasattr(node, "body"):
            found |= {id(inner): _own(node) for inner in ast.walk(node)}
    return found


def _own(node: ast.AST) -> range:
    return range(node.lineno, node.lineno + 1 if hasattr(node, "body") else node.end_lineno + 1)


def _spared(tree: ast.Module) -> set[int]:
    """Docstrings, annotations and what is there for the type checker alone change nothing."""
    spared: set[int] = set()

    def spare(node: ast.AST | None) -> None:
        if node is not None:
            spared.update(id(inner) for inner in ast.walk(node))

    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                spare(node)
            case ast.AnnAssign():
                spare(node.annotation)
            case ast.arg():
                spare(node.annotation)
            case ast.FunctionDef():
                spare(node.returns)
                for each in node.decorator_list:
                    spare(each)
            case ast.ClassDef():
                for each in (*node.decorator_list, *node.bases):
                    spare(each)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assert():
                spare(node)
            case ast.Import() | ast.ImportFrom():
                spare(node)
            case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")]):
                spare(node)
    return spared


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may be put in the place of a node, and how that is said."""
    match node:
        case ast.Compare(ops=[operator, *_]):
            other = _COMPARED[type(operator)]()
            yield _said(operator, other), _with(node, ops=[other, *node.ops[1:]])
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield _said(node.op, other), _with(node, op=other)
        case ast.UnaryOp(op=ast.Not()):
            yield "not is left out", node.operand
        case ast.BinOp() | ast.AugAssign() if type(node.op) in _COUNTED:
            if not _is_text(node):
                other = _COUNTED[type(node.op)]()
                yield _said(node.op, other), _with(node, op=other)
        case ast.IfExp():
            yield "always the first of if-else", node.body
            yield "always the last of if-else", node.orelse
        case ast.Constant():
            yield from _constants(node)
        case ast.Return(value=value) if value is not None and not _is_nothing(value):
            yield "returns None", _with(node, value=ast.Constant(None))
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.Delete() | ast.AugAssign():
            yield "is left out", ast.copy_location(ast.Pass(), node)
        case ast.Break():
            yield "break becomes continue", ast.copy_location(ast.Continue(), node)
        case ast.Continue():
            yield "continue becomes break", ast.copy_location(ast.Break(), node)
    if isinstance(node, ast.If | ast.While):
        yield "condition is never true", _with(node, test=ast.Constant(False))
    if isinstance(node, ast.If):
        yield "condition is always true", _with(node, test=ast.Constant(True))


def _constants(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    match node.value:
        case bool():
            yield f"{node.value} becomes {not node.value}", _with(node, value=not node.value)
        case int() | float():
            yield f"{node.value} becomes {node.value + 1}", _with(node, value=node.value + 1)
        case str() if node.value:
            yield f"{node.value[:20]!r} becomes other words", _with(node, value=node.value + "~")


def _is_text(node: ast.AST) -> bool:
    return any(
        isinstance(inner, ast.JoinedStr | ast.List | ast.Tuple)
        or (isinstance(inner, ast.Constant) and isinstance(inner.value, str))
        for inner in ast.walk(node)
    )


def _is_nothing(value: ast.AST) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _said(before: ast.AST, after: ast.AST) -> str:
    return f"{type(before).__name__} becomes {type(after).__name__}"


def _with(node: ast.AST, **fields: object) -> ast.AST:
    made = copy.copy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _changed(tree: ast.Module, place: int, change: ast.AST) -> ast.Module:
    """A copy of the whole module with the node at that place of the walk replaced."""
    made = copy.deepcopy(tree)
    target = next(node for at, node in enumerate(ast.walk(made)) if at == place)
    # The copy's own children take the place of those of the change, where they are the same.
    put = _Putting(target, copy.deepcopy(change)).visit(made)
    return ast.fix_missing_locations(put)


class _Putting(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, target: ast.AST, change: ast.AST) -> None:
        self._target, self._change = target, change

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._target:
            return ast.copy_location(self._change, node)
        return self.generic_visit(node)
