"""Faults on purpose. All of these tests share one server of new processes, which knows their modules from the start."""

PRELOADED = ["tests.faults.killed", "tests.faults.killed_sending", "tests.unit.reports.mail_server"]
