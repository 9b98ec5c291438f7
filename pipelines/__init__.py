"""UNDERSTAND: pure functions from what a server sent to what an announcement says."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.stages import STAGES

__all__ = ["STAGES"]


def __getattr__(name: str) -> Any:
    """`STAGES`, the one list of stages, imported when it is asked for.

    The stages need the whole grammar; whoever wants a value of items.py need not wait for it.
    """
    if name == "STAGES":
        from pipelines.stages import STAGES  # noqa: PLC0415 - see above

        return STAGES
    raise AttributeError(f"module 'pipelines' has no attribute {name!r}")
