"""``python -m loader`` is ``communique``."""

from loader.cli import main

main(prog_name="communique")
