"""Documents with tracked changes, whatever office format they came from or go to."""
