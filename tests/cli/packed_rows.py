"""Sets of rows as the public ones come: gzipped JSON lines."""

import gzip
import json
from pathlib import Path
from typing import Any


def put(path: Path, *lines: dict[str, Any]) -> None:
    """Write a set."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as packed:
        packed.writelines(json.dumps(line) + "\n" for line in lines)
