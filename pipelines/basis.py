"""What the reading of one article starts from."""

from attrs import evolve, field, frozen

from pipelines.blocks import Layout
from pipelines.document import Document
from pipelines.frame import EMPTY, Frame
from pipelines.items import Lead
from pipelines.layout import read_layout
from pipelines.metadata import Metadata, read_metadata
from pipelines.selectors import drop_parts
from pipelines.site import Select


@frozen(kw_only=True)
class Basis:
    """A page, taken apart, with what was known before it was read."""

    document: Document
    layout: Layout = field(repr=False)
    metadata: Metadata
    lead: Lead | None = None
    frame: Frame = EMPTY
    select: Select = Select()  # noqa: RUF009 - frozen, and nothing in it can change


def build_basis(document: Document, lead: Lead | None, frame: Frame, select: Select) -> Basis:
    """Take a document apart; the head of a page of whole posts speaks for none of them."""
    drop_parts(document, select)
    basis = Basis(
        document=document,
        layout=read_layout(document),
        metadata=read_metadata(document),
        lead=lead,
        frame=frame,
        select=select,
    )
    if lead is not None and lead.whole:
        return evolve(basis, metadata=Metadata(language=basis.metadata.language))
    return basis
