"""Where the work on articles runs: in this process, in several on this machine, or on a Ray cluster.

An engine maps a function over articles and gives the results in the order of the articles, holding no more than a few
of them at a time. Results never depend on the engine or the number of its workers.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

from loader.errors import UserError

Item = TypeVar("Item")
Result = TypeVar("Result")
WINDOW = 4  # items under way for each worker: enough to keep it busy, few enough to hold in memory


class EngineError(UserError):
    """The engine asked for is not installed or cannot start."""


def run_local(work: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[Result]:
    """Map in this process, or in ``jobs`` processes of this machine if that is more than one."""
    if jobs == 1:
        yield from map(work, items)
        return
    context = multiprocessing.get_context("spawn")  # the same on every platform, and safe beside threads
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        pending: deque[Future[Result]] = deque()
        for item in items:
            pending.append(pool.submit(work, item))
            if len(pending) >= WINDOW * jobs:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


def run_ray(work: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[Result]:
    """Map on a Ray cluster: the one of ``RAY_ADDRESS``, else one started here with ``jobs`` workers.

    What ``work`` reads and writes (the cache) must lie where all nodes of the cluster see it.

    Raises:
        EngineError: Ray is not installed.
    """
    try:
        import ray  # noqa: PLC0415  an extra: only who asks for it needs it
    except ImportError as error:
        raise EngineError("the ray engine needs Ray: pip install 'communique[ray]'") from error

    def mapped(item: Item) -> Result:  # Ray takes functions only; ``work`` is an object that is called
        return work(item)

    own = {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": jobs, "include_dashboard": False}
    ray.init(**own, log_to_driver=False, logging_level="WARNING")
    try:
        remote = ray.remote(mapped)
        pending: deque[object] = deque()
        for item in items:
            pending.append(remote.remote(item))
            if len(pending) >= WINDOW * jobs:
                yield ray.get(pending.popleft())
        while pending:
            yield ray.get(pending.popleft())
    finally:
        ray.shutdown()


#: Engines by the name that the command line knows them by.
ENGINES: dict[str, Callable[[Callable[[Item], Result], Iterable[Item], int], Iterator[Result]]] = {
    "local": run_local,
    "ray": run_ray,
}
