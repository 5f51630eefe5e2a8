"""Readers without a browser: each holds a connection to the server and speaks Streamlit's own protocol over it.

Twenty browsers would want more of two cores than the server does; these want next to nothing.
"""

import asyncio
import random
import time
from collections.abc import Callable
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_SEED = 20261122


class Reader:
    """One reader on one page: `widgets` are the choices in the side bar, `options` what can be chosen, by label."""

    def __init__(self, port: int, page: str, plan: str) -> None:
        self.port = port
        self.page = page
        self.query = urlencode({"plan": plan})
        self.widgets: dict[str, str] = {}
        self.options: dict[str, tuple[str, list[str]]] = {}
        self.script = ""

    async def open(self) -> float:
        """Connect and open the page; the seconds it took."""
        address = f"127.0.0.1:{self.port}"
        self.connection = await websockets.connect(
            f"ws://{address}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            origin=websockets.Origin(f"http://{address}"),
            max_size=None,
        )
        return await self._run(self.page)

    async def choose(self, label: str, option: str) -> float:
        """Make another choice in the side bar; the seconds until the whole page has come."""
        self.widgets[self.options[label][0]] = option
        return await self._run("")

    async def close(self) -> None:
        await self.connection.close()

    async def _run(self, page: str) -> float:
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = page
        asked.rerun_script.page_script_hash = "" if page else self.script
        for name, value in self.widgets.items():
            asked.rerun_script.widget_states.widgets.add(id=name, string_value=value)
        start = time.perf_counter()
        await self.connection.send(asked.SerializeToString())
        while not self._is_last(await self.connection.recv()):
            pass
        return time.perf_counter() - start

    def _is_last(self, message: str | bytes) -> bool:
        """Takes in what the server says, as the browser does; whether it was the end of the run."""
        said = ForwardMsg()
        said.ParseFromString(message.encode() if isinstance(message, str) else message)
        kind = said.WhichOneof("type")
        if kind == "navigation":
            self.script = said.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = said.page_info_changed.query_string
        elif kind == "delta" and said.delta.new_element.WhichOneof("type") == "selectbox":
            box = said.delta.new_element.selectbox
            self.options[box.label] = (box.id, list(box.options))
            self.widgets.setdefault(box.id, box.raw_value or box.options[box.default])
        return kind == "script_finished"


def all_at_once(
    port: int, page: str, plans: list[str], label: str, rounds: int, when_open: Callable[[], None]
) -> list[float]:
    """A reader for each plan, who all choose anew in the same moment, `rounds` times; the seconds of every choice.

    `when_open` is called when each of them has the page before them.
    """
    return asyncio.run(_all_at_once([Reader(port, page, plan) for plan in plans], label, rounds, when_open))


async def _all_at_once(readers: list[Reader], label: str, rounds: int, when_open: Callable[[], None]) -> list[float]:
    chance = random.Random(_SEED)
    for reader in readers:
        await reader.open()
    when_open()
    took: list[float] = []
    for _ in range(rounds):
        took += await asyncio.gather(*(_choose_another(reader, label, chance) for reader in readers))
    await asyncio.gather(*(reader.close() for reader in readers))
    return took


async def _choose_another(reader: Reader, label: str, chance: random.Random) -> float:
    name, options = reader.options[label]
    option = chance.choice([one for one in options if one != reader.widgets[name]])
    before = reader.query
    seconds = await reader.choose(label, option)
    if reader.query == before:
        raise RuntimeError(f"the page did not come to {option}")
    return seconds
