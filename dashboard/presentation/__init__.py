"""The presentation view: a page's figures, one at a time, on the whole screen."""
