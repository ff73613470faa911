"""The Optuna study in a SQLite file: several processes share it, and values of a killed trial are taken up again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from paratopic.errors import ConfigError, MissingExtraError
from paratopic.stops import stop_later
from paratopic.tracking.process import PROCESS, alive, process_tag

if TYPE_CHECKING:
    from paratopic.config.asked import Search

DATABASE = "study.db"
BUSY_SECONDS = 60
PRUNE_AFTER = 4  # whole trials, before the median says anything


def open_study(asked: Search, *, worker: int = 0) -> Any:
    """Return the study in the search's folder, made where it is missing.

    Raises MissingExtraError without Optuna, ConfigError where the study searched something else.
    """
    try:
        import optuna
    except ImportError:
        raise MissingExtraError("paratopic search needs optuna: pip install 'paratopic[search]'") from None
    from filelock import FileLock

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    with FileLock(asked.folder / "study.lock"):
        study = optuna.create_study(
            storage=optuna.storages.RDBStorage(
                f"sqlite:///{asked.folder / DATABASE}",
                engine_kwargs={"connect_args": {"timeout": BUSY_SECONDS}},
            ),
            study_name=asked.name,
            direction="maximize",
            load_if_exists=True,
            pruner=optuna.pruners.MedianPruner(n_startup_trials=PRUNE_AFTER),
        )
        study.sampler = optuna.samplers.TPESampler(
            seed=1000 * worker + len(study.trials), constant_liar=asked.jobs > 1
        )
        _check(study, asked)
    return study


@stop_later()
def ask(study: Any, asked: Search) -> Any:
    """Return the next trial, or None where enough are done or under way, or time is up."""
    from filelock import FileLock

    with FileLock(asked.folder / "study.lock"):
        _take_up_dead(study)
        late = asked.stop_at is not None and time.time() > asked.stop_at
        if late or len(counted(study)) >= asked.trials:
            return None
        trial = study.ask()
        trial.set_user_attr(PROCESS, process_tag()[PROCESS])
        return trial


def counted(study: Any) -> list[Any]:
    """Return the trials that count: whole, pruned, failed for a reason, or under way."""
    return [
        one
        for one in study.get_trials(deepcopy=False)
        if one.state.name in {"COMPLETE", "PRUNED", "RUNNING"} or "error" in one.user_attrs
    ]


def _take_up_dead(study: Any) -> None:
    """Fail the trials whose process was killed and queue their values again."""
    from optuna.trial import TrialState

    for one in study.get_trials(deepcopy=False, states=(TrialState.RUNNING,)):
        if not alive(one.user_attrs.get(PROCESS, "")):
            study.tell(one.number, state=TrialState.FAIL)
            if one.params:
                study.enqueue_trial(one.params)


def _check(study: Any, asked: Search) -> None:
    now = {"fixed": " ".join(asked.fixed), "space": " ".join(str(one) for one in asked.space)}
    before = study.user_attrs
    if not before:
        for key, value in now.items():
            study.set_user_attr(key, value)
    elif any(before.get(key) != value for key, value in now.items()):
        raise ConfigError(
            f"the study '{asked.name}' in {asked.folder} searched other values; give this search another "
            "--name, or repeat the old command to go on with it."
        )
