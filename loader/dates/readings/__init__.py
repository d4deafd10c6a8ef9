"""What the words of a date expression mean: one function for each order of words in the grammar."""
