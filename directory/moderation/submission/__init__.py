"""Add a group or service, step by step and without an account: a draft under a code, and at the end a proposal."""
