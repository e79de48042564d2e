"""What a kernel sends about a cell: its outputs; and how it ended, by the kernel's own reply.

Code that keeps an error from being shown does not make it a success.
"""

import asyncio
import time
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from helpers.grading.pages.clean_html import LONGEST_TEXT, shortened
from helpers.grading.submission.sanitize import clean_output

SECONDS_FOR_REPLY = 3.0  # a kernel replies before it says that it is idle
ENDS = ("error", "execute_result")  # which nothing takes back
UNFINISHED = "The kernel did not say that this cell came to its end, so it counts as not finished."


def take_output(cell: NotebookNode, kind: str, content: dict[str, Any]) -> None:
    """Add what a message shows to a cell's outputs, cleaned."""
    if kind == "execute_input" and isinstance(content.get("execution_count"), int):
        cell.execution_count = content["execution_count"]
    elif kind == "clear_output":
        cell.outputs = [one for one in cell.outputs if one.output_type in ENDS]
    elif output := clean_output(kind, content):
        last = cell.outputs[-1] if cell.outputs else {}
        if kind == "stream" and last.get("output_type") == "stream" and last["name"] == output["name"]:
            last["text"] = (
                shortened(last["text"] + output["text"]) if len(last["text"]) < LONGEST_TEXT else last["text"]
            )
        else:
            cell.outputs.append(output)


async def hidden_error(client: AsyncKernelClient, request: str, outputs: list[NotebookNode]) -> NotebookNode | None:
    """The error that a cell ended with and does not show as one, as an output; None where there is none.

    Arguments: client; request, the id of the message that ran the cell; outputs, what the cell shows.
    """
    if any(output.output_type == "error" for output in outputs):
        return None
    reply = await _reply_to(client, request)
    if reply is None:
        return new_output("error", ename="Unfinished", evalue=UNFINISHED, traceback=[f"Unfinished: {UNFINISHED}"])
    return None if reply.get("status") == "ok" else clean_output("error", reply)


async def _reply_to(client: AsyncKernelClient, request: str) -> dict[str, Any] | None:
    """The reply to a request; None where there is none."""
    channel = client.shell_channel
    finish = time.monotonic() + SECONDS_FOR_REPLY
    while True:
        try:
            async with asyncio.timeout(max(finish - time.monotonic(), 0)):
                frames = await channel.socket.recv_multipart()
        except TimeoutError:
            return None
        try:
            message = channel.session.deserialize(channel.session.feed_identities(frames)[1])
            if message["parent_header"]["msg_id"] == request and message["msg_type"] == "execute_reply":
                return dict(message["content"])
        except Exception:  # forged or malformed: the kernel's own sender would not have
            continue
