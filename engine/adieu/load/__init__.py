"""YAML files of a policy → a policy that is complete, bound and typed, or diagnostics."""
