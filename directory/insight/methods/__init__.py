"""The statistics behind every figure, as pure functions: formulae, sources, units and limits are in docs/methods.md.

`access` and `catchments` (who can reach how much) · `coverage` · `provision` · `evidence` · `rates` · `funnel` ·
`slope` and `concentration` (fairness) · `reach` · `shrinkage` · `gaps` · `projection` · `remainder` · `outcomes` ·
`spend`. Nothing here knows a table, a page or a clock; whoever draws at random hands in the generator.
"""
