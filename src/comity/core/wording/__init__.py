"""Words and nothing else: what was changed, by whom, and how all wordings of one text stand in one value.

The package is the heart of Comity. ``tokens`` cuts a text into words and gaps, ``diff`` finds the changes a negotiator
would name, ``compose`` puts any number of proposals into one composition, ``project`` reads each of them back exactly,
``accept`` and ``rebase`` carry everything onto a new base, ``sentence`` says a change in words.
"""
