"""The architecture, held: imports point down the list of layers, and no module or function outgrows its limit."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "src" / "timeline"

LAYERS: list[set[str]] = [
    {"errors", "digest", "garbage", "kept"},
    {"records"},
    {"ontology", "config"},
    {"languages"},
    {"readers", "text"},
    {"temporal", "syntax"},
    {"extract"},
    {"link", "quality"},
    {"curate"},
    {"store"},
    {"report", "evaluate"},
    {"export", "plot"},
    {"pipeline"},
    {"cli"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
FRONT = {"__init__", "__main__"}
"""The public door and the command's door: they may import anything, and nothing may import them."""


def modules() -> Iterator[tuple[Path, str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        relative = path.relative_to(ROOT)
        yield path, relative.parts[0].removesuffix(".py"), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, package below timeline) of each absolute import from our own house; relative ones stay inside a package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "timeline":
            parts = (node.module or "").split(".")
            names = [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
            yield from ((node.lineno, name) for name in names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "timeline" and len(parts) > 1:
                    yield node.lineno, parts[1]


def test_imports_point_down() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {target}"
        for path, package, tree in modules()
        if package not in FRONT
        for line, target in imported(tree)
        if target != package and LEVEL.get(target, 99) >= LEVEL[package]
    ]
    assert not wrong, "\n".join(wrong)


def test_relative_imports_stay_inside_their_package() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, package, tree in modules()
        if package not in FRONT
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level > len(path.relative_to(ROOT).parts) - 1
    ]
    assert not wrong, "\n".join(wrong)


def test_every_package_has_a_layer() -> None:
    names = {package for _, package, _ in modules()} - FRONT
    assert names <= LEVEL.keys(), names - LEVEL.keys()


def test_sizes() -> None:
    wrong = []
    for path, _, tree in modules():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > 450:
            wrong.append(f"{path.relative_to(ROOT)}: {lines} lines, 450 allowed")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > 60:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines, 60 allowed")
    assert not wrong, "\n".join(wrong)


def test_nothing_below_the_command_line_reads_a_clock_or_chance() -> None:
    forbidden = {
        ("date", "today"),
        ("datetime", "now"),
        ("datetime", "today"),
        ("datetime", "utcnow"),
        ("time", "time"),
    }
    wrong = []
    for path, package, tree in modules():
        if package == "cli":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if (node.value.id, node.attr) in forbidden:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.value.id}.{node.attr}")
            elif isinstance(node, ast.Import) and {"random", "uuid"} & {a.name for a in node.names}:
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} imports chance")
    assert not wrong, "\n".join(wrong)


def test_no_bare_except() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert not wrong, "\n".join(wrong)
