"""The picture as PNG, with a font of our own so that it looks the same on every machine."""

from importlib.resources import files

import resvg_py

from cli.drawing.pen import FONT

_FACES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf")


def png(svg: str) -> bytes:
    """An SVG document as PNG, twice its size for sharp screens."""
    faces = files("font_source_sans_pro") / "files"
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=2,
        skip_system_fonts=True,
        font_files=[str(faces / face) for face in _FACES],
        sans_serif_family=FONT,
    )
