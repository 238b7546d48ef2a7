"""The pages: server-rendered, in English and Russian, working without script."""
