"""Where the parts are put together: settings, addresses, and the server that ``make run`` starts."""
