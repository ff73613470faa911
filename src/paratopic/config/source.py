"""Read configuration files as Hydra does, but of a codebook its name alone: parsing it twice costs seconds."""

from __future__ import annotations

from pathlib import Path

from hydra._internal.core_plugins import file_config_source
from hydra._internal.sources_registry import SourcesRegistry
from hydra.core.plugins import Plugins
from hydra.plugins.config_source import ConfigResult
from omegaconf import OmegaConf

GROUP = "codebook/"


class FileConfigSource(file_config_source.FileConfigSource):  # type: ignore[misc]
    """Hydra's files. The plan reads the chosen codebook by itself, with errors that name file and line.

    It keeps the name of Hydra's class: launchers carry the registry into new processes, where Hydra accepts a
    class of the same name only.
    """

    def is_config(self, config_path: str) -> bool:
        """Tell whether there is such a file; of a codebook also outside of the folders of configurations."""
        if super().is_config(config_path):
            return True
        return config_path.startswith(GROUP) and codebook_file(config_path.removeprefix(GROUP)) is not None

    def load_config(self, config_path: str) -> ConfigResult:
        """Return a file's configuration; a codebook gives an empty one."""
        if not (config_path.startswith(GROUP) and self.is_config(config_path)):
            return super().load_config(config_path)
        return ConfigResult(
            config=OmegaConf.create({}),
            path=f"{self.scheme()}://{self.path}",
            provider=self.provider,
            header={"package": None},
        )


def codebook_file(chosen: str) -> Path | None:
    """Return the file behind `codebook=FILE.yaml`, or None where a name was chosen."""
    path = Path(chosen)
    return path.resolve() if path.suffix.lower() in (".yaml", ".yml") and path.is_file() else None


def read_codebooks_by_name() -> None:
    """Make Hydra read files through FileConfigSource from now on."""
    Plugins.instance()  # registers Hydra's own sources first
    SourcesRegistry.instance().types[FileConfigSource.scheme()] = FileConfigSource
