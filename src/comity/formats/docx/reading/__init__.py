"""The Word reader: what a .docx package holds, as a tracked document."""
