"""Answers to the questions that people ask of an index, exact, one module a question."""
