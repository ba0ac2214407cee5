"""The engines that keep the promise of `search.engine`."""
