"""The text of an article: which part of the page it is, and which blocks of that part."""
from __future__ import annotations

import re
from collections import defaultdict
from octavo.engine.extract.blocks import Block, blocks_of, text_length

_GOOD = 40
_NAMED = re.compile(r"article-?_?(?:body|content|text)|articlebody|(?:entry|post|story|page|main)-?_?(?:body|content|text)\b|\bcontent-?_?body|body-?_?copy|body-?_?text|paragraphs")

def good(b: Block) -> float:
    n=len(b.text)*(1-b.link_share)
    if b.tag in ('h1','h2','h3','h4','h5','h6') or b.link_share>.5: return 0
    return n if n>=_GOOD else 0


import os
T=float(os.environ.get('T','.75')); D=float(os.environ.get('D','.87')); F=float(os.environ.get('F','1')); M=float(os.environ.get('M','3'))
def container(blocks):
    sc=defaultdict(float)
    for b in blocks:
        s=good(b)
        if not s: continue
        e=b.home if b.tag not in ('p','li','td','blockquote') else b.home.getparent()
        w=1.0
        while e is not None and e.tag!='html':
            sc[e]+=s*w
            e=e.getparent(); w*=D
    best=None;bs=0
    for e,s in sc.items():
        name=f"{e.get('class','')} {e.get('id','')}".lower()
        if e.get('itemprop')=='articleBody': s*=1+.5*F
        elif e.tag=='article': s*=1+.2*F
        elif _NAMED.search(name): s*=1+.3*F
        if s>bs: best,bs=e,s
    return best

def paragraphs(body):
    blocks=blocks_of(body)
    c=container(blocks)
    if c is None: return []
    inside=set(map(id,c.iter()))
    out=[]
    for b in blocks:
        if id(b.home) not in inside: continue
        if b.link_share>.6 and (len(b.text)<200): continue
        if b.tag=='h1': continue
        out.append(b)
    while out and out[-1].tag[0]=='h': out.pop()
    return [b.text for b in out]
