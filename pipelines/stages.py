"""The stages that a post passes once it is read, in their order; both drivers run this list."""

from typing import Final

from pipelines.attribution import Attribute

STAGES: Final = (Attribute,)
