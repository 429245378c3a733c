"""Names across scripts: the consonants of a name as they are heard, so that Corrin, コリン and كورين meet.

A rough key in the manner of Soundex (Russell 1918) and of the matching of Arabic and English names by Freeman,
Condon and Ackerman (NAACL 2006): vowels are dropped, and consonants that scripts confuse are one class. ``P``
is any lip sound, ``K`` any back one, ``S`` any hiss, ``T`` any stop at the teeth, ``L`` is l and r.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Characters that Chinese papers write foreign names with, by the consonant they begin with.
_CHINESE = {
    "P": "巴贝比博布波伯班邦鲍本宾彭潘帕佩皮普珀韦维瓦沃伍威文温万法菲弗福夫费冯凡范芬",
    "K": "卡克科加盖格戈古哥高肯康坎坤凯考库奎基吉金甘冈根贡",
    "S": "萨塞西斯苏索桑森辛申沙舍什施莎夏谢绍肖齐奇恰乔切丘泽兹佐祖扎赞曾宗热杰贾朱茹若久",
    "T": "塔特蒂图托泰坦滕达德迪杜多丹登戴道邓顿东唐汤",
    "L": "拉勒利里卢鲁罗洛莱雷兰伦林朗隆尔劳龙连廉琳",
    "M": "马麦梅米穆莫姆曼门蒙明敏玛默",
    "N": "纳内尼努诺奈南嫩恩安宁农娜",
    "": "阿埃艾伊奥乌欧亚雅耶约尤于哈海赫黑希胡霍豪汉亨洪英因昂翁",
}
_NASAL = frozenset(
    "班邦本宾彭潘文温万冯凡范芬肯康坎坤金甘冈根贡桑森辛申赞曾宗坦滕丹登邓顿东唐汤兰伦林朗隆龙连廉琳曼门蒙明敏"
    "南嫩宁农汉亨洪英因昂翁"
)
_LETTERS = {
    "P": "bpvfwبپفڤבפףװβφπвбпф",
    "K": "ckgqكقغخکگגכךקחγκχкгх",
    "S": "szjçسصزشجثذظچזסצץשσζςсзжшщцч",
    "T": "tdتطدضטתדδτθтд",
    "L": "lrلرלרλρлр",
    "M": "mمמםμм",
    "N": "nنנןνн",
}
_KANA = {
    "K": "カキクケコガギグゲゴ",
    "S": "サシスセソザジズゼゾチヂツヅ",
    "T": "タテトダデド",
    "N": "ナニヌネノン",
    "P": "バビブベボパピプペポファヴフ",
    "M": "マミムメモ",
    "L": "ラリルレロ",
}
# Two letters for one sound, before single ones are heard.
_PAIRS = (
    ("sch", "s"), ("tch", "s"), ("ch", "s"), ("sh", "s"), ("ph", "p"), ("th", "t"), ("x", "ks"), ("ng", "n"),
    ("نغ", "ن"), ("וו", "װ"), ("ג'", "ז"), ("ג׳", "ז"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_TRANSCRIBED = re.compile(f"[{''.join(_CHINESE.values())}]{{3,}}")


def _sounds() -> dict[str, str]:
    table = {letter: sound for part in (_LETTERS, _KANA) for sound, letters in part.items() for letter in letters}
    for sound, characters in _CHINESE.items():
        table.update({one: sound + ("N" if one in _NASAL else "") for one in characters})
    del table["ァ"]
    return table


_SOUND = _sounds()


@lru_cache(maxsize=65536)
def heard(name: str) -> str:
    """The consonant classes of a name in any script we know, doubles as one; empty where nothing is heard."""
    plain = name.lower()
    if not plain.isascii() and max(plain) < "\u0370":
        plain = "".join(letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.combining(letter))
    for letters, sound in _PAIRS:
        plain = plain.replace(letters, sound)
    return _TWICE.sub(r"\1", "".join(_SOUND.get(letter, "") for letter in plain))


def transcribed(run: str) -> list[str]:
    """The parts of a run of Chinese that are written as foreign names are: three such characters or more."""
    return _TRANSCRIBED.findall(run)
