"""`frontdesk graph`: draw a flow, as text that other tools draw or as a picture."""

from pathlib import Path

from agent_config.flow_file import load_flow
from cli import view
from cli.drawing.dot import dot
from cli.drawing.mermaid import mermaid
from cli.drawing.svg import svg
from cli.failure import Failure
from engine import graph as drawn


def graph(flow: str, *, form: str, output: Path | None) -> None:
    """Draw a flow as `mermaid`, `dot`, `svg` or `png`, to a file or standard output."""
    if form == "png" and output is None and view.is_terminal():
        raise Failure("a PNG is no text; give it a file: -o flow.png")
    values = drawn.graph(load_flow(flow))
    if form == "png":
        from cli.drawing.png import png

        picture = png(svg(values))
    else:
        picture = {"mermaid": mermaid, "dot": dot, "svg": svg}[form](values).encode()
    if output is None:
        view.binary(picture)
    else:
        output.write_bytes(picture)
        view.remark(f"wrote {output}")
