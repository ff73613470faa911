"""Where one model errs: confident errors with their evidence, slices, probable label errors."""
