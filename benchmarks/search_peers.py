"""What the search is measured beside: lunr with one prebuilt index, Pagefind, and Material's own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path

from lunr import get_default_builder

from broadsheet.index import SearchDoc, client_files

PAGEFIND = Path(__file__).parents[1] / "build" / "pagefind" / "bin" / "python"
"""Python of an environment that has `pagefind[bin]`."""


def build_lunr(docs: list[SearchDoc], folder: Path) -> None:
    """lunr.py's own builder, one file; lunr.js in a worker."""
    builder = get_default_builder()
    builder.ref("id")
    builder.field("title")
    builder.field("body")
    start = time.process_time()
    for number, doc in enumerate(docs):
        builder.add({"id": number, "title": doc.title, "body": doc.body})
    built = builder.build()
    print(f"{len(docs):7} lunr.py's Builder alone, without positions: {time.process_time() - start:.1f} s of CPU")
    shown = [[doc.address, doc.title, doc.body] for doc in docs]
    data = {"index": built.serialize(), "docs": shown}
    (folder / "index.json").write_text(json.dumps(data, separators=(",", ":")))
    (folder / "lunr.js").write_bytes(client_files()["worker.js"].split(b'(() => {\n"use strict";')[0])
    (folder / "worker.js").write_text(LUNR_WORKER)
    (folder / "index.html").write_text(PAGE.replace("{script}", LUNR_PAGE))


def build_pagefind(docs: list[SearchDoc], folder: Path) -> None:
    """Pagefind's command line over a page for each article."""
    for doc in docs:
        page = folder / doc.address / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            f"<!doctype html><html lang=en><title>{escape(doc.title)}</title><main data-pagefind-body>"
            f"<h1>{escape(doc.title)}</h1><p>{escape(doc.body)}</p></main></html>"
        )
    command = [str(PAGEFIND), "-m", "pagefind", "--site", str(folder), "--silent"]
    subprocess.run(command, check=True)
    (folder / "index.html").write_text(PAGE.replace("{script}", PAGEFIND_PAGE))


def build_material(docs: list[SearchDoc], folder: Path) -> None:
    """MkDocs with Material's search plugin, pages out of the navigation."""
    with tempfile.TemporaryDirectory() as made:
        source = Path(made)
        (source / "docs").mkdir()
        (source / "docs" / "index.md").write_text("# Home\n")
        for number, doc in enumerate(docs):
            (source / "docs" / f"a{number}.md").write_text(f"# {escape(doc.title)}\n\n{escape(doc.body)}\n")
        (source / "mkdocs.yml").write_text(MATERIAL.format(site=folder))
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(source / "mkdocs.yml")]
        subprocess.run(command, check=True, capture_output=True)


PAGE = '<!doctype html><meta charset="utf-8"><title>x</title><input id="q"><ol id="hits"></ol>'
PAGE += "<script>{script}</script>"
LUNR_PAGE = """
let worker; const q = document.querySelector("#q"), hits = document.querySelector("#hits");
q.oninput = () => {
  worker ??= new Worker("worker.js");
  worker.onmessage = ({ data }) => hits.replaceChildren(...data.map(([a, t, b]) => {
    const li = document.createElement("li"); li.append(t, " ", b.slice(0, 200)); return li; }));
  worker.postMessage(q.value);
};"""
LUNR_WORKER = """
importScripts("lunr.js");
const { TRAILING } = lunr.Query.wildcard;
const load = async () => {
  const { index, docs } = await (await fetch("index.json")).json();
  return { index: lunr.Index.load(index), docs };
};
const ready = load();
onmessage = async ({ data }) => {
  const { index, docs } = await ready;
  const words = data.split(" ").filter(Boolean);
  const found = index.query((q) => words.forEach((w, i) => {
    q.term(lunr.tokenizer(w), {});
    if (i === words.length - 1) q.term(w, { wildcard: TRAILING, usePipeline: false, boost: 0.3 });
  }));
  postMessage(found.slice(0, 10).map(({ ref }) => docs[ref]));
};"""
PAGEFIND_PAGE = """
let loading, count = 0; const q = document.querySelector("#q"), hits = document.querySelector("#hits");
q.oninput = async () => {
  const mine = ++count;
  const pagefind = await (loading ??= import("/pagefind/pagefind.js"));
  const found = await pagefind.search(q.value);
  const shown = await Promise.all(found.results.slice(0, 10).map((r) => r.data()));
  if (mine === count) hits.replaceChildren(...shown.map((d) => {
    const li = document.createElement("li"); li.append(d.meta.title, " ", d.plain_excerpt); return li; }));
};"""
MATERIAL = """site_name: x
docs_dir: docs
site_dir: {site}
theme: {{name: material, font: false}}
nav: [index.md]
not_in_nav: "a*.md"
plugins: [search]
"""
