"""A real object store for the tests of the batch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.batch.object_stores import ObjectStore, open_object_store


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    """Swift, for all tests."""
    with open_object_store(tmp_path_factory.mktemp("swift")) as store:
        yield store


@pytest.fixture(scope="module")
def keys(object_store: ObjectStore) -> Iterator[None]:
    """The store's address and keys in the environment, where people put them."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in object_store.environment().items():
            patch.setenv(name, value)
        yield
