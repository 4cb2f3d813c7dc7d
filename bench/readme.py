"""Writes the README's example anew from what the program prints: `python bench/readme.py` (part of `make docs`); --check only compares."""

import re
import subprocess
import sys

from reading import ROOT

_BLOCK = re.compile(r"(<!-- example -->\n```sh\n)\$ (.*?)\n\n.*?(\n```\n<!-- end of example -->)", re.DOTALL)


def main() -> None:
    path = ROOT / "README.md"
    old = path.read_text(encoding="utf-8")
    found = _BLOCK.search(old)
    if not found:
        sys.exit("README.md: the block between <!-- example --> and <!-- end of example --> is gone")
    command = found[2].replace("\\\n", "").replace(".venv/bin/detente", f"{sys.executable} -c 'from detente.cli import main; main()'")
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd=ROOT)
    new = old[: found.end(2)] + "\n\n" + done.stdout.rstrip() + old[found.start(3) :]
    if new == old:
        return
    if "--check" in sys.argv:
        sys.exit("README.md: its example is not what the program prints now; `make docs` writes it anew")
    path.write_text(new, encoding="utf-8")
    print("README.md: the example was written anew")


if __name__ == "__main__":
    main()
