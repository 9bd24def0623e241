"""The rules of good follow-up, as pure functions of records and a date; standard library only."""
