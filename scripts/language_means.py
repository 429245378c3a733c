"""Make the frozen language means of an embedding model from the texts of the sample press.

``python scripts/language_means.py MODEL_FOLDER``. The texts are our own and dated by a fixed calendar, so
the outcome is the same everywhere.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import numpy as np

from octavo.engine.embed import load
from octavo.engine.embed.centre import ANY
from octavo.news.group.subject import subject
from octavo.press.newsroom import load as load_press

TARGET = Path(__file__).parent.parent / "src" / "octavo" / "engine" / "embed" / "means"


def main() -> None:
    """Embed every own text, average by language, write the file of the model."""
    model = load(Path(sys.argv[1]))
    own = [article for article in load_press(date(2025, 6, 30)).articles if not article.copy_of]
    vectors = model.embed([subject(a.headline, a.lead, a.text) for a in own])
    languages = [article.language.split("-")[0] for article in own]
    means = {
        language: vectors[[i for i, other in enumerate(languages) if other == language]].mean(axis=0)
        for language in sorted(set(languages))
    }
    means[ANY] = np.stack(list(means.values())).mean(axis=0)
    TARGET.mkdir(exist_ok=True)
    table = {language: [round(float(x), 4) for x in mean] for language, mean in means.items()}
    target = TARGET / f"{model.model_id}.json"
    target.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{target}: {', '.join(means)}")


if __name__ == "__main__":
    main()
