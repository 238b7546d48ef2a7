"""The pages: one file each, found by a walk; a page names its addresses in ``urls``."""
