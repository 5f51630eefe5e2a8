"""Fixtures for the tests of ingest: registries on disk, and forms A and B evaluated row by row."""

from pathlib import Path

import pytest

from ingest.evaluate import evaluate
from ingest.evaluation import Evaluation
from ingest.registry import Registry, read_registry
from ingest.sources import Sources
from tests.unit.ingest.ingest_cases import FORM_A, FORM_B, SEEDS, Evaluate, source


@pytest.fixture
def seeds_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, text in SEEDS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def registry(seeds_dir: Path) -> Registry:
    return read_registry(seeds_dir)


@pytest.fixture
def form_a(registry: Registry) -> Evaluate:
    """Evaluates rows under form A's header, or a whole file given as bytes; keywords change the contract."""

    def run(*rows: str, content: bytes | None = None, header: str = FORM_A, **changes: object) -> Evaluation:
        contract = source(**changes)
        whole = content if content is not None else "\n".join([header, *rows]).encode()
        sources = Sources({contract.source_id: contract}, "")
        return evaluate(whole, file_name="tal.csv", source=contract, sources=sources, registry=registry)

    return run


@pytest.fixture
def form_b(registry: Registry) -> Evaluate:
    """Evaluates rows under form B's header."""

    def run(*rows: str, header: str = FORM_B) -> Evaluation:
        contract = source(source_id="registrations", forms=["registrations"])
        sources = Sources({contract.source_id: contract}, "")
        content = "\n".join([header, *rows]).encode()
        return evaluate(content, file_name="tal.csv", source=contract, sources=sources, registry=registry)

    return run
