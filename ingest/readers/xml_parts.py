"""The XML parts of a workbook, read as a stream and without ever following what a document type declares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from danish import ingest_workbook as workbook_da
from ingest.faults import Fault, RefusedError

Attributes = dict[str, str]


def parse(
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Calls `start`, `end` and `text` along the part. Raises RefusedError for broken XML and for a document type."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    parser.buffer_text = True
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except RefusedError:
        raise
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise RefusedError(Fault(workbook_da.BROKEN_PACKAGE)) from error


def _refuse(*_: object) -> None:
    raise RefusedError(Fault(workbook_da.BROKEN_PACKAGE))


def local(name: str) -> str:
    """The name without its prefix: writers differ in what they call the namespaces."""
    return name.rpartition(":")[2]


def elements(content: bytes, wanted: str) -> Iterator[Attributes]:
    """The attributes, by local name, of every element called `wanted`."""
    found: list[Attributes] = []

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == wanted:
            found.append({local(key): value for key, value in attributes.items()})

    parse(content, start)
    yield from found


@dataclass(frozen=True)
class Relation:
    kind: str
    target: str
    is_external: bool


def relations(parts: dict[str, bytes], owner: str) -> dict[str, Relation]:
    """What a part refers to, by id; targets inside the package as names of parts."""
    folder, _, file = owner.rpartition("/")
    content = parts.get(f"{folder}/_rels/{file}.rels".removeprefix("/"))
    if content is None:
        return {}
    found = {}
    for attributes in elements(content, "Relationship"):
        is_external = attributes.get("TargetMode", "").lower() == "external"
        target = attributes.get("Target", "")
        found[attributes.get("Id", "")] = Relation(
            kind=attributes.get("Type", "").rpartition("/")[2].lower(),
            target=target if is_external else _resolved(folder, target),
            is_external=is_external,
        )
    return found


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
