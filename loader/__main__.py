"""``python -m loader`` is ``communique``."""

from loader.cli import main

if __name__ == "__main__":
    main(prog_name="communique")
