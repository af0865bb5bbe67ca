"""Pictures of a flow: SVG and PNG drawn here, Mermaid and DOT for other tools to draw.

SVG is written by hand because a flow's steps run forward only: lanes need no layout engine, and
the picture is the same on every machine. Sizes are pixels.
"""
