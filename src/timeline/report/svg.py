"""A small writer of SVG. Every value is escaped; nothing carries style or script: colours are the page's, by class."""

from markupsafe import Markup, escape


def tag(name: str, *content: str | Markup, **attributes: object) -> Markup:
    """An element. `class_` is `class`, `data_k` is `data-k`; None and False leave an attribute out, floats keep one decimal."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    inner = "".join(escape(one) for one in content)
    return Markup(f"<{name}{written}>{inner}</{name}>")


def drawing(width: float, height: float, *content: Markup, **attributes: object) -> Markup:
    """The svg element around a drawing of a given size in pixels."""
    box = f"0 0 {_value(width)} {_value(height)}"
    return tag("svg", *content, viewBox=box, width=width, height=height, **attributes)


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value) if isinstance(value, int) else str(escape(value))
