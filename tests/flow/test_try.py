import time as tm
import pytest
from datetime import *
from octavo.press.newsroom import load
from octavo.press.server import serve
from octavo.press.sites import habits
from octavo.work.pipeline import *
from octavo.engine.executor import Inline
from octavo.news import subscribe
from octavo.news.models import *
@pytest.mark.django_db
def test_x():
    press = load(date(2025,6,29)); END=datetime(2025,6,30,tzinfo=UTC)
    print(len(press.articles))
    with serve(press,0,lambda: END) as r:
        for h in press.world.publishers.values():
            subscribe.add(f"http://{h.id}.localhost:{r.port}{habits()[h.id].feed}", title=h.name, slug=h.id, agency=h.agency,country=h.country, now=END)
        for n in STAGES: 
            t=tm.perf_counter()
            c=drain([n], Inline(), END)
            print(n, c, round(tm.perf_counter()-t,2))
    from collections import Counter
    print(Counter(Article.objects.values_list("stage","error")))
    print(Story.objects.count(), Article.objects.exclude(original=None).count(), Picture.objects.count())
