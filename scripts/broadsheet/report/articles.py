"""Says of one article what a person has to look at before it is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from broadsheet import dates
from broadsheet.describe import knowledge_of
from broadsheet.models import FINDINGS, NOT_STATED, Article, Claim, Finding, Piece
from broadsheet.render.phrases import count
from broadsheet.report.comparison import Comparison, Side
from broadsheet.report.quoting import items, listed, quoted
from broadsheet.report.spellings import doubtful_names
from broadsheet.words import table

_NEEDED = ("title", "outlet", "date")


def about(name: str, found: Comparison) -> str:
    """Return the part of a report on one added or changed article."""
    old = found.renamed.get(name, name)
    before, after = found.before.articles.get(old), found.after.articles.get(name)
    title = after.title.value if after is not None and after.title.value else name
    what = "Changed" if before is not None or name in found.changed else "New"
    what = "Renamed" if old != name else what
    head = f"### {what}: {quoted(title)}\n\n`{name}`\n"
    if after is None:
        return f"{head}\n- It cannot be read; see the problems above."
    lines = [*_new(after)] if before is None else [*_differences(before, after)]
    lines += [*_to_look_at(after), *_links(name, old, found), *_names(after, found)]
    return "\n".join([head, *lines])


# ------------------------------------------------------------------ what it is


def _new(article: Article) -> Iterator[str]:
    for field in FINDINGS:
        finding = getattr(article, field)
        if finding.value is not None or field in _NEEDED:
            yield f"- {field.capitalize()}: {_finding(finding)}"
    words, statements = count(len(article.cleaned.text.split()), "word"), count(len(article.claims), "statement")
    yield f"- {words}, {statements}, {count(len(article.mentions), 'mention of a name', 'mentions of names')}"
    yield from _removed(article)
    if article.claims:
        yield "- Statements:"
        yield from items(map(_said, article.claims))


def _said(claim: Claim) -> str:
    """Return who says what, and how: what somebody denies is not what they say."""
    cue = f" {quoted(claim.cue, 40)}" if claim.cue else ""
    return f"{quoted(claim.speaker or '(nobody named)', 60)}{cue}: {quoted(claim.text)}"


def _value(finding: Finding[Any]) -> str:
    if finding.value is None:
        return ""
    return str(finding.value.edtf if hasattr(finding.value, "edtf") else finding.value)


def _finding(finding: Finding[Any]) -> str:
    if finding.value is None:
        return f"unknown ({finding.note})" if finding.note == NOT_STATED.note else "unknown"
    words = dates.in_words(_value(finding)) if hasattr(finding.value, "edtf") else _value(finding)
    note = f": {quoted(finding.note)}" if finding.note else ""
    evidence = [q.text for q in finding.evidence if q.text != words]
    proof = f", in the words {quoted(evidence[0], 80)}" if evidence else ""
    return f"{quoted(words)} ({finding.status}{note}{proof})"


def _removed(article: Article) -> Iterator[str]:
    reasons = table("reasons")
    counts = Counter(p.reason for p in article.cleaned.removed)
    if counts:
        said = ", ".join(f"{reasons.get(reason, 'other')} {n}" for reason, n in sorted(counts.items()))
        yield f"- Taken out by cleaning: {said}"


def _differences(before: Article, after: Article) -> Iterator[str]:
    """Yield what another version of an article has differently."""
    for field in FINDINGS:
        old, new = getattr(before, field), getattr(after, field)
        if (_value(old), old.status, old.note) != (_value(new), new.status, new.note):
            yield f"- {field.capitalize()}: {_finding(new)}, before {_finding(old)}"
    for label, key in (("Rights", "rights"), ("Published text", "text_policy")):
        if getattr(before, key) != getattr(after, key):
            yield f"- {label}: {quoted(getattr(after, key))}, before {quoted(getattr(before, key))}"
    if before.withdrawn != after.withdrawn:
        yield f"- {_withdrawal(before.withdrawn, after.withdrawn)}"
    if after.withdrawn and before.cleaned.ledger and not after.cleaned.ledger:
        yield "- Its text was taken away."
    elif before.source.sha256 != after.source.sha256:
        yield "- **The raw text itself was changed.** It is evidence; a correction belongs into the sidecar."
    yield from _gained("Statements", {c.id: c.text for c in before.claims}, {c.id: c.text for c in after.claims})
    pieces = ({p.text.strip(): p.text for p in article.cleaned.removed} for article in (before, after))
    yield from _gained("Taken out by cleaning", *pieces)


def _withdrawal(before: str, after: str) -> str:
    """Return what became of the reason for which an article is withdrawn; it is empty where it is published."""
    if not after:
        return f"**Published again.** It was withdrawn: {quoted(before)}"
    if not before:
        return f"**Withdrawn**, and its words with it; readers see why: {quoted(after)}"
    return f"Withdrawn for another reason: {quoted(after)}, before {quoted(before)}"


def _gained(label: str, before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    new = [text for key, text in after.items() if key not in before]
    lost = [text for key, text in before.items() if key not in after]
    if new or lost:
        yield f"- {label}: {len(new)} more, {len(lost)} fewer"
        yield from items(
            [*(f"more: {quoted(text)}" for text in new), *(f"fewer: {quoted(text)}" for text in lost)]
        )


# ------------------------------------------------------------------ what to look at


def _to_look_at(article: Article) -> Iterator[str]:
    doubtful = [p for p in article.cleaned.ledger if p.doubt and p.text.strip()]
    if doubtful:
        yield "- **Look twice** at what cleaning did:"
        yield from items(f"{_fate(p)} {quoted(p.text)}: {p.doubt}" for p in doubtful)
    for field in _NEEDED:
        finding = getattr(article, field)
        if finding.status == "curated" and not finding.note and not finding.evidence:
            yield f"- **No ground is given** for the {field} {quoted(_value(finding))}."
    if not article.rights:
        yield "- **The rights are not stated.**"


def _fate(piece: Piece) -> str:
    return "removed" if piece.fate == "removed" else "kept"


def _links(name: str, before: str, found: Comparison) -> Iterator[str]:
    """Yield what an article has in common with others and had not, by the id that it had before."""
    near = found.near.get(name, ())
    if near:
        said = ", ".join(f"{quoted(other.id)} ({other.share:.0%})" for other in near[:10])
        yield f"- **Carries much of the text of** {said}"
    yield from _joined(name, before, found)
    topics, old = _topics(name, found.after), _topics(before, found.before)
    if topics - old:
        yield f"- Stands under the topics {listed(sorted(topics - old))}"
    if old - topics:
        yield f"- Stands no longer under {listed(sorted(old - topics))}"


def _topics(name: str, side: Side) -> set[str]:
    return {t.name for t in side.library.topics if name in t.articles and not t.proposed}


def _joined(name: str, before: str, found: Comparison) -> Iterator[str]:
    """Yield the statements that other articles make too and that were not joined with theirs before."""
    known = {
        (ref.claim, found.leading.get(other.article, other.article))
        for group in found.before.library.groups
        for ref in group.claims
        for other in group.claims
        if ref.article == before
    }
    lines = []
    for group in found.after.library.groups:
        for ref in group.claims:
            others = sorted({r.article for r in group.claims} - {name})
            if ref.article == name and any((ref.claim, other) not in known for other in others):
                lines.append(f"{quoted(_text(name, ref.claim, found))} with {listed(others, 5)}")
    if lines:
        yield "- Statements joined with those of other articles:"
        yield from items(lines)


def _text(name: str, claim: str, found: Comparison) -> str:
    return next((c.text for c in found.after.articles[name].claims if c.id == claim), claim)


def _names(article: Article, found: Comparison) -> Iterator[str]:
    corpus = found.after.corpus
    counts = Counter(m.name for m in article.mentions if m.id is None)
    if not counts or corpus is None or article.withdrawn:
        return
    doubts = list(doubtful_names(counts, knowledge_of(corpus.entities, corpus.outlets).registry))
    if doubts:
        yield "- **May be other spellings** of registered names:"
        yield from items(f"{quoted(d.name)} of {quoted(d.known)} (`{d.id}`)" for d in doubts)
    rest = sorted(set(counts) - {d.name for d in doubts}, key=lambda name: (-counts[name], name))
    if rest:
        yield f"- Names nobody has registered: {listed(rest, 15)}"
