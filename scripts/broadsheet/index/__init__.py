"""The search index: built here, searched by the reader's browser."""

from broadsheet.index.build import build_index
from broadsheet.index.client import client_files
from broadsheet.index.collect import search_documents, spellings
from broadsheet.index.document import SearchDoc

__all__ = ["SearchDoc", "build_index", "client_files", "search_documents", "spellings"]
