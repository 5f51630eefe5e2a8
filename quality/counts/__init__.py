"""What a series of counts leads one to expect, and which mechanism explains a count that it does not."""
