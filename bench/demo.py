"""`make demo`: reads the examples, and shows the table of the Indonesian explainer and what to try next."""

import json
import os
import subprocess
import sys
import time

from reading import ROOT, load_article, read

_SHOW = "id/iran-saudi.txt"


def main() -> None:
    paths = sorted((ROOT / "examples").glob("*/*.txt"))
    if not paths:
        sys.exit("no examples were found; the folder examples/ of the project holds them")
    start = time.perf_counter()
    total = 0
    for path in paths:
        article = load_article(path, json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
        reading = read(article)
        total += len(reading)
        print(f"{article.language}  {len(reading):3} claims  {article.published}  {article.title}")
    print(f"\n{total} claims in {len(paths)} articles, {time.perf_counter() - start:.1f} s\n")
    shown = ROOT / "examples" / _SHOW
    shown = shown if shown.is_file() else next(path for path in paths if path.parent.name == "id")
    meta = json.loads(shown.with_suffix(".json").read_text(encoding="utf-8"))
    name = shown.relative_to(ROOT)
    command = [sys.executable, "-c", "from detente.cli import main; main()", "read", str(name), "--date", meta["published"]]
    sys.stdout.flush()
    done = subprocess.run([*command, "--publisher", meta.get("publisher", "")], check=False, cwd=ROOT, env=os.environ)
    if done.returncode:
        sys.exit(done.returncode)
    print("Try next:")
    print(f"  .venv/bin/detente read {name} --date {meta['published']} --explain")
    print(f"  .venv/bin/detente read {name} --date {meta['published']} --format jsonl | head -1")
    print("  .venv/bin/detente read YOUR-ARTICLE.txt --date YYYY-MM-DD     (or an address, or - for standard input)")
    print("  .venv/bin/detente demo                                        (all of them as a ledger, in your browser)")
    print("  docs/output.md says what every field means; README.md says the rest")


if __name__ == "__main__":
    main()
