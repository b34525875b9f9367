"""The search index: built here, searched by the reader's browser."""

from broadsheet.index.build import bind_index, build_index
from broadsheet.index.client import client_files
from broadsheet.index.document import SearchDoc

__all__ = ["SearchDoc", "bind_index", "build_index", "client_files"]
