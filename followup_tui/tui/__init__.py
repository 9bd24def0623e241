"""The full-screen program; the only package that imports Textual."""
