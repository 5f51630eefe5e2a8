"""What each published table and column means, in the words that stand beside the models."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_MODELS = Path(__file__).resolve().parents[1] / "dbt_project" / "models" / "marts"


@dataclass(frozen=True)
class Described:
    """A table's meaning, and that of its columns by name; what nobody has described is not in it."""

    meaning: str = ""
    columns: dict[str, str] = field(default_factory=dict)


def described(table: str) -> Described:
    """The words about a table; empty for a table that this version does not know."""
    return _every().get(table, Described())


@cache
def _every() -> dict[str, Described]:
    import yaml

    found = {}
    for path in sorted(_MODELS.rglob("*.yml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            columns = {column["name"]: column.get("description", "") for column in model.get("columns", [])}
            found[model["name"]] = Described(model.get("description", ""), columns)
    return found
