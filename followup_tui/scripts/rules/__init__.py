"""The rules of the checker, one function each; `checker.RULES` lists them by number."""
