"""The stages that a post passes once it is read, in their order; both drivers run this list."""

from typing import Final

from pipelines.attribution import Attribute
from pipelines.checks import Checks
from pipelines.dates import Dates
from pipelines.figures import Figures

STAGES: Final = (Attribute, Dates, Figures, Checks)
