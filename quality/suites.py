"""The checks as Great Expectations suites: built in code, judged on pandas frames, nothing kept on disk.

Importing Great Expectations takes seconds; it happens when a `Judge` is made, and nowhere else in the project.
"""

import os
from typing import TYPE_CHECKING, Any

from quality.check import Check, Rule

if TYPE_CHECKING:
    import pandas as pd

_GUARD = {"role": "guard"}
_RULE = {"role": "rule"}
_RESULT_FORMAT = {"result_format": "COMPLETE", "unexpected_index_column_names": ["row_key"]}


class CheckNotRunError(Exception):
    """The frame is not what the check needs, or an expectation could not be evaluated: nothing was checked."""


class Judge:
    """Runs suites in one context that exists in memory only."""

    def __init__(self) -> None:
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        import great_expectations
        from great_expectations.data_context.types.base import ProgressBarsConfig

        self._gx = great_expectations
        context = great_expectations.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        self._source = context.data_sources.add_pandas("frames")

    def judge(self, check: Check, frame: "pd.DataFrame", least_rows: int) -> tuple[str, ...]:
        """The row keys that broke a rule, in the frame's order. Raises CheckNotRunError when a guard fails or an
        expectation raises; an empty frame passes only when `least_rows` is 0, that is, when there are no data of that
        kind at all."""
        suite = self._gx.ExpectationSuite(
            name=check.frame,
            expectations=[
                *self._guards(check, least_rows),
                *(self._expectation(rule) for rule in check.rules),
            ],
        )
        asset = self._source.add_dataframe_asset(check.frame)
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
        results = batch.validate(suite, result_format=_RESULT_FORMAT).to_json_dict()["results"]
        return _failed_keys(results)

    def _guards(self, check: Check, least_rows: int) -> list[Any]:
        expectations = self._gx.expectations
        return [
            expectations.ExpectTableColumnsToMatchSet(
                column_set=list(check.judged_columns), exact_match=False, meta=_GUARD
            ),
            expectations.ExpectTableRowCountToBeBetween(min_value=least_rows, meta=_GUARD),
            expectations.ExpectColumnValuesToNotBeNull(column="row_key", meta=_GUARD),
            expectations.ExpectColumnValuesToBeUnique(column="row_key", meta=_GUARD),
        ]

    def _expectation(self, rule: Rule) -> Any:
        expectations = self._gx.expectations
        pair = {"ignore_row_if": "either_value_is_missing", "meta": _RULE}
        greater = expectations.ExpectColumnPairValuesAToBeGreaterThanB
        match rule.kind:
            case "at_least":
                return greater(column_A=rule.column, column_B=rule.other, or_equal=True, **pair)
            case "above":
                return greater(column_A=rule.column, column_B=rule.other, or_equal=False, **pair)
            case "at_most":
                return greater(column_A=rule.other, column_B=rule.column, or_equal=True, **pair)
            case "below":
                return greater(column_A=rule.other, column_B=rule.column, or_equal=False, **pair)
            case "equal":
                return expectations.ExpectColumnPairValuesToBeEqual(column_A=rule.column, column_B=rule.other, **pair)
            case "is_false":
                return expectations.ExpectColumnValuesToBeInSet(column=rule.column, value_set=[False], meta=_RULE)
            case "between":
                return expectations.ExpectColumnValuesToBeBetween(
                    column=rule.column, min_value=rule.low, max_value=rule.high, meta=_RULE
                )


def _failed_keys(results: list[dict[str, Any]]) -> tuple[str, ...]:
    """Row keys from the JSON results of one suite; raises CheckNotRunError where there is no verdict to read."""
    failed = [result for result in results if not result["success"]]
    for result in failed:
        config = result["expectation_config"]
        if config["meta"] == _GUARD and not _exceptions(result["exception_info"]):
            observed = result["result"].get("observed_value", result["result"].get("unexpected_count"))
            raise CheckNotRunError(f"{config['type']}: {observed}")
    if errors := [message for result in results for message in _exceptions(result["exception_info"])]:
        raise CheckNotRunError(errors[0])
    keys = [str(row["row_key"]) for result in failed for row in result["result"]["unexpected_index_list"]]
    return tuple(dict.fromkeys(keys))


def _exceptions(info: dict[str, Any]) -> list[str]:
    """What was raised: the information is one entry, or one per metric when a metric could not be computed."""
    entries = [info] if "raised_exception" in info else list(info.values())
    return [str(entry["exception_message"]) for entry in entries if entry["raised_exception"]]
