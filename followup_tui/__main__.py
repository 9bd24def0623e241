"""`python -m followup_tui` is the same as `followup`."""

from followup_tui.cli import main

if __name__ == "__main__":
    main()
