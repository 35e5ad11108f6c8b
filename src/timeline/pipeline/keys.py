"""What the result of a function depends on beside its arguments: its code, the data that the code reads, and the packages below.

`Keys(cache).of(function)` is one digest of all three, found by following imports, so that nobody has to raise a version:

- code: the bytes of the function's module, and of every module of ours that the names in the function lead to.
- data: each data file that one of these modules names. Of TOML only the meaning counts: comments and order do not.
- environment: Python, the machine's kind, and the version of each package that timeline requires, however deep.
"""

import ast
import dis
import inspect
import json
import platform
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, cast

from timeline.digest import canonical, sha256

from .cache import Cache

PACKAGE = __package__.split(".")[0]
ROOT = Path(__file__).resolve().parent.parent
CODE = (".py", ".pyc", ".pyi", ".typed")
CORPUS = "corpus"
"""Folders of cases for tests and `timeline check`: no build reads them."""
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


class Keys:
    """Digests of functions. What reading a file of code or data told is remembered in the cache, by the file's bytes."""

    def __init__(self, cache: Cache, root: Path = ROOT) -> None:
        self.cache, self.root = cache, root

    def of(self, function: Callable[..., Any], *beside: str) -> str:
        """The key of a function: equal as long as it gives equal results for equal arguments. `beside` are modules that count
        too, themselves but not what they import."""
        name = f"{function.__module__}.{function.__qualname__}"
        modules = self.modules(cast("FunctionType", function))
        code = {one: self._code[one] for one in sorted({*modules, function.__module__, *beside} & self._code.keys())}
        return sha256(canonical([name, code, self.data(modules), self.environment]))

    def modules(self, function: FunctionType) -> frozenset[str]:
        """The modules of ours that a function uses: those that its names stand for, and all that these import."""
        return self._closure(_homes(function))

    def data(self, modules: Iterable[str]) -> dict[str, str]:
        """The data files that modules name, by path, with the digest of what they mean.

        A file is named by its name or stem, in a module of its own package. One that nothing names is counted to all: too much
        is recomputed rather than too little.
        """
        used = frozenset(modules)
        return {
            path: meaning for path, meaning in self._data.items() if (users := self._users(path)) & used or not users
        }

    @cached_property
    def environment(self) -> str:
        """Digest of the interpreter and of the versions of all packages below."""
        installed = sorted(
            found.name for folder in sys.path if Path(folder).is_dir() for found in Path(folder).glob("*.dist-info")
        )
        kind = [sys.version, platform.machine(), platform.system()]
        return self._remembered(["environment", kind, installed], lambda: [kind, sorted(_versions(PACKAGE).items())])

    @cached_property
    def _files(self) -> dict[str, bytes]:
        """All files of code and data, by their path from the package."""
        found = (path for path in sorted(self.root.rglob("*")) if path.suffix not in CODE[1:] and path.is_file())
        names = {path.relative_to(self.root).as_posix(): path for path in found}
        return {name: path.read_bytes() for name, path in names.items() if CORPUS not in name.split("/")}

    @cached_property
    def _code(self) -> dict[str, str]:
        """Each module of ours by name, with the digest of its bytes."""
        return {_module(name): sha256(body) for name, body in self._files.items() if name.endswith(".py")}

    @cached_property
    def _facts(self) -> dict[str, dict[str, list[str]]]:
        """What each module imports of ours, and which data files it names."""
        names = sorted({part for name in self._data for part in (Path(name).name, Path(name).stem)})
        key = ["facts", self._code, names]

        def learn() -> dict[str, dict[str, list[str]]]:
            return {
                _module(name): _learn(name, body, self._code.keys(), names)
                for name, body in self._files.items()
                if name.endswith(".py")
            }

        found: dict[str, dict[str, list[str]]] = json.loads(self._text(key, learn))
        return found

    @cached_property
    def _data(self) -> dict[str, str]:
        """Each data file by its path, with the digest of what it means."""
        return {
            name: self._remembered(["meaning", sha256(body)], lambda body=body: tomllib.loads(body.decode("utf-8")))  # type: ignore[misc]
            if name.endswith(".toml")
            else sha256(body)
            for name, body in self._files.items()
            if not name.endswith(".py")
        }

    def _users(self, path: str) -> set[str]:
        """The modules of a data file's package that name it."""
        package = f"{PACKAGE}.{path.split('/', maxsplit=1)[0]}"
        names = {Path(path).name, Path(path).stem}
        return {
            one
            for one, facts in self._facts.items()
            if names & set(facts["names"]) and (one == package or one.startswith(f"{package}."))
        }

    def _closure(self, start: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        waiting = [one for one in start if one in self._facts]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._facts[one]["imports"]
        return frozenset(found)

    def _remembered(self, about: list[Any], learn: Callable[[], Any]) -> str:
        """The digest of what `learn` gives, which is not asked again for the same question."""
        return sha256(self._text(about, lambda: sha256(canonical(learn()))))

    def _text(self, about: list[Any], learn: Callable[[], Any]) -> bytes:
        key = sha256(canonical(about))
        found = self.cache.get(key)
        if found is None:
            found = canonical(learn())
            self.cache.put(key, found)
        return found


def _module(path: str) -> str:
    """The name of the module in a file: text/blocks.py is timeline.text.blocks."""
    parts = [PACKAGE, *path.removesuffix(".py").split("/")]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _homes(function: FunctionType) -> set[str]:
    """The modules in which the things are made that a function names; what its own module makes is looked into."""
    homes: set[str] = set()
    seen: set[Any] = set()
    waiting: list[Any] = [function]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        for value in _named(one, function.__globals__):
            if isinstance(value, ModuleType):
                homes.add(value.__name__)
            elif getattr(value, "__module__", None) == function.__module__:
                waiting.append(value)
            elif isinstance(home := getattr(value, "__module__", None), str):
                homes.add(home)
    return homes


def _named(one: Any, scope: Mapping[str, Any]) -> Iterator[Any]:
    """What the code of a function names, or that of the methods of a class."""
    if isinstance(one, type):
        for value in vars(one).values():
            yield from _named(getattr(value, "fget", getattr(value, "__func__", value)), scope)
        yield from one.__bases__
    elif isinstance(code := getattr(inspect.unwrap(one) if callable(one) else one, "__code__", one), CodeType):
        names = [step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL"]
        yield from (scope[name] for name in names if name in scope)
        for part in code.co_consts:
            if isinstance(part, CodeType):
                yield from _named(part, scope)


def _learn(path: str, body: bytes, modules: Iterable[str], names: Iterable[str]) -> dict[str, list[str]]:
    """The imports of a module, as far as they are ours, and the names of data files among its strings."""
    tree, known, wanted = ast.parse(body), frozenset(modules), frozenset(names)
    own = _module(path)
    package = own if path.endswith("__init__.py") else own.rpartition(".")[0]
    imports = {one for node in ast.walk(tree) for one in _imported(node, package, known)}
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {
        "imports": sorted((imports & known) - {own, PACKAGE}),
        "names": sorted({part for text in said if len(text) < 100 for part in (text, *text.split("/"))} & wanted),
    }


def _imported(node: ast.AST, package: str, known: frozenset[str]) -> Iterator[str]:
    """What an import means: `from a import b` is the module a.b if there is one, else the module a."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
        base = ".".join([*above, *([node.module] if node.module else [])])
        yield from (one if (one := f"{base}.{alias.name}") in known else base for alias in node.names)


def _versions(package: str) -> dict[str, str]:
    """The version of a package and of all that it requires and that is installed, optional parts included."""
    found: dict[str, str] = {}
    waiting = [package]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            about = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = about.version
        waiting += [match[0] for one in about.requires or () if (match := _NAME.match(one))]
    return found
