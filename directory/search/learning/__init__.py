"""Learns from example sentences which need they speak of. Runs by command; no page and no engine imports it."""
