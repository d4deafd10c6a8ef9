"""The command line: arguments, progress and exit codes. The work is done elsewhere."""
