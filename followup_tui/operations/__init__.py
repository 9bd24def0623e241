"""The verbs that the screen and the command line share."""
