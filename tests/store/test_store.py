"""What is kept comes back whole or not at all, and what no build uses goes."""

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.store import Files, Folder, Store
from broadsheet.store.remote import Nearby, Remote

KEY = "ab" + "0" * 62 + ".found"
OTHER = "cd" + "0" * 62 + ".found"
HOUR = 3600


@pytest.fixture(params=["folder", "file", "memory", "nearby"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    if request.param == "folder":
        return Folder(str(tmp_path / "store"))
    pytest.importorskip("fsspec")
    if request.param == "nearby":
        return Nearby(Folder(str(tmp_path / "near")), Remote((tmp_path / "far").as_uri()))
    return Remote(f"memory://{tmp_path.name}" if request.param == "memory" else (tmp_path / "store").as_uri())


def test_what_was_put_is_there_and_nothing_else(files: Files) -> None:
    store = Store(files)
    assert store.get(KEY) is None
    assert KEY not in store
    store.put(KEY, b"words")
    assert (store.get(KEY), KEY in store, OTHER in store) == (b"words", True, False)
    store.put(KEY, b"other words")
    assert store.get(KEY) == b"other words"


def test_an_entry_that_is_broken_or_of_another_version_is_not_there(files: Files) -> None:
    store = Store(files)
    store.put(KEY, b"words" * 100)
    name = f"{KEY[:2]}/{KEY[2:]}"
    whole = files.read(name) or b""
    for broken in (
        b"",
        whole[:-1],
        whole[:40],
        whole + b"x",
        whole.replace(b"store-3", b"store-2"),
        whole[:-1] + bytes([whole[-1] ^ 1]),
        b"\x80\x04\x95pickled",
    ):
        files.write(name, broken)
        assert store.get(KEY) is None
        assert KEY not in store


def test_an_entry_under_another_s_name_is_not_there(files: Files) -> None:
    store = Store(files)
    store.put(KEY, b"words")
    files.write(f"{OTHER[:2]}/{OTHER[2:]}", files.read(f"{KEY[:2]}/{KEY[2:]}") or b"")
    assert (store.get(OTHER), store.get(KEY)) == (None, b"words")


@given(data=st.binary())
def test_any_bytes_come_back(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    store = Store(Folder(str(tmp_path_factory.getbasetemp() / "any")))
    store.put(KEY, data)
    assert store.get(KEY) == data


@pytest.mark.parametrize("key", ["", "../../x", "ab.found", KEY.upper(), f"{KEY}/..", KEY.removesuffix(".found")])
def test_what_is_no_key_names_no_file(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        Store(Folder(str(tmp_path))).get(key)


def test_two_that_write_the_same_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    stores = [Store(Folder(str(tmp_path))) for _ in range(4)]
    seen: list[bytes | None] = []

    def use(store: Store) -> None:
        for _ in range(50):
            store.put(KEY, b"words" * 1000)
            seen.append(store.get(KEY))

    threads = [threading.Thread(target=use, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) == {b"words" * 1000}
    assert [path.name for path in (tmp_path / "ab").iterdir()] == [KEY[2:]]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(Folder(str(tmp_path)))
    store.put(KEY, b"words")

    def full(a: str, b: str) -> None:
        raise OSError(28, "No space left on device", b)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        store.put(KEY, b"new words")
    assert store.get(KEY) == b"words"
    assert len(list((tmp_path / "ab").iterdir())) == 1


def aged(folder: Path, *, hours: float) -> None:
    for path in folder.rglob("*.found"):
        then = path.stat().st_mtime - hours * HOUR
        os.utime(path, (then, then))


def test_what_the_last_builds_did_not_use_is_swept(tmp_path: Path) -> None:
    store = Store(Folder(str(tmp_path)))
    store.put(KEY, b"words")
    store.put(OTHER, b"words")
    store.sweep([KEY, OTHER])
    aged(tmp_path, hours=2)
    for number in range(2):
        store.sweep([KEY, f"{number}0{KEY[2:]}"])
        assert OTHER in store
    store.sweep([KEY])
    assert (KEY in store, OTHER in store) == (True, False)


def test_an_old_entry_that_this_build_is_the_first_to_list_stays(tmp_path: Path) -> None:
    store = Store(Folder(str(tmp_path)))
    store.put(KEY, b"words")
    aged(tmp_path, hours=2)
    store.sweep([KEY])
    assert KEY in store


def test_what_another_build_has_just_put_there_is_not_swept(tmp_path: Path) -> None:
    store = Store(Folder(str(tmp_path)))
    store.put(OTHER, b"words")
    for _ in range(5):
        store.sweep([])
    assert OTHER in store
    aged(tmp_path, hours=2)
    store.sweep([KEY])
    assert OTHER not in store


def test_building_the_same_again_and_again_sweeps_nothing_of_the_builds_before(tmp_path: Path) -> None:
    store = Store(Folder(str(tmp_path)))
    store.put(OTHER, b"words")
    store.sweep([OTHER])
    aged(tmp_path, hours=2)
    for _ in range(10):
        store.sweep([KEY])
    assert OTHER in store


def test_checking_again_and_again_sweeps_nothing_of_the_last_builds(tmp_path: Path) -> None:
    store = Store(Folder(str(tmp_path)))
    store.put(OTHER, b"words")
    store.sweep([OTHER])
    aged(tmp_path, hours=2)
    for number in range(10):
        store.sweep([f"{number}0{KEY[2:]}"], by="check")
    assert OTHER in store
    assert sum("check" in path.name for path in tmp_path.rglob("used-*")) == 3


def test_what_was_read_from_afar_lies_near(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    near, far = Folder(str(tmp_path / "near")), Remote((tmp_path / "far").as_uri())
    Store(far).put(KEY, b"words")
    store = Store(Nearby(near, far))
    assert KEY in store
    assert Store(near).get(KEY) is None
    assert store.get(KEY) == b"words"
    assert Store(near).get(KEY) == b"words"


def test_what_several_builds_share_is_not_swept(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    near, far = Folder(str(tmp_path / "near")), Remote((tmp_path / "far").as_uri())
    store = Store(Nearby(near, far))
    store.put(KEY, b"words")
    for path in (tmp_path / "near").rglob("*.*"):
        os.utime(path, (0, 0))
    store.sweep([OTHER])
    assert Store(near).get(KEY) is None
    assert Store(far).get(KEY) == b"words"
